"""Whether a score of 0.9 is right nine times of ten.

Expected calibration error with bins of equal width (Naeini, Cooper and Hauskrecht, 2015; Guo et al.,
2017) and of equal mass (Nguyen and O'Connor, 2015); Brier's score (Brier, 1950).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from nusaner.evaluation.matching import match
from nusaner.evaluation.pairs import Pair

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Predictions of like scores.

    Attributes:
        low, high: The scores that the bin holds.
        count: Number of predictions.
        score: Their mean score; 0 if there are none.
        right: The share of them that is right; 0 if there are none.
    """

    low: float
    high: float
    count: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """How far scores can be taken for probabilities.

    Attributes:
        predictions: Number of predictions with a score.
        ece_width: Expected calibration error, bins of equal width.
        ece_mass: Expected calibration error, bins of equal numbers of predictions.
        brier: Mean squared difference between score and outcome.
        mean_score: Mean score.
        right: Share of predictions that are right, strictly.
        table: The bins of equal width.
        table_mass: The bins of equal mass.
    """

    predictions: int
    ece_width: float
    ece_mass: float
    brier: float
    mean_score: float
    right: float
    table: tuple[Bin, ...]
    table_mass: tuple[Bin, ...]


def outcomes(pairs: Iterable[Pair]) -> Iterator[tuple[float, bool]]:
    """The score of each prediction that has one, and whether it is right, strictly."""
    for pair in pairs:
        right = {(m.predicted.start, m.predicted.end) for m in match(pair.gold, pair.predicted, "strict")}
        for place in sorted({(m.start, m.end) for m in pair.predicted}):
            if place in pair.scores:
                yield pair.scores[place], place in right


def calibration(scored: Sequence[tuple[float, bool]], *, bins: int = BINS) -> Calibration | None:
    """Measure calibration.

    Args:
        scored: Score in [0, 1] and outcome of each prediction.
        bins: Number of bins.

    Returns:
        None if there are no scores.

    Example:
        >>> calibration([(0.8, True), (0.8, True), (0.8, True), (0.8, False)], bins=5).ece_width
        0.05
    """
    if not scored:
        return None
    scores = np.array([score for score, _ in scored], dtype=float)
    right = np.array([outcome for _, outcome in scored], dtype=float)
    place = np.minimum((scores * bins).astype(int), bins - 1)
    width = [_bin(k / bins, (k + 1) / bins, scores[place == k], right[place == k]) for k in range(bins)]
    order = np.argsort(scores, kind="stable")
    # equal scores stay together, or the outcome would decide who goes where
    cuts = np.searchsorted(scores[order], scores[order][np.arange(1, bins) * len(scored) // bins])
    parts = [part for part in np.split(order, np.unique(cuts)) if len(part)]
    mass = [_bin(float(scores[p].min()), float(scores[p].max()), scores[p], right[p]) for p in parts]
    return Calibration(
        len(scored),
        _error(width),
        _error(mass),
        round(float(((scores - right) ** 2).mean()), 6),
        round(float(scores.mean()), 6),
        round(float(right.mean()), 6),
        tuple(width),
        tuple(mass),
    )


def _bin(low: float, high: float, scores: np.ndarray, right: np.ndarray) -> Bin:
    if not len(scores):
        return Bin(low, high, 0, 0.0, 0.0)
    return Bin(low, high, len(scores), float(scores.mean()), float(right.mean()))


def _error(bins: Sequence[Bin]) -> float:
    total = sum(b.count for b in bins)
    return round(sum(b.count * abs(b.score - b.right) for b in bins) / total, 6)
