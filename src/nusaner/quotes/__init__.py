"""Who says what: quotations, direct and indirect, and their speakers."""
