"""Probabilities of the tags of a linear chain (forward-backward algorithm, Rabiner, 1989)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def marginals(unary: Floats, transitions: Floats) -> Floats:
    """The probability of each tag at each position.

    Args:
        unary: Log-potentials of shape (positions, tags).
        transitions: Log-potentials of shape (tags, tags), from row to column.

    Returns:
        Probabilities of shape (positions, tags); each row sums to 1.

    Example:
        >>> marginals(np.zeros((2, 2)), np.log([[1.0, 3.0], [1.0, 3.0]])).round(2).tolist()
        [[0.5, 0.5], [0.25, 0.75]]
    """
    forward, backward = np.array(unary, dtype=np.float64), np.zeros(unary.shape)
    for i in range(1, len(unary)):
        forward[i] += _log_sum(forward[i - 1][:, None] + transitions, axis=0)
        j = len(unary) - 1 - i
        backward[j] = _log_sum(transitions + (unary[j + 1] + backward[j + 1])[None, :], axis=1)
    total = forward + backward
    return np.asarray(np.exp(total - _log_sum(total, axis=1)[:, None]))


def _log_sum(values: Floats, *, axis: int) -> Floats:
    most = values.max(axis=axis, keepdims=True)
    return np.asarray(np.log(np.exp(values - most).sum(axis=axis)) + most.squeeze(axis))
