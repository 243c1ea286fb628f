"""How the words of name lists are spread over the lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nusaner.ner.words import key

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
#: Occurrences in ten thousand names that divide rare, common and very common words.
_BOUNDS = (0.3, 2.0)
_CLEAR = 0.8


def name_words(lists: Sequence[Iterable[str]]) -> dict[str, tuple[int, ...]]:
    """What the lists say of each word of their names.

    Returns:
        For each `key` the kind and, for each list, 1 for never to 4 for very common. The kind says
        which list has most of the word, whether clearly, and whether mostly at the front, in the
        middle or at the end of names.

    Example:
        >>> name_words([["Ilham Aliyev", "Leyla Aliyeva"], ["Baku"]])["baku"]
        (7, 1, 4)
    """
    counts: dict[str, list[list[int]]] = {}
    sizes = []
    for number, names in enumerate(lists):
        size = 0
        for name in names:
            words = [key(word) for word in _WORD.findall(name)]
            if not words or "(" in words:
                continue
            size += 1
            for i, word in enumerate(words):
                places = counts.setdefault(word, [[0, 0, 0] for _ in lists])
                places[number][0 if i == 0 else 2 if i == len(words) - 1 else 1] += 1
        sizes.append(size)
    return {word: _spread(places, sizes) for word, places in counts.items()}


def _spread(places: Sequence[Sequence[int]], sizes: Sequence[int]) -> tuple[int, ...]:
    shares = [sum(place) / max(size, 1) * 1e4 for place, size in zip(places, sizes, strict=True)]
    most = shares.index(max(shares))
    clear = shares[most] > _CLEAR * sum(shares)
    where = places[most].index(max(places[most]))
    levels = [1 if not share else 2 + sum(share >= bound for bound in _BOUNDS) for share in shares]
    return (1 + 6 * most + 3 * (not clear) + where, *levels)
