"""From mentions to records of the knowledge base."""
