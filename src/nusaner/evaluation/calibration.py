"""Whether scores are probabilities: reliability bins and the expected calibration error."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions whose scores lie in one interval.

    Attributes:
        score: Their mean score.
        right: Share of them that is right.
        count: Number of them.
    """

    score: float
    right: float
    count: int


def reliability(judged: Iterable[tuple[float, bool]], *, bins: int = 15) -> tuple[Bin, ...]:
    """Bins of equal width over [0, 1] (Guo et al., 2017), empty ones left out.

    Args:
        judged: Score of each prediction, and whether it is right.
        bins: Number of intervals.
    """
    groups: dict[int, list[tuple[float, bool]]] = {}
    for score, right in judged:
        groups.setdefault(min(int(score * bins), bins - 1), []).append((score, right))
    return tuple(
        Bin(sum(s for s, _ in group) / len(group), sum(r for _, r in group) / len(group), len(group))
        for _, group in sorted(groups.items())
    )


def expected_calibration_error(bins: Iterable[Bin]) -> float:
    """Mean distance of score and share of right predictions, weighted by the bins' sizes.

    Example:
        >>> expected_calibration_error([Bin(0.9, 0.8, 3), Bin(0.5, 0.5, 1)])
        0.075
    """
    bins = list(bins)
    total = sum(b.count for b in bins)
    return round(sum(b.count * abs(b.score - b.right) for b in bins) / total, 6) if total else 0.0
