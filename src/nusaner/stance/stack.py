"""What the last layer reads: the scores of the readers of sentences and texts, put in one row.

Nothing in a row tells Azerbaijan from Armenia: all of it is said of the target and its opponent, so
exchanging the two exchanges the rows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

_LOW = -1.5


def certainty(slant: np.ndarray) -> np.ndarray:
    """Scores of slant, of any shape, as weights in (0, 1)."""
    weights: np.ndarray = 1.0 / (1.0 + np.exp(-4.0 * slant))
    return weights


def lean_weights(slant: np.ndarray) -> np.ndarray:
    """How much each sentence counts for the text's lean: slanted ones most, of shape (sentences,)."""
    weights: np.ndarray = 0.15 + 1.0 / (1.0 + np.exp(-3.0 * (slant + 0.3)))
    return weights


@dataclass(frozen=True, slots=True)
class Scores:
    """What two readers say of a text for one target: scores in the order of `STANCES`.

    Attributes:
        focus: Of the whole text, slanted sentences counting most, of shape (3,).
        single: Of each sentence by itself, of shape (sentences, 3).
    """

    focus: np.ndarray
    single: np.ndarray


#: Stands for the opponent where there is none.
NO_SCORES = Scores(np.zeros(3), np.zeros((0, 3)))


def text_row(
    own: Scores, other: Scores, *, lean: float, mirrored: bool, slant: np.ndarray, named: np.ndarray
) -> np.ndarray:
    """The row of a text for one target.

    Args:
        own, other: What the readers say of the target and of its opponent (`NO_SCORES` if it has none).
        lean: How far the text leans toward the target against its opponent.
        mirrored: Whether the target has an opponent that is judged likewise.
        slant: Score of each sentence, of shape (sentences,).
        named: Whether the target and its opponent are named, of shape (sentences, 2).

    Returns:
        An array of shape (columns,).
    """
    peak = float(certainty(np.sort(slant)[::-1][:3].mean()))
    parts: list[Sequence[float] | np.ndarray] = [[lean, abs(lean)], _summary(slant)]
    for scores in (own, other):
        parts += [scores.focus, [scores.focus[0] - scores.focus[1]], _pool(scores.single)]
    self_named, other_named = named[:, 0], named[:, 1]
    for mask in (
        self_named & ~other_named,
        other_named & ~self_named,
        self_named & other_named,
        ~self_named & ~other_named,
    ):
        chosen = slant[mask]
        parts.append([chosen.max(), chosen.mean()] if mirrored and len(chosen) else [_LOW, _LOW])
    parts.append([slant[0], slant[-1], slant[-2:].max(), np.log(len(slant)), float(mirrored), lean * peak, peak])
    return np.concatenate([np.asarray(part, dtype=float) for part in parts])


def sentence_rows(
    text: np.ndarray,
    other: np.ndarray,
    *,
    single: np.ndarray,
    single_other: np.ndarray,
    lean: np.ndarray,
    slant: np.ndarray,
    named: np.ndarray,
    quoted: np.ndarray,
) -> np.ndarray:
    """The rows of a text's sentences for one target.

    Args:
        text, other: Probabilities of the text for the target and its opponent (zeros if none), of shape (3,).
        single, single_other: Scores of each sentence for the target and its opponent (zeros if none), of shape
            (sentences, 3).
        lean, slant, quoted: One figure for each sentence, of shape (sentences,).
        named: Whether the target and its opponent are named, of shape (sentences, 2).

    Returns:
        An array of shape (sentences, columns).
    """
    n = len(slant)
    logits = np.log(np.concatenate([text, other])[[0, 1, 3, 4]] + 0.01)
    around = np.concatenate([[_LOW], slant, [_LOW]])
    leaning = single[:, 0] - single[:, 1]
    beside = np.concatenate([[0.0], leaning, [0.0]])
    weight = certainty(slant)
    self_named, other_named = named[:, 0].astype(float), named[:, 1].astype(float)
    rows = [
        slant,
        around[:-2],
        around[2:],
        slant - slant.max(),
        weight,
        *single.T,
        *single_other.T,
        leaning,
        single_other[:, 0] - single_other[:, 1],
        beside[:-2],
        beside[2:],
        lean,
        lean * weight,
        self_named,
        other_named,
        self_named * other_named,
        quoted,
        np.arange(n) / n,
        np.arange(n) == n - 1,
    ]
    lifted = [value * factor for value in (text[0], text[1], other[0], other[1]) for factor in (weight, slant)]
    sided = [
        text[0] * self_named,
        text[1] * self_named,
        text[0] * other_named,
        text[1] * other_named,
        text[0] * self_named * weight,
        text[1] * self_named * weight,
        text[0] * other_named * weight,
        text[1] * other_named * weight,
    ]
    constant = np.broadcast_to(np.concatenate([logits, text, other]), (n, len(logits) + len(text) + len(other)))
    return np.column_stack([*rows, *lifted, *sided, constant]).astype(float)


_POOLED = 18
_SHARP = 2.5


def _pool(scores: np.ndarray) -> list[float]:
    """The strongest sentences for and against, how many there are, and how sure it is that there is one."""
    if not len(scores):
        return [0.0] * _POOLED
    n = len(scores)
    margins = scores[:, :2] - scores[:, 2:]
    powers = np.exp(_SHARP * scores)
    shares = powers / powers.sum(axis=1, keepdims=True)
    sided = shares[:, :2]
    favor, against = sided.sum(axis=0).tolist()
    found = [*_best(margins[:, 0], (1, 2, 4, n)), *_best(margins[:, 1], (1, 2, 4, n))]
    found += [favor, against, favor / n, against / n]
    found += [math.log1p(favor) - math.log1p(against), *sided.max(axis=0).tolist()]
    found.append(float(((scores[:, 0] - scores[:, 1]) * (1.0 - shares[:, 2])).sum()) / math.sqrt(n))
    found += np.log1p(1e-6 - sided).sum(axis=0).tolist()
    return found


def _summary(slant: np.ndarray) -> list[float]:
    n = len(slant)
    weight = float(certainty(slant).sum())
    above = float((slant > 0).sum())
    return [*_best(slant, (1, 2, 3, 5, n)), weight, weight / n, above, above / n]


def _best(scores: np.ndarray, counts: Sequence[int]) -> list[float]:
    """The mean of the highest so many scores, or of all if there are fewer."""
    sums = np.sort(scores)[::-1].cumsum().tolist()
    return [sums[min(count, len(sums)) - 1] / min(count, len(sums)) for count in counts]
