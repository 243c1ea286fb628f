"""A conditional logit model: which of several candidates is the right one (McFadden, 1974)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: A feature of fewer candidates has no weight.
_LEAST = 2
#: Weights nearer to zero are left out.
_NOUGHT = 1e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """The candidates of one choice.

    Attributes:
        rows: Features of each candidate.
        right: Whether each is right; several may be, one must.
    """

    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit(choices: Sequence[Choice], *, penalty: float = 1.0, iterations: int = 150) -> dict[str, float]:
    """Feature -> weight, so that the right candidates of each choice have most of the probability together.

    Args:
        choices: The choices.
        penalty: Of the sum of squared weights.
        iterations: Steps of L-BFGS.

    Example:
        >>> weights = fit([Choice([["near"], ["far"]], [True, False])] * 3)
        >>> weights["near"] > 0 > weights["far"]
        True
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    uses = Counter(name for choice in choices for row in choice.rows for name in set(row))
    numbers: dict[str, int] = {}
    indices: list[int] = []
    ends = [0]
    for choice in choices:
        for row in choice.rows:
            indices += [numbers.setdefault(name, len(numbers)) for name in dict.fromkeys(row) if uses[name] >= _LEAST]
            ends.append(len(indices))
    if not numbers:
        return {}
    matrix = csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(ends) - 1, len(numbers)))
    turned = matrix.T.tocsr()
    sizes = [len(choice.rows) for choice in choices]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    of_choice = np.repeat(np.arange(len(choices)), sizes)
    right = np.array([fits for choice in choices for fits in choice.right])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of_choice])
        every, rights = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts)
        rights = np.maximum(rights, np.finfo(float).tiny)
        gradient = turned @ (odds / every[of_choice] - odds * right / rights[of_choice])
        value = float((np.log(every) - np.log(rights)).sum() + penalty / 2 * (weights @ weights))
        return value, gradient + penalty * weights

    found = minimize(loss, np.zeros(len(numbers)), jac=True, method="L-BFGS-B", options={"maxiter": iterations})
    return {name: round(float(found.x[k]), 4) for name, k in numbers.items() if abs(found.x[k]) >= _NOUGHT}
