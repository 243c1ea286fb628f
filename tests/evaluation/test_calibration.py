import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from nusaner.evaluation.calibration import calibration, outcomes
from tests.evaluation.systems import pair


def test_by_hand():
    scored = [(0.95, True)] * 9 + [(0.95, False)] + [(0.25, False)] * 10
    found = calibration(scored)
    assert found.ece_width == pytest.approx(0.5 * 0.05 + 0.5 * 0.25)
    assert [(b.count, b.right) for b in found.table if b.count] == [(10, 0), (10, 0.9)]


def test_brier_is_that_of_scikit_learn():
    random = np.random.default_rng(0)
    scores = random.random(500)
    right = random.random(500) < scores
    found = calibration(list(zip(scores.tolist(), right.tolist(), strict=True)))
    assert found.brier == pytest.approx(brier_score_loss(right, scores), abs=1e-6)
    assert found.ece_width < 0.08 > found.ece_mass  # drawn to be calibrated
    assert {b.count for b in found.table_mass} == {50}


def test_overconfidence_is_seen():
    random = np.random.default_rng(0)
    found = calibration([(0.99, bool(right)) for right in random.random(300) < 0.6])
    assert found.ece_width == pytest.approx(0.99 - found.right, abs=1e-6) == found.ece_mass


def test_the_ends_of_the_scale_are_in_a_bin():
    found = calibration([(0.0, False), (1.0, True)])
    assert (found.table[0].count, found.table[-1].count, found.ece_width) == (1, 1, 0)


def test_no_scores_no_calibration():
    assert calibration([]) is None
    assert list(outcomes([pair([(0, 2, "A")], [(0, 2, "A")])])) == []


def test_outcomes_are_strict():
    found = pair([(0, 2, "A"), (5, 7, "A")], [(0, 2, "A"), (5, 7, "B")], scores={(0, 2): 0.9, (5, 7): 0.4})
    assert list(outcomes([found])) == [(0.9, True), (0.4, False)]
