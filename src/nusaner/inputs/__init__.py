"""Texts from the files that users have: plain text, HTML pages, CSV and JSON Lines."""

from nusaner.inputs.documents import Document, Failure, read_documents

__all__ = ["Document", "Failure", "read_documents"]
