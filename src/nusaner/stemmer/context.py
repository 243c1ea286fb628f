"""Forms whose base the neighbouring words decide (beruang: the bear, or who has money)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from nusaner import lexicon

#: How many words on either side count as neighbours.
WINDOW = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """A stem that a form has beside one of the neighbours."""

    stem: str
    affixes: tuple[str, ...]
    neighbours: frozenset[str]


@cache
def readings() -> dict[str, Reading]:
    """Form -> its second reading."""
    return {
        form: Reading(stem, tuple(affixes.split()), frozenset(neighbours.split()))
        for form, stem, affixes, neighbours in lexicon.load("stem_contexts")
    }


def read(words: Sequence[str], position: int) -> Reading | None:
    """The second reading of a word, if a neighbour calls for it.

    Args:
        words: Lower-cased words of the text.
        position: Index of the word.

    Example:
        >>> read(["keluarga", "yang", "beruang"], 2).stem
        'uang'
        >>> read(["anak", "beruang", "kutub"], 1) is None
        True
    """
    reading = readings().get(words[position])
    if reading is None:
        return None
    around = {*words[max(0, position - WINDOW) : position], *words[position + 1 : position + 1 + WINDOW]}
    return reading if around & reading.neighbours else None
