"""How sure a figure is, and whether two systems differ: resampling of documents.

Documents, not spans, are drawn, since spans of one text are not independent. Intervals are
percentiles of the bootstrap (Efron, 1979). Two systems are compared on the same draws (paired
bootstrap; Koehn, 2004; the p-value after Berg-Kirkpatrick, Burkett and Klein, 2012) and by
approximate randomisation (Noreen, 1989), which swaps the two systems' answers document by document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nusaner.errors import InputError

Array = NDArray[np.float64]
#: Turns summed counts (draws × keys × 4) into figures (draws × anything).
Statistic = Callable[[Array], Array]

#: Draws are made in pieces of at most this many numbers.
_MOST_CELLS = 8_000_000


@dataclass(frozen=True, slots=True)
class Difference:
    """The second system's figure subtracted from the first's.

    Attributes:
        difference: First minus second.
        low, high: 95 % interval of the difference by paired bootstrap.
        p_bootstrap: Two-sided p-value of the paired bootstrap.
        p_randomisation: Two-sided p-value of approximate randomisation.
        draws: Number of draws of each.
    """

    difference: float
    low: float
    high: float
    p_bootstrap: float
    p_randomisation: float
    draws: int


def intervals(values: Array, statistic: Statistic, *, draws: int, seed: int = 0, level: float = 0.95) -> Array:
    """Percentile intervals of figures.

    Args:
        values: Documents × keys × 4 counts.
        statistic: What to compute of the summed counts of each draw.
        draws: Number of draws, at least 1.
        seed: Seed of the draws; the same seed gives the same interval.
        level: Coverage, in (0, 1).

    Returns:
        2 × figures: low and high. With fewer than two documents nothing varies and both are NaN.
    """
    _check(draws, level)
    if len(values) < 2:
        found = statistic(values.sum(axis=0, keepdims=True))[0]
        return np.full((2, *found.shape), np.nan)
    drawn = np.concatenate([statistic(_summed(w, values)) for w in _weights(len(values), draws, seed)])
    low_high: Array = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2], axis=0)
    return low_high


def compare(
    first: Array, second: Array, statistic: Statistic, *, draws: int, seed: int = 0, level: float = 0.95
) -> Difference:
    """Compare two systems on the same documents.

    Args:
        first, second: Documents × keys × 4 counts, with the same documents and keys.
        statistic: One figure for each draw (draws → draws).
        draws: Number of draws.
        seed: Seed of the draws.
        level: Coverage of the interval.

    Raises:
        InputError: The shapes differ, or there are fewer than two documents.
    """
    _check(draws, level)
    if first.shape != second.shape:
        raise InputError(f"The two systems were not counted on the same documents: {first.shape}, {second.shape}.")
    if len(first) < 2:
        raise InputError("A paired comparison draws documents; it needs at least two of them, got one or none.")
    observed = float((statistic(first.sum(axis=0)[None]) - statistic(second.sum(axis=0)[None]))[0])
    drawn = np.concatenate(
        [statistic(_summed(w, first)) - statistic(_summed(w, second)) for w in _weights(len(first), draws, seed)]
    )
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    # how often a draw is as far from the observed difference as that is from none
    beyond = int((np.abs(drawn - observed) >= abs(observed) - 1e-12).sum())
    swapped = np.concatenate(
        [
            statistic(_summed(1 - s, first) + _summed(s, second))
            - statistic(_summed(s, first) + _summed(1 - s, second))
            for s in _swaps(len(first), draws, seed)
        ]
    )
    as_far = int((np.abs(swapped) >= abs(observed) - 1e-12).sum())
    return Difference(observed, float(low), float(high), (beyond + 1) / (draws + 1), (as_far + 1) / (draws + 1), draws)


def _check(draws: int, level: float) -> None:
    if draws < 1:
        raise InputError(f"The number of draws is at least 1, got {draws!r}.")
    if not 0 < level < 1:
        raise InputError(f"The level of an interval lies between 0 and 1, got {level!r}.")


def _summed(weights: Array, values: Array) -> Array:
    """Draws × keys × 4 from draws × documents and documents × keys × 4."""
    flat = weights @ values.reshape(len(values), -1)
    return flat.reshape(len(weights), *values.shape[1:])


def _pieces(documents: int, draws: int) -> Iterator[int]:
    size = max(1, _MOST_CELLS // documents)
    while draws > 0:
        yield min(size, draws)
        draws -= size


def _weights(documents: int, draws: int, seed: int) -> Iterator[Array]:
    """How often each document is in each draw."""
    random = np.random.default_rng(seed)
    for piece in _pieces(documents, draws):
        drawn = random.integers(0, documents, size=(piece, documents))
        drawn += np.arange(piece)[:, None] * documents
        yield np.bincount(drawn.ravel(), minlength=piece * documents).reshape(piece, documents).astype(float)


def _swaps(documents: int, draws: int, seed: int) -> Iterator[Array]:
    random = np.random.default_rng([seed, 1])
    for piece in _pieces(documents, draws):
        yield random.integers(0, 2, size=(piece, documents)).astype(float)
