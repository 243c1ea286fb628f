"""Which words of the knowledge base the stemmer leaves alone."""

from __future__ import annotations

from collections.abc import Mapping

from nusaner.kb import Record


def protected_names(records: Mapping[str, Record]) -> frozenset[str]:
    """Lower-cased one-word names and the words of personal names.

    Words of longer names of places and institutions (Kementerian Pertahanan) are ordinary words
    and stay out.
    """
    words: set[str] = set()
    for record in records.values():
        for form in record.forms:
            parts = form.text.lower().split()
            if len(parts) == 1 or record.type == "PERSON":
                words.update(parts)
    return frozenset(words)
