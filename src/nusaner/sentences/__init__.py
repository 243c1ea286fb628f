"""Sentence boundaries of Indonesian news, on surface tokens."""
