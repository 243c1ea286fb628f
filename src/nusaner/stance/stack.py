"""What the last layer reads: the scores of the readers of sentences and texts, put in one row.

Nothing in a row tells Azerbaijan from Armenia: all of it is said of the target and its opponent, so
exchanging the two exchanges the rows.
"""

from __future__ import annotations

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


def text_row(
    own: np.ndarray, other: np.ndarray, *, lean: float, mirrored: bool, slant: np.ndarray, named: np.ndarray
) -> np.ndarray:
    """The row of a text for one target.

    Args:
        own, other: Scores of the whole text for the target and its opponent (zeros if it has none), of shape (3,).
        lean: How far the text leans toward the target against its opponent.
        mirrored: Whether the target has an opponent that is judged likewise.
        slant: Score of each sentence, of shape (sentences,).
        named: Whether the target and its opponent are named, of shape (sentences, 2).

    Returns:
        An array of shape (35,).
    """
    peak = float(certainty(np.sort(slant)[::-1][:3].mean()))
    parts = [own, other, [own[0] - own[1], other[0] - other[1]], [lean, abs(lean)], _summary(slant)]
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
    own_scores: np.ndarray,
    lean: np.ndarray,
    slant: np.ndarray,
    named: np.ndarray,
    quoted: np.ndarray,
) -> np.ndarray:
    """The rows of a text's sentences for one target.

    Args:
        text, other: Probabilities of the text for the target and its opponent (zeros if none), of shape (3,).
        own_scores: Scores of each sentence read alone, of shape (sentences, 3).
        lean, slant, quoted: One figure for each sentence, of shape (sentences,).
        named: Whether the target and its opponent are named, of shape (sentences, 2).

    Returns:
        An array of shape (sentences, columns).
    """
    n = len(slant)
    logits = np.log(np.concatenate([text, other])[[0, 1, 3, 4]] + 0.01)
    around = np.concatenate([[_LOW], slant, [_LOW]])
    weight = certainty(slant)
    self_named, other_named = named[:, 0].astype(float), named[:, 1].astype(float)
    rows = [
        slant,
        around[:-2],
        around[2:],
        slant - slant.max(),
        weight,
        *own_scores.T,
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
    constant = [np.full(n, value) for value in (*logits, *text, *other)]
    return np.column_stack([*rows, *lifted, *sided, *constant]).astype(float)


def _summary(slant: np.ndarray) -> list[float]:
    best = np.sort(slant)[::-1]
    weight = certainty(slant)
    return [
        best[0],
        best[:2].mean(),
        best[:3].mean(),
        best[:5].mean(),
        best.mean(),
        weight.sum(),
        weight.mean(),
        float((best > 0).sum()),
        float((best > 0).mean()),
    ]
