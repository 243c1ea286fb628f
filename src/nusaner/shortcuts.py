"""The pipeline, the tokenizer and the stemmer that the functions of `nusaner` share."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer

    from nusaner.stemmer.stem import Stemmer


@cache
def shared_pipeline() -> Language:
    """One bundled pipeline for the process."""
    from nusaner.pipeline import load

    return load()


@cache
def shared_tokenizer() -> Tokenizer:
    """One tokenizer for the process."""
    from nusaner.pipeline import blank

    return blank().tokenizer


@cache
def shared_stemmer(convention: str = "kbbi") -> Stemmer:
    """One stemmer for each convention and process, with the names of the knowledge base protected; without spaCy."""
    from nusaner.stemmer.names import bundled_names
    from nusaner.stemmer.stem import Stemmer

    return Stemmer(protected=bundled_names(), convention=convention)
