"""Windows over a sentence that is longer than a network takes, so that no word is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of words.

    Attributes:
        start, end: Words that are read, half-open.
        first, behind: Words whose tags are taken from this window, half-open.
    """

    start: int
    end: int
    first: int
    behind: int


def windows(lengths: Sequence[int], limit: int, overlap: int = 0) -> list[Window]:
    """Windows that overlap; each word's tag comes from the one in whose inner part it lies.

    Args:
        lengths: Subwords of each word; a word longer than `limit` has a window of its own.
        limit: Most subwords of a window.
        overlap: Subwords that two neighbours share at most.

    Example:
        >>> [(w.start, w.end, w.first, w.behind) for w in windows([1] * 6, 4, 2)]
        [(0, 4, 0, 3), (2, 6, 3, 6)]
    """
    bounds: list[tuple[int, int]] = []
    start = 0
    while start < len(lengths):
        end, size = start, 0
        while end < len(lengths) and (end == start or size + lengths[end] <= limit):
            size += lengths[end]
            end += 1
        bounds.append((start, end))
        if end == len(lengths):
            break
        back, shared = end, 0
        while (
            back - 1 > start
            and shared + lengths[back - 1] <= overlap
            and shared + lengths[back - 1] + lengths[end] <= limit
        ):
            back -= 1
            shared += lengths[back]
        start = back
    cuts = [0, *((b + e) // 2 for (b, _), (_, e) in zip(bounds[1:], bounds, strict=False)), len(lengths)]
    return [Window(*bound, first, behind) for bound, first, behind in zip(bounds, cuts, cuts[1:], strict=False)]
