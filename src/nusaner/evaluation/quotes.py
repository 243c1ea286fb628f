"""Figures of quotations: spans, and speakers of the spans that were found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class QuoteLike(Protocol):
    """What is compared, found or annotated."""

    @property
    def start(self) -> int:
        """First character."""

    @property
    def end(self) -> int:
        """Character behind the last."""

    @property
    def speaker(self) -> str:
        """The speaker's record, or `NIL`."""


def score_quotes(gold: Sequence[Sequence[QuoteLike]], found: Sequence[Sequence[QuoteLike]]) -> dict[str, float]:
    """Compare the quotations of documents.

    Args:
        gold, found: For each document its quotations, in any order.

    Returns:
        `precision`, `recall`, `f1` of exact spans; `overlap_f1`, where a found span counts if it
        shares at least half of the characters of the union with a gold one; and `speaker`, the
        share of exactly found spans whose speaker's record is right (`NIL` included). With
        nothing to find and nothing found every figure is 1.
    """
    exact = near = total_gold = total_found = right = 0
    for wanted, given in zip(gold, found, strict=True):
        speakers = {(q.start, q.end): q.speaker for q in wanted}
        hits = [q for q in given if (q.start, q.end) in speakers]
        exact += len(hits)
        right += sum(speakers[q.start, q.end] == q.speaker for q in hits)
        near += _near_hits(list(speakers), [(q.start, q.end) for q in given])
        total_gold += len(speakers)
        total_found += len(given)
    return {
        "quotes": total_gold,
        "precision": _ratio(exact, total_found),
        "recall": _ratio(exact, total_gold),
        "f1": _ratio(2 * exact, total_gold + total_found),
        "overlap_f1": _ratio(2 * near, total_gold + total_found),
        "speaker": _ratio(right, exact),
    }


def _near_hits(wanted: list[tuple[int, int]], given: list[tuple[int, int]]) -> int:
    """Spans of `wanted` that one of `given` covers by half of the union; each counts once.

    At most one span can share more than half of the union with a given one, as neither set overlaps
    itself, so no matching is needed.
    """
    return sum(any(_shared(w, g) >= 0.5 for g in given) for w in wanted)


def _shared(a: tuple[int, int], b: tuple[int, int]) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0
