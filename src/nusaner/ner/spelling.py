"""The features of a word by itself, as rows of a hash table."""

from __future__ import annotations

import zlib

from nusaner.ner.features import word_shape
from nusaner.ner.words import WordTable, key

_LENGTHS = (1, 2, 3, 4)


def describe(word: str, table: WordTable) -> list[str]:
    """Features of a word that do not depend on its place in the text.

    The word itself, its shape, affixes of one to four letters (Ratinov and Roth, 2009), the classes
    of the table (Turian et al., 2010), and its usual capitals together with those that it has here.
    """
    lower, shape = key(word), word_shape(word)
    classes = table.classes(lower)
    features = [f"w={lower}", f"shape={shape}", *classes]
    features += [f"p{n}={lower[:n]}" for n in _LENGTHS if len(lower) > n]
    features += [f"s{n}={lower[-n:]}" for n in _LENGTHS if len(lower) > n]
    features += [f"{known},shape={shape}" for known in classes if known.startswith("capital=")]
    return features


def rows(features: list[str], size: int) -> list[int]:
    """Where the features stand in a hash table of `size` rows (Weinberger et al., 2009)."""
    return [zlib.crc32(feature.encode()) % size for feature in features]
