"""Best tags and their probabilities in a linear-chain CRF, for many sentences at a time.

Viterbi and forward-backward (Lafferty et al., 2001), in NumPy. The sentences are sorted by length,
so that each step works on those that are long enough, without padding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.intp]

_TINY = 1e-30


def decode(scores: Sequence[Floats], start: Floats, moves: Floats) -> list[tuple[list[int], list[float]]]:
    """The best tags of each sentence and the marginal probability of each of these tags.

    Args:
        scores: For each sentence an array (words, tags), at least one word.
        start: Scores of each tag at the first word, of shape (tags,).
        moves: Scores of the step from tag to tag, of shape (tags, tags).
    """
    order, lengths, tags, marginals = _joint(scores, start, moves)
    chosen = np.take_along_axis(marginals, tags[:, :, None], axis=2)[:, :, 0]
    result: list[tuple[list[int], list[float]]] = [([], [])] * len(scores)
    for column, i in enumerate(order):
        n = lengths[column]
        result[i] = (tags[:n, column].tolist(), chosen[:n, column].tolist())
    return result


def posteriors(
    scores: Sequence[Floats], start: Floats, moves: Floats
) -> list[tuple[list[int], npt.NDArray[np.float64]]]:
    """The best tags of each sentence and the marginal probabilities of all tags, of shape (words, tags).

    Args:
        scores, start, moves: As for `decode`.
    """
    order, lengths, tags, marginals = _joint(scores, start, moves)
    result: list[tuple[list[int], npt.NDArray[np.float64]]] = [([], np.zeros((0, len(start))))] * len(scores)
    for column, i in enumerate(order):
        n = lengths[column]
        result[i] = (tags[:n, column].tolist(), marginals[:n, column])
    return result


def _joint(
    scores: Sequence[Floats], start: Floats, moves: Floats
) -> tuple[list[int], Ints, Ints, npt.NDArray[np.float64]]:
    """The order of the sentences by length, their lengths, and best tags and marginals by word, sentence."""
    order = sorted(range(len(scores)), key=[-len(s) for s in scores].__getitem__)
    lengths = np.array([len(scores[i]) for i in order], dtype=np.intp)
    if not order:
        return order, lengths, np.zeros((0, 0), np.intp), np.zeros((0, 0, len(start)))
    grid = np.zeros((lengths[0], len(order), len(start)), dtype=np.float32)
    for column, i in enumerate(order):
        grid[: len(scores[i]), column] = scores[i]
    active = [int((lengths > t).sum()) for t in range(lengths[0])]
    tags = _viterbi(grid, active, lengths, start, moves)
    return order, lengths, tags, _marginals(grid, active, start, moves)


def _viterbi(grid: Floats, active: list[int], lengths: Ints, start: Floats, moves: Floats) -> Ints:
    steps, sentences, _ = grid.shape
    back = np.zeros(grid.shape, dtype=np.intp)
    best = grid[0] + start
    arriving = np.ascontiguousarray(moves.T)
    for t in range(1, steps):
        n = active[t]
        paths = best[:n, None, :] + arriving
        back[t, :n] = paths.argmax(axis=2)
        best[:n] = np.take_along_axis(paths, back[t, :n, :, None], axis=2)[:, :, 0] + grid[t, :n]
    tags = np.zeros((steps, sentences), dtype=np.intp)
    columns = np.arange(sentences)
    tags[lengths - 1, columns] = best.argmax(axis=1)
    for t in range(steps - 1, 0, -1):
        n = active[t]
        tags[t - 1, :n] = back[t, columns[:n], tags[t, :n]]
    return tags


def _marginals(grid: Floats, active: list[int], start: Floats, moves: Floats) -> npt.NDArray[np.float64]:
    weights = np.exp((grid - grid.max(axis=2, keepdims=True)).astype(np.float64))
    step = np.exp(moves.astype(np.float64))
    forward = np.zeros(grid.shape, dtype=np.float64)
    forward[0] = _shares(weights[0] * np.exp(start.astype(np.float64)))
    for t in range(1, len(grid)):
        n = active[t]
        forward[t, :n] = _shares(_times(forward[t - 1, :n], step) * weights[t, :n])
    behind = np.ones(grid.shape[1:], dtype=np.float64)
    for t in range(len(grid) - 1, -1, -1):
        n = active[t]
        forward[t, :n] = _shares(forward[t, :n] * behind[:n])
        if t:
            behind[:n] = _shares(_times(weights[t, :n] * behind[:n], step.T))
    return forward


def _times(left: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """A matrix product whose rows do not depend on how many rows there are, as BLAS's may."""
    return np.asarray(np.einsum("ij,jk->ik", left, right, optimize=False))


def _shares(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(values / (values.sum(axis=1, keepdims=True) + _TINY))
