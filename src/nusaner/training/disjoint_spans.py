"""A model of which spans of a text are chosen together: none may overlap another.

Each set of spans that do not overlap has the probability exp(sum of scores) / Z, where Z runs over all
such sets (a semi-Markov model without transitions; Sarawagi and Cohen, 2004). A span is thus measured
against its rivals, as it is when the best set is sought, and not by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: A feature of fewer spans has no weight.
_LEAST = 2
#: Weights nearer to zero are left out.
_NOUGHT = 1e-3


@dataclass(frozen=True, slots=True)
class Rivals:
    """The candidates of one part of a text, of which those that are right do not overlap.

    Attributes:
        spans: Half-open.
        rows: Features of each.
        right: Whether each is right; perhaps none is.
    """

    spans: Sequence[tuple[int, int]]
    rows: Sequence[Sequence[str]]
    right: Sequence[bool]


def fit(parts: Sequence[Rivals], *, penalty: float = 3.0, iterations: int = 150) -> tuple[dict[str, float], float]:
    """Feature -> weight, and what every span has, so that the right sets are the likeliest.

    Args:
        parts: The candidates, part by part.
        penalty: Of the sum of squared weights.
        iterations: Steps of L-BFGS.

    Example:
        >>> weights, always = fit([Rivals([(0, 2), (1, 3)], [["a"], ["b"]], [True, False])] * 9)
        >>> weights["a"] > 0 > weights["b"]
        True
    """
    from scipy.optimize import minimize
    from scipy.sparse import csr_matrix

    parts = sorted((_by_end(part) for part in parts if part.spans), key=lambda part: -len(part.spans))
    uses = Counter(name for part in parts for row in part.rows for name in set(row))
    numbers = {name: k for k, name in enumerate(name for name, count in uses.items() if count >= _LEAST)}
    if not numbers:
        return {}, 0.0
    rows = [[numbers[name] for name in dict.fromkeys(row) if name in numbers] for part in parts for row in part.rows]
    ends = np.cumsum([0, *map(len, rows)])
    columns = [number for row in rows for number in row]
    matrix = csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), len(numbers)))
    turned = matrix.T.tocsr()
    right = np.array([float(fits) for part in parts for fits in part.right])
    sets = _Sets([part.spans for part in parts])

    def loss(found: np.ndarray) -> tuple[float, np.ndarray]:
        weights, always = found[:-1], found[-1]
        scores = matrix @ weights + always
        total, chances = sets.chances(scores)
        apart = chances - right
        gradient = np.append(turned @ apart + penalty * weights, apart.sum())
        return float(total - scores @ right + penalty / 2 * (weights @ weights)), gradient

    start = np.zeros(len(numbers) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": iterations}).x
    weights = {name: round(float(found[k]), 4) for name, k in numbers.items() if abs(found[k]) >= _NOUGHT}
    return weights, float(found[-1])


def _by_end(part: Rivals) -> Rivals:
    order = sorted(range(len(part.spans)), key=lambda k: (part.spans[k][1], part.spans[k][0]))
    return Rivals([part.spans[k] for k in order], [part.rows[k] for k in order], [part.right[k] for k in order])


class _Sets:
    """Sums over all sets of spans without overlap, for all parts at once.

    Args:
        parts: For each part its spans by their end; the longest part first.
    """

    def __init__(self, parts: Sequence[Sequence[tuple[int, int]]]) -> None:
        self._sizes = np.array([len(spans) for spans in parts])
        self._starts = np.cumsum([0, *self._sizes[:-1]])
        # step k takes the k-th span of every part that has so many; before it fit the first `free` spans
        self._parts = [np.arange(np.count_nonzero(self._sizes > k)) for k in range(self._sizes[0])]
        ends = [[end for _, end in spans] for spans in parts]
        self._free = [
            np.array([bisect_right(ends[j], parts[j][k][0], 0, k) for j in some.tolist()])
            for k, some in enumerate(self._parts)
        ]

    def chances(self, scores: np.ndarray) -> tuple[float, np.ndarray]:
        """The sum of log Z, and the probability of each span.

        Args:
            scores: One for each span, part by part.
        """
        every = np.arange(len(self._sizes))
        logs = np.zeros((len(self._parts) + 1, len(every)))
        taken = []
        for k, some in enumerate(self._parts):
            with_it = scores[self._starts[some] + k] + logs[self._free[k], some]
            logs[k + 1, some] = np.logaddexp(logs[k, some], with_it)
            taken.append(np.exp(with_it - logs[k + 1, some]))
        reach = np.zeros_like(logs)
        reach[self._sizes, every] = 1.0
        found = np.zeros(len(scores))
        for k in range(len(self._parts) - 1, -1, -1):
            some = self._parts[k]
            chance = reach[k + 1, some] * taken[k]
            found[self._starts[some] + k] = chance
            reach[k, some] += reach[k + 1, some] - chance
            reach[self._free[k], some] += chance
        return float(logs[self._sizes, every].sum()), found
