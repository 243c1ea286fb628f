"""What was asked, answered and right, counted for each document and key; every figure is a ratio of these."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nusaner.evaluation.matching import match, unique
from nusaner.evaluation.pairs import Pair
from nusaner.types import Mention

#: Columns of the last axis: credit of gold spans, gold spans, credit of predictions, predictions.
GOLD_CREDIT, GOLD, PREDICTED_CREDIT, PREDICTED = range(4)

#: The key of a span, or None where it belongs to none; the flag says whether the span is gold.
KeyOf = Callable[[Pair, Mention, bool], "str | None"]


@dataclass(frozen=True)
class Counts:
    """Counts of a set of documents.

    Attributes:
        keys: Sorted keys, such as labels.
        values: Documents × keys × 4; the last axis is named by the constants of this module.
    """

    keys: tuple[str, ...]
    values: NDArray[np.float64]

    @property
    def totals(self) -> NDArray[np.float64]:
        """Keys × 4, over all documents."""
        summed: NDArray[np.float64] = self.values.sum(axis=0)
        return summed

    def only(self, keys: Iterable[str]) -> Counts:
        """The counts of some keys, in the order given."""
        keys = tuple(keys)
        position = {key: i for i, key in enumerate(self.keys)}
        return Counts(keys, self.values[:, [position[key] for key in keys], :])

    def with_keys(self, keys: Sequence[str]) -> Counts:
        """The counts under other keys; a key that was not there has zeros."""
        position = {key: i for i, key in enumerate(self.keys)}
        values = np.zeros((len(self.values), len(keys), 4))
        for i, key in enumerate(keys):
            if key in position:
                values[:, i] = self.values[:, position[key]]
        return Counts(tuple(keys), values)


def label_of(pair: Pair, mention: Mention, is_gold: bool) -> str | None:
    """The key by which figures per label are counted."""
    return mention.label


def count(pairs: Sequence[Pair], mode: str = "strict", key_of: KeyOf = label_of) -> Counts:
    """Count documents.

    Args:
        pairs: Documents with gold and predictions.
        mode: One of `matching.MODES`.
        key_of: The key of a span.
    """
    rows: list[dict[str, list[float]]] = []
    for pair in pairs:
        row: dict[str, list[float]] = {}
        matches = match(pair.gold, pair.predicted, mode)
        _add(row, pair, unique(pair.gold), {_key(m.gold): m.credit for m in matches}, key_of, is_gold=True)
        _add(row, pair, unique(pair.predicted), {_key(m.predicted): m.credit for m in matches}, key_of, is_gold=False)
        rows.append(row)
    keys = tuple(sorted({key for row in rows for key in row}))
    position = {key: i for i, key in enumerate(keys)}
    values = np.zeros((len(rows), len(keys), 4))
    for number, row in enumerate(rows):
        for key, cells in row.items():
            values[number, position[key]] = cells
    return Counts(keys, values)


def _key(mention: Mention) -> tuple[int, int, str]:
    return (mention.start, mention.end, mention.label)


def _add(
    row: dict[str, list[float]],
    pair: Pair,
    mentions: Iterable[Mention],
    credit: dict[tuple[int, int, str], float],
    key_of: KeyOf,
    *,
    is_gold: bool,
) -> None:
    first = GOLD_CREDIT if is_gold else PREDICTED_CREDIT
    for mention in mentions:
        key = key_of(pair, mention, is_gold)
        if key is None:
            continue
        cells = row.setdefault(key, [0.0] * 4)
        cells[first] += credit.get(_key(mention), 0.0)
        cells[first + 1] += 1
