"""Base words (kata dasar) of Indonesian words."""
