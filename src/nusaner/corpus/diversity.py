"""How varied a collection of texts is; to be read beside the same figures of real news."""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*\s+|\n+")
_WINDOW = 500
_OPENING = 3
_GRAM = 8


@dataclass(frozen=True, slots=True)
class Diversity:
    """Measures of variety.

    Attributes:
        texts, words: How many there are.
        mattr: Moving-average type-token ratio over windows of 500 words (Covington and McFall,
            2010), lower-cased, in [0, 1].
        sentence_mean, sentence_deviation: Words in a sentence; sentences are cut at final marks
            and line breaks, the same crude way for every collection.
        openings: Share of texts whose first three words also open another text.
        shared: Share of texts that have a word 8-gram in common with another text.
    """

    texts: int
    words: int
    mattr: float
    sentence_mean: float
    sentence_deviation: float
    openings: float
    shared: float


def diversity(texts: Sequence[str], groups: Sequence[str] | None = None) -> Diversity:
    """Measure a collection.

    Args:
        texts: The texts, at least one of them with a word.
        groups: One name for each text; texts of one group are not compared for openings and
            8-grams (contrast sets are alike on purpose). None: every text is its own group.

    Example:
        >>> diversity(["Baku diguyur hujan.", "Ganja cerah."]).words
        5
    """
    names = [str(i) for i in range(len(texts))] if groups is None else list(groups)
    tokens = [_WORD.findall(text.lower()) for text in texts]
    lengths = [len(_WORD.findall(s)) for text in texts for s in _SENTENCE_END.split(text)]
    lengths = [length for length in lengths if length]
    return Diversity(
        texts=len(texts),
        words=sum(map(len, tokens)),
        mattr=_mattr([word for words in tokens for word in words]),
        sentence_mean=statistics.mean(lengths),
        sentence_deviation=statistics.pstdev(lengths),
        openings=_share_alike([{" ".join(words[:_OPENING])} for words in tokens], names),
        shared=_share_alike([_grams(words) for words in tokens], names),
    )


def _mattr(words: Sequence[str]) -> float:
    """Mean share of distinct words over all windows, each computed from the one before."""
    size = min(_WINDOW, len(words))
    counts = Counter(words[:size])
    total = distinct = len(counts)
    for leaving, entering in zip(words, words[size:], strict=False):
        counts[leaving] -= 1
        distinct -= not counts[leaving]
        distinct += not counts[entering]
        counts[entering] += 1
        total += distinct
    return total / (len(words) - size + 1) / size


def _grams(words: Sequence[str]) -> set[str]:
    return {" ".join(words[i : i + _GRAM]) for i in range(len(words) - _GRAM + 1)}


def _share_alike(pieces: Sequence[set[str]], groups: Sequence[str]) -> float:
    """Share of texts one of whose pieces occurs in a text of another group."""
    owners: dict[str, set[str]] = {}
    for mine, group in zip(pieces, groups, strict=True):
        for piece in mine:
            owners.setdefault(piece, set()).add(group)
    alike = sum(any(len(owners[piece]) > 1 for piece in mine) for mine in pieces)
    return alike / len(pieces)
