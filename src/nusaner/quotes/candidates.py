"""Spans that may be quotations, from the tagger's probabilities, and the best choice among them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

#: A first or last word less probable than this is not tried.
LEAST = 0.01


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of words that may be a quotation.

    Attributes:
        start, end: Words, half-open.
        begins, ends: Probability that a quotation begins with its first and ends with its last word.
        holds: The least probability, within it, that the quotation goes on.
        tagged: Whether it is one of the likeliest sequence of tags.
    """

    start: int
    end: int
    begins: float
    ends: float
    holds: float
    tagged: bool


def candidates(
    begin: Sequence[float], inside: Sequence[float], tagged: Sequence[tuple[int, int]], *, least: float = LEAST
) -> list[Candidate]:
    """Every span with a probable first and last word.

    Args:
        begin, inside: For each word the probability that it begins a quotation, and that it goes on with one.
        tagged: Spans of the likeliest sequence of tags.
        least: Probability below which a bound is not tried.

    Example:
        >>> [(c.start, c.end) for c in candidates([0.9, 0, 0], [0, 0.9, 0.2], [(0, 2)])]
        [(0, 2), (0, 3)]
    """
    chosen = set(tagged)
    last = len(begin) - 1
    # a span ends where one goes on less surely than it stood: exact, as the next word can only go on or not
    ends = [begin[i] + inside[i] - (inside[i + 1] if i < last else 0.0) for i in range(last + 1)]
    firsts = {start for start, _ in tagged}
    found = []
    for start in range(last + 1):
        if begin[start] <= least and start not in firsts:
            continue
        holds = 1.0
        for i in range(start, last + 1):
            if i > start:
                holds = min(holds, inside[i])
                if holds < least / 2:
                    break
            if ends[i] > least:
                found.append(Candidate(start, i + 1, begin[start], ends[i], holds, (start, i + 1) in chosen))
    return found


def best(spans: Sequence[tuple[int, int]], scores: Sequence[float]) -> list[tuple[int, int]]:
    """The spans that do not overlap and have the highest sum of scores (weighted interval scheduling).

    Args:
        spans: Words, half-open.
        scores: One for each; what is below zero is never taken.

    Example:
        >>> best([(0, 4), (0, 2), (2, 5)], [2.0, 1.5, 1.0])
        [(0, 2), (2, 5)]
    """
    ordered = sorted((end, start, score) for (start, end), score in zip(spans, scores, strict=True) if score > 0)
    ends = [end for end, _, _ in ordered]
    totals = [0.0]
    before: list[int] = []
    for k, (_, start, score) in enumerate(ordered):
        fitting = bisect_right(ends, start, 0, k)
        taken = totals[fitting] + score > totals[k]
        before.append(fitting if taken else -1)
        totals.append(totals[fitting] + score if taken else totals[k])
    found = []
    k = len(ordered)
    while k:
        end, start, _ = ordered[k - 1]
        if before[k - 1] >= 0:
            found.append((start, end))
        k = before[k - 1] if before[k - 1] >= 0 else k - 1
    return found[::-1]
