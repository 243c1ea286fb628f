"""A recognizer of one's own: from annotated documents of any labels to a model folder."""
