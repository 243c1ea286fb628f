"""Precision, recall and F1 from counts; for each key, and micro, macro and weighted over keys.

Conventions, the same everywhere: a ratio of nothing is 1 (no prediction is wrong if there is none,
no span is missed if there is none; scikit-learn's and seqeval's `zero_division=1`), so a document
without names on which a system stays silent is right. F1 is 2 PR / (P + R) and 0 where both are 0.
The macro and the weighted mean run over the labels that occur in gold or predictions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nusaner.evaluation.counts import GOLD, GOLD_CREDIT, PREDICTED, PREDICTED_CREDIT, Counts

AVERAGES = ("micro", "macro", "weighted")
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figure:
    """Precision, recall and F1 with what they are taken from.

    Attributes:
        precision, recall, f1: In [0, 1].
        gold, predicted: Number of gold spans and of predictions.
        low, high: Ends of the interval of F1; None where none was asked for.
    """

    precision: float
    recall: float
    f1: float
    gold: int
    predicted: int
    low: float | None = None
    high: float | None = None


def ratios(totals: Array) -> Array:
    """Precision, recall and F1 of counts.

    Args:
        totals: ... × 4, as in `counts`.

    Returns:
        ... × 3.
    """
    precision = _ratio(totals[..., PREDICTED_CREDIT], totals[..., PREDICTED])
    recall = _ratio(totals[..., GOLD_CREDIT], totals[..., GOLD])
    both = precision + recall
    f1 = np.divide(2 * precision * recall, both, out=np.zeros_like(both), where=both > 0)
    # where both credits are one number, the counts give F1 with no rounding on the way
    plain = 2 * totals[..., GOLD_CREDIT] / np.maximum(totals[..., GOLD] + totals[..., PREDICTED], 1)
    same = (totals[..., GOLD_CREDIT] == totals[..., PREDICTED_CREDIT]) & (
        totals[..., GOLD] + totals[..., PREDICTED] > 0
    )
    return np.stack([precision, recall, np.where(same, plain, f1)], axis=-1)


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.ones_like(part), where=whole > 0)


def averages(totals: Array) -> Array:
    """Micro, macro and weighted precision, recall and F1.

    Args:
        totals: ... × keys × 4.

    Returns:
        ... × 3 averages × 3 figures, in the order of `AVERAGES`.
    """
    micro = ratios(totals.sum(axis=-2))
    each = ratios(totals)
    occurs = ((totals[..., GOLD] + totals[..., PREDICTED]) > 0).astype(float)
    macro = _mean(each, occurs, micro)
    weighted = _mean(each, totals[..., GOLD], micro)
    return np.stack([micro, macro, weighted], axis=-2)


def _mean(each: Array, weights: Array, otherwise: Array) -> Array:
    """The mean over keys; with no weight at all, the micro figure."""
    total = weights.sum(axis=-1)[..., None]
    summed = (each * weights[..., None]).sum(axis=-2)
    return np.where(total > 0, summed / np.where(total > 0, total, 1), otherwise)


def figure(totals: Array, values: Array | None = None, interval: Array | None = None) -> Figure:
    """A figure from counts of the shape 4.

    Args:
        totals: The counts.
        values: Precision, recall and F1, where they are not those of the counts (an average).
        interval: Low and high of F1.
    """
    precision, recall, f1 = (float(value) for value in (ratios(totals) if values is None else values))
    low, high = (None, None) if interval is None else (float(interval[0]), float(interval[1]))
    return Figure(precision, recall, f1, int(totals[GOLD]), int(totals[PREDICTED]), low, high)


def summary(counts: Counts) -> dict[str, Figure]:
    """Micro, macro and weighted figures, and one for each key, without intervals.

    Example:
        >>> counts = Counts(("GPE",), np.array([[[1.0, 2.0, 1.0, 1.0]]]))
        >>> summary(counts)["micro"].recall, summary(counts)["GPE"].precision
        (0.5, 1.0)
    """
    totals = counts.totals
    means = averages(totals)
    found = {name: figure(totals.sum(axis=0), means[i]) for i, name in enumerate(AVERAGES)}
    return {**found, **{key: figure(totals[i]) for i, key in enumerate(counts.keys)}}


def plain(found: Figure) -> dict[str, Any]:
    """A figure as a dict, rounded to six places."""
    return {
        "precision": round(found.precision, 6),
        "recall": round(found.recall, 6),
        "f1": round(found.f1, 6),
        "gold": found.gold,
        "predicted": found.predicted,
        "low": None if found.low is None else round(found.low, 6),
        "high": None if found.high is None else round(found.high, 6),
    }
