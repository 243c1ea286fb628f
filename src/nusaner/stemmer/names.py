"""Which words of the knowledge base the stemmer leaves alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from nusaner import kb
from nusaner.kb import Record


def protected_names(records: Mapping[str, Record]) -> frozenset[str]:
    """Lower-cased one-word names and the words of personal names.

    Words of longer names of places and institutions (Kementerian Pertahanan) are ordinary words
    and stay out.
    """
    return _protected((record.type, form.text) for record in records.values() for form in record.forms)


@cache
def bundled_names() -> frozenset[str]:
    """`protected_names` of the bundled knowledge base, without the time that it takes to make its records."""
    return _protected((label, text) for _, label, text in kb.load().surfaces())


def _protected(typed: Iterable[tuple[str, str]]) -> frozenset[str]:
    words: set[str] = set()
    for label, text in typed:
        if label == "PERSON":
            words.update(text.lower().split())
        elif " " not in text:
            words.add(text.lower())
    return frozenset(words)
