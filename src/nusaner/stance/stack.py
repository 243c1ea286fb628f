"""What the last layer reads: the scores of the readers of sentences and texts, put in rows.

A *copy* is a text seen from one viewpoint; its sentences stand one behind the other, so `bounds` of shape (copies + 1,)
tell where each copy begins and ends, and `mirrors` of shape (copies,) which copy is the same text as its opponent sees
it, -1 for none. Nothing in a row tells Azerbaijan from Armenia: all of it is said of the target and its opponent, so
exchanging the two exchanges the rows.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

_LOW = -1.5
#: More sentences than any text has: the mean of the best so many is the mean of all.
_ALL = 2**40
_SHARP = 2.5


def certainty(slant: np.ndarray) -> np.ndarray:
    """Scores of slant, of any shape, as weights in (0, 1)."""
    weights: np.ndarray = 1.0 / (1.0 + np.exp(-4.0 * slant))
    return weights


def lean_weights(slant: np.ndarray) -> np.ndarray:
    """How much each sentence counts for the text's lean: slanted ones most, of shape (sentences,)."""
    weights: np.ndarray = 0.15 + 1.0 / (1.0 + np.exp(-3.0 * (slant + 0.3)))
    return weights


def text_rows(
    bounds: np.ndarray,
    mirrors: np.ndarray,
    *,
    focus: np.ndarray,
    single: np.ndarray,
    lean: np.ndarray,
    slant: np.ndarray,
    named: np.ndarray,
    places: np.ndarray,
    manners: np.ndarray,
) -> np.ndarray:
    """The rows of texts, each for one target.

    Args:
        bounds, mirrors: See above; no copy is empty.
        focus: Scores of each copy in the order of `STANCES`, of shape (copies, 3).
        single: Scores of each sentence, of shape (sentences, 3).
        lean: How far each text leans toward the target against its opponent, of shape (copies,).
        slant: Score of each sentence, of shape (sentences,).
        named: Whether the target and its opponent are named, of shape (sentences, 2).
        places: How often a contested place goes by the target's name and by its opponent's, of shape (copies, 2).
        manners: How each text speaks, of shape (copies, manners).

    Returns:
        An array of shape (copies, columns).
    """
    starts, lasts, lengths = bounds[:-1], bounds[1:] - 1, np.diff(bounds)
    mirrored = mirrors >= 0
    peak = certainty(_best(slant, bounds, (3,))[:, 0])
    scores = np.column_stack([focus, focus[:, 0] - focus[:, 1], _pool(single, bounds)])
    columns = [lean, abs(lean), _summary(slant, bounds), scores, of_opponent(scores, mirrors)]
    own, other = named.T
    for mask in (own & ~other, other & ~own, own & other, ~own & ~other):
        count = np.add.reduceat(mask, starts, dtype=np.int64)
        highest = np.maximum.reduceat(np.where(mask, slant, -np.inf), starts)
        mean = np.add.reduceat(np.where(mask, slant, 0.0), starts) / np.maximum(count, 1)
        columns += [np.where(mirrored & (count > 0), figure, _LOW) for figure in (highest, mean)]
    before_last = np.maximum(lasts - 1, starts)
    columns += [slant[starts], slant[lasts], np.maximum(slant[lasts], slant[before_last])]
    balance = (places[:, 0] - places[:, 1]) / np.maximum(1, places.sum(axis=1))
    columns += [np.log1p(places), balance, manners]
    return np.column_stack([*columns, np.log(lengths), mirrored, lean * peak, peak])


def sentence_rows(
    bounds: np.ndarray,
    mirrors: np.ndarray,
    *,
    texts: np.ndarray,
    single: np.ndarray,
    lean: np.ndarray,
    slant: np.ndarray,
    named: np.ndarray,
    quoted: np.ndarray,
) -> np.ndarray:
    """The rows of sentences, each for one target.

    Args:
        bounds, mirrors: See above; no copy is empty.
        texts: Probabilities of each copy, of shape (copies, 3).
        single: Scores of each sentence, of shape (sentences, 3).
        lean, slant, quoted: One figure for each sentence, of shape (sentences,).
        named: Whether the target and its opponent are named, of shape (sentences, 2).

    Returns:
        An array of shape (sentences, columns).
    """
    starts, lengths = bounds[:-1], np.diff(bounds)
    copy = np.repeat(np.arange(len(starts)), lengths)
    place = np.arange(len(slant)) - starts[copy]
    last = place == lengths[copy] - 1
    text, other = texts[copy], of_opponent(texts, mirrors)[copy]
    opposite = mirrors[copy]
    single_other = of_opponent(single, np.where(opposite < 0, -1, starts[opposite] + place))
    leaning = single[:, 0] - single[:, 1]
    weight = certainty(slant)
    self_named, other_named = named.T.astype(float)
    return np.column_stack(
        [
            slant,
            np.where(place == 0, _LOW, np.roll(slant, 1)),
            np.where(last, _LOW, np.roll(slant, -1)),
            slant - np.maximum.reduceat(slant, starts)[copy],
            weight,
            single,
            single_other,
            leaning,
            single_other[:, 0] - single_other[:, 1],
            np.where(place == 0, 0.0, np.roll(leaning, 1)),
            np.where(last, 0.0, np.roll(leaning, -1)),
            lean,
            lean * weight,
            self_named,
            other_named,
            self_named * other_named,
            quoted,
            place / lengths[copy],
            last,
            *(of[:, k] * factor for of in (text, other) for k in (0, 1) for factor in (weight, slant)),
            *(text[:, k] * factor for factor in (self_named, other_named) for k in (0, 1)),
            *(text[:, k] * factor * weight for factor in (self_named, other_named) for k in (0, 1)),
            np.log(text[:, :2] + 0.01),
            np.log(other[:, :2] + 0.01),
            text,
            other,
        ]
    )


def of_opponent(rows: np.ndarray, mirrors: np.ndarray) -> np.ndarray:
    """The row that each mirror names, zeros where it is -1."""
    found: np.ndarray = np.vstack([rows, np.zeros((1, rows.shape[1]))])[mirrors]
    return found


def _pool(scores: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    """The strongest sentences for and against, how many there are, and how sure it is that there is one."""
    starts, lengths = bounds[:-1], np.diff(bounds)
    powers = np.exp(_SHARP * scores)
    shares = powers / powers.sum(axis=1, keepdims=True)
    sided = shares[:, :2]
    sums = np.add.reduceat(sided, starts)
    damped = np.log1p(sums)
    leaning = np.add.reduceat((scores[:, 0] - scores[:, 1]) * (1.0 - shares[:, 2]), starts)
    return np.column_stack(
        [
            *(_best(scores[:, k] - scores[:, 2], bounds, (1, 2, 4, _ALL)) for k in (0, 1)),
            sums,
            sums / lengths[:, None],
            damped[:, 0] - damped[:, 1],
            np.maximum.reduceat(sided, starts),
            leaning / np.sqrt(lengths),
            np.add.reduceat(np.log1p(1e-6 - sided), starts),
        ]
    )


def _summary(slant: np.ndarray, bounds: np.ndarray) -> np.ndarray:
    starts, lengths = bounds[:-1], np.diff(bounds)
    weight = np.add.reduceat(certainty(slant), starts)
    above = np.add.reduceat(slant > 0, starts, dtype=np.int64)
    best = _best(slant, bounds, (1, 2, 3, 5, _ALL))
    return np.column_stack([best, weight, weight / lengths, above, above / lengths])


def _best(scores: np.ndarray, bounds: np.ndarray, counts: Sequence[int]) -> np.ndarray:
    """The mean of each copy's highest so many scores, or of all if there are fewer; of shape (copies, counts)."""
    starts, lengths = bounds[:-1, None], np.diff(bounds)
    order = np.lexsort((-scores, np.repeat(np.arange(len(lengths)), lengths)))
    sums = np.concatenate([[0.0], np.cumsum(scores[order])])
    taken = np.minimum(lengths[:, None], counts)
    found: np.ndarray = (sums[starts + taken] - sums[starts]) / taken
    return found
