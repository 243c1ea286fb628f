"""The choice of spans that do not overlap."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from nusaner.training.disjoint_spans import Rivals, _Sets, fit


def _by_listing(spans, scores):
    """Log Z and the probability of each span, by listing all sets."""
    total, each = 0.0, np.zeros(len(spans))
    for size in range(len(spans) + 1):
        for chosen in combinations(range(len(spans)), size):
            if all(spans[a][1] <= spans[b][0] or spans[b][1] <= spans[a][0] for a, b in combinations(chosen, 2)):
                weight = np.exp(sum(scores[k] for k in chosen))
                total += weight
                each[list(chosen)] += weight
    return np.log(total), each / total


def test_chances_are_those_of_all_sets():
    parts = [[(0, 2), (1, 3), (0, 5), (3, 5)], [(0, 1), (1, 4)], [(2, 3)]]
    scores = np.array([0.3, -0.2, 1.1, 0.4, -1.0, 2.0, 0.5])
    total, chances = _Sets(parts).chances(scores)
    listed = [_by_listing(part, scores[i : i + len(part)]) for part, i in zip(parts, (0, 4, 6), strict=True)]
    assert total == pytest.approx(sum(log for log, _ in listed))
    assert chances == pytest.approx(np.concatenate([each for _, each in listed]))


def test_what_is_right_is_learned_whatever_the_order():
    part = Rivals([(1, 3), (0, 2), (4, 5)], [["long"], ["short"], ["alone"]], [False, True, False])
    weights, always = fit([part] * 20, penalty=0.1)
    assert weights["short"] + always > 0 > weights["long"] + always
    assert weights["alone"] + always < 0


def test_nothing_to_learn_from():
    assert fit([]) == ({}, 0.0)
    assert fit([Rivals([], [], [])]) == ({}, 0.0)
