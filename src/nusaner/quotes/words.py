"""Words of a paragraph, the quotation marks among them and the words of saying."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from nusaner import lexicon

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
#: A quotation mark that is not closed within so many words is taken for a typing error.
_LONGEST = 150
_SIGNS = frozenset([*_PAIRS, *_PAIRS.values(), "'", "‘", "’", ":", "bahwa", "Bahwa"])

#: Whoever says 'saya' speaks for the text itself, unless it is quoted.
OWN = frozenset({"saya", "kami", "kita", "aku", "gue", "gua", "ane", "penulis"})
#: Who speaks is named before.
PRONOUNS = frozenset({"ia", "dia", "beliau", "mereka", "dirinya", "keduanya", "pihaknya"})
#: Words that only join what is said to the word of saying.
JOINTS = frozenset({"bahwa", "agar", "supaya", "untuk", "kalau"})
DENIALS = frozenset({"tidak", "tak", "belum", "bukan", "jangan", "tanpa", "enggak", "nggak", "pernah"})


class Word(NamedTuple):
    """A word of a paragraph as the tagger reads it.

    Attributes:
        text: The word.
        entity: Label of the entity that it belongs to, or "".
        opens: Whether an entity begins here.
        first: Whether a sentence begins here.
    """

    text: str
    entity: str = ""
    opens: bool = False
    first: bool = False


def quoted(texts: Sequence[str]) -> list[str]:
    """For each word "open", "in" or "close" of a pair of quotation marks, else "out".

    Example:
        >>> quoted(['"', "Besok", "hujan", '"', "katanya"])
        ['open', 'in', 'in', 'close', 'out']
    """
    states = ["out"] * len(texts)
    behind = 0
    for i in [i for i, text in enumerate(texts) if text in _PAIRS]:
        within = texts[i + 1 : i + _LONGEST]
        if i >= behind and (mark := _PAIRS[texts[i]]) in within:
            end = i + 1 + within.index(mark)
            states[i : end + 1] = ["open", *["in"] * (end - i - 1), "close"]
            behind = end + 1
    return states


@lru_cache(maxsize=20_000)
def _brings(text: str) -> bool:
    """Whether a word may bring a quotation: a word of saying, a mark, a colon or 'bahwa'."""
    return text in _SIGNS or text.lower() in cue_kinds()


def cue_kinds() -> Mapping[str, str]:
    """Word of saying -> where what is said stands: after, before, both or source."""
    return lexicon.pairs("saying")


def has_mark(text: str) -> bool:
    """Whether a word is a mark that opens a quotation."""
    return text in _PAIRS


def step(number: float, steps: Sequence[float]) -> str:
    """The first of the steps that a number does not pass, or "far".

    Example:
        >>> step(7, (1, 5, 9)), step(10, (1, 5, 9))
        ('9', 'far')
    """
    return next((str(limit) for limit in steps if number <= limit), "far")


def pieces(words: Sequence[Word]) -> list[tuple[int, int]]:
    """The parts of a paragraph that may quote, in whole sentences; what stands between marks is not parted.

    A third of the words of news stand in paragraphs that have nothing to bring a quotation; they need no tagger.

    Example:
        >>> pieces([Word("Hujan", first=True), Word("."), Word("Katanya", first=True), Word("reda")])
        [(2, 4)]
    """
    texts = [word.text for word in words]
    brings = list(map(_brings, texts))
    if True not in brings:
        return []
    marks = quoted(texts)
    firsts = [i for i, word in enumerate(words) if i == 0 or (word.first and marks[i] not in ("in", "close"))]
    found: list[tuple[int, int]] = []
    for start, end in zip(firsts, [*firsts[1:], len(words)], strict=True):
        if True in brings[start:end]:
            if found and found[-1][1] == start:
                start = found.pop()[0]
            found.append((start, end))
    return found
