"""Shares of stance labels in a part of a corpus: counted, corrected for the reader's mistakes, and gold.

A count of predicted labels is biased, and the bias does not vanish with more texts (Hopkins and King,
2010): a reader that says NONE when in doubt makes every outlet look calmer than it is. Where some
texts were coded by hand, their confusion P(predicted | gold) tells how; the corrected shares are those
under which the counted ones are likeliest, found by expectation-maximisation on the simplex (Vardi and
Lee, 1993). The correction holds as far as the reader errs alike on both sets of texts, no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nusaner.errors import InputError
from nusaner.evaluation.stance_report import Pair
from nusaner.types import STANCES

Array = NDArray[np.float64]

#: Weight of even guessing in each row of the confusion, in pairs: a label that a draw lacks has a row still.
_PRIOR = 0.5
_STEPS = 400


@dataclass(frozen=True, slots=True)
class Share:
    """The share of one label.

    Attributes:
        counted: Among predictions, in [0, 1].
        low, high: Interval of `counted` over groups; NaN with fewer than two groups.
        gold: Among gold labels.
        corrected: After correction; NaN without audit.
        corrected_low, corrected_high: Interval of `corrected`; it holds the doubt of the confusion too.
    """

    counted: float
    low: float
    high: float
    gold: float
    corrected: float
    corrected_low: float
    corrected_high: float


def stance_shares(
    pairs: Sequence[Pair], *, audit: Sequence[Pair] = (), draws: int = 1000, seed: int = 0, level: float = 0.95
) -> dict[str, Share]:
    """Shares of the labels with percentile intervals of the bootstrap over groups (Efron, 1979).

    Args:
        pairs: At least one. `gold` is only told beside the rest: it moves neither counted nor corrected shares.
        audit: Pairs of other groups whose gold labels give the confusion; () for no correction.
        draws: Number of draws, at least 1; groups of `pairs` and of `audit` are drawn apart.
        seed: Seed of the draws.
        level: Coverage, in (0, 1).

    Returns:
        Label to share, for each of `STANCES`.

    Raises:
        InputError: There are no pairs, a setting is out of its range, a group stands on both sides, or
            the audit lacks a gold label.

    Example:
        >>> def pair(group, gold, predicted):
        ...     return Pair(group, "armenia", "", "", gold, predicted, None, "NONE", False)
        >>> found = stance_shares([pair("a", "FAVOR", "NONE"), pair("b", "FAVOR", "FAVOR")], draws=100)
        >>> found["FAVOR"].counted, found["FAVOR"].gold
        (0.5, 1.0)
    """
    _check(pairs, audit, draws, level)
    random = np.random.default_rng(seed)
    tables = _tables(pairs)
    counted = _normal(tables.sum(axis=(0, 1)))
    spread = _drawn(tables, draws, random)
    counts = _normal(spread.sum(axis=1))
    bounds = [(1 - level) / 2, (1 + level) / 2]
    low, high = np.quantile(counts, bounds, axis=0) if len(tables) > 1 else np.full((2, len(STANCES)), np.nan)
    corrected = corrected_low = corrected_high = np.full(len(STANCES), np.nan)
    if audit:
        known = _tables(audit)
        corrected = correct(counted[None], _rows(known.sum(axis=0))[None])[0]
        if len(tables) > 1:
            drawn = correct(counts, _rows(_drawn(known, draws, random)))
            corrected_low, corrected_high = np.quantile(drawn, bounds, axis=0)
    gold = _normal(tables.sum(axis=(0, 2)))
    columns = np.stack([counted, low, high, gold, corrected, corrected_low, corrected_high], axis=1)
    return {label: Share(*(float(value) for value in row)) for label, row in zip(STANCES, columns, strict=True)}


def correct(shares: Array, confusion: Array) -> Array:
    """The shares of true labels under which shares of predicted labels are likeliest.

    Args:
        shares: Draws × labels, each row summing to 1.
        confusion: Draws × gold labels × predicted labels, P(predicted | gold).

    Returns:
        Draws × labels, never negative, each row summing to 1.

    Example:
        >>> half_missed = np.array([[[0.5, 0.5], [0.0, 1.0]]])
        >>> correct(np.array([[0.2, 0.8]]), half_missed).round(3).tolist()
        [[0.4, 0.6]]
    """
    found = np.full_like(shares, 1 / shares.shape[1])
    for _ in range(_STEPS):
        expected = np.einsum("dg,dgp->dp", found, confusion)
        weight = np.divide(shares, expected, out=np.zeros_like(shares), where=expected > 0)
        found = _normal(found * np.einsum("dp,dgp->dg", weight, confusion))
    return found


def _tables(pairs: Sequence[Pair]) -> Array:
    """Groups × gold × predicted counts."""
    place = {group: i for i, group in enumerate(dict.fromkeys(pair.group for pair in pairs))}
    tables = np.zeros((len(place), len(STANCES), len(STANCES)))
    for pair in pairs:
        tables[place[pair.group], STANCES.index(pair.gold), STANCES.index(pair.predicted)] += 1
    return tables


def _drawn(tables: Array, draws: int, random: np.random.Generator) -> Array:
    """Draws × gold × predicted counts of groups drawn with replacement."""
    weights = random.multinomial(len(tables), np.full(len(tables), 1 / len(tables)), size=draws).astype(float)
    summed: Array = np.einsum("dn,ngp->dgp", weights, tables)
    return summed


def _rows(counts: Array) -> Array:
    return _normal(counts + _PRIOR / counts.shape[-1])


def _normal(counts: Array) -> Array:
    normal: Array = counts / counts.sum(axis=-1, keepdims=True)
    return normal


def _check(pairs: Sequence[Pair], audit: Sequence[Pair], draws: int, level: float) -> None:
    if not pairs:
        raise InputError("Shares are taken over (document, target) pairs; give at least one, got none.")
    if draws < 1:
        raise InputError(f"The number of draws is at least 1, got {draws!r}.")
    if not 0 < level < 1:
        raise InputError(f"The level of an interval lies between 0 and 1, got {level!r}.")
    both = {pair.group for pair in pairs} & {pair.group for pair in audit}
    if both:
        raise InputError(f"Texts cannot correct themselves; leave out of the audit the group {min(both)!r}.")
    lacking = set(STANCES) - {pair.gold for pair in audit} if audit else set()
    if lacking:
        raise InputError(f"The audit has no gold label {min(lacking)!r}; add hand-coded texts that have it.")
