"""Gold sentences that hold a second one, as UD_Indonesian-GSD's do behind a name or a number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nusaner import lexicon

Span = tuple[int, int]

#: A word or number of two signs or more that no stop precedes (M.Si. is none), its final mark and a capital.
_END = re.compile(r"(?<![\w.'’-])([\w'’-]{2,})[)\]%]?[.?!][\"”’)\]]*\s+(?=[\"“‘(\[]?([^\W\d_]))")
_PAIRS = (("“", "”"), ("(", ")"), ("[", "]"))


def joints(text: str, sentence: Span) -> Iterator[int]:
    """The characters inside a gold sentence at which a second sentence begins.

    A sentence begins behind a final mark and a blank, with a capital. The mark stands behind a word or number of two
    signs or more that is no listed abbreviation, and outside quotation marks and brackets.

    Example:
        >>> list(joints("Ia tiba 2 Mei 1915. Kota itu jatuh.", (0, 35)))
        [20]
        >>> list(joints("Ia menemui Prof. Ali di Baku.", (0, 29)))
        []
    """
    part = text[slice(*sentence)]
    known = lexicon.words("abbreviations")
    for end in _END.finditer(part):
        before = part[: end.end()].rstrip()
        listed = not known.isdisjoint((f"{end[1]}.", f"{end[1]}.".lower()))
        if end[2].isupper() and not listed and _closed(before):
            yield sentence[0] + end.end()


def joined(text: str, gold: Iterable[Span], predicted: Sequence[Span]) -> frozenset[Span]:
    """The gold sentences that a prediction divides at joints and nowhere else.

    Both ends of the gold sentence must be predicted too.
    """
    starts, ends, known = {start for start, _ in predicted}, {end for _, end in predicted}, set(predicted)
    found = set()
    for span in gold:
        if span not in known and span[0] in starts and span[1] in ends:
            inner = {start for start in starts if span[0] < start < span[1]}
            if inner and inner <= set(joints(text, span)):
                found.add(span)
    return frozenset(found)


def _closed(part: str) -> bool:
    return part.count('"') % 2 == 0 and all(part.count(a) == part.count(b) for a, b in _PAIRS)
