import itertools

import numpy as np
import pytest

from nusaner.errors import InputError
from nusaner.evaluation.bootstrap import compare, intervals
from nusaner.evaluation.metrics import ratios


def micro(totals):
    return ratios(totals.sum(axis=-2))[..., 2]


def documents(rights, gold=10):
    """Counts of documents of ten gold spans and ten predictions of which some are right."""
    return np.array([[[r, gold, r, gold]] for r in rights], dtype=float)


def test_documents_that_are_alike_leave_no_doubt():
    low, high = intervals(documents([7] * 30), micro, draws=200)
    assert low == high == pytest.approx(0.7)


def test_the_interval_is_that_of_a_loop():
    values = documents([2, 9, 7, 10, 4, 8])
    draws = np.random.default_rng(5).integers(0, 6, size=(500, 6))
    slow = [micro(values[draw].sum(axis=0)[None])[0] for draw in draws]
    assert intervals(values, micro, draws=500, seed=5) == pytest.approx(np.quantile(slow, [0.025, 0.975]))


def test_the_interval_holds_the_truth_as_often_as_it_says():
    random = np.random.default_rng(0)
    held = 0
    for trial in range(200):
        low, high = intervals(documents(random.binomial(10, 0.8, size=60)), micro, draws=300, seed=trial)
        held += low <= 0.8 <= high
    assert 0.89 <= held / 200 <= 0.99


def test_more_documents_less_doubt():
    random = np.random.default_rng(1)
    few, many = documents(random.binomial(10, 0.8, size=20)), documents(random.binomial(10, 0.8, size=500))
    widths = [np.ptp(intervals(values, micro, draws=500)) for values in (few, many)]
    assert widths[1] < widths[0] / 3


def test_pain_23_same_seed_same_interval():
    values = documents([2, 9, 7, 10, 4, 8])
    assert np.array_equal(intervals(values, micro, draws=100, seed=3), intervals(values, micro, draws=100, seed=3))
    assert not np.array_equal(intervals(values, micro, draws=100, seed=3), intervals(values, micro, draws=100, seed=4))


def test_one_document_gives_no_interval():
    assert np.isnan(intervals(documents([7]), micro, draws=10)).all()


def test_a_system_does_not_differ_from_itself():
    values = documents([2, 9, 7, 10, 4, 8])
    found = compare(values, values, micro, draws=200)
    assert (found.difference, found.low, found.high) == (0, 0, 0)
    assert (found.p_bootstrap, found.p_randomisation) == (1, 1)


def test_a_system_better_everywhere_is_told_apart():
    worse = np.random.default_rng(0).integers(3, 7, size=40)
    found = compare(documents(worse + 1), documents(worse), micro, draws=1000)
    assert found.difference == pytest.approx(0.1)
    assert found.low > 0
    assert max(found.p_bootstrap, found.p_randomisation) < 0.002


def test_the_sign_follows_the_order():
    one, other = documents([9, 8, 9, 7, 8]), documents([5, 8, 6, 7, 9])
    there, back = (compare(*pair, micro, draws=500) for pair in ((one, other), (other, one)))
    assert there.difference == pytest.approx(-back.difference)
    assert there.low == pytest.approx(-back.high)
    assert there.p_randomisation == back.p_randomisation


def test_p_of_randomisation_is_that_of_all_swaps():
    one, other = np.array([9, 8, 9, 7, 8, 9, 6]), np.array([5, 8, 6, 7, 9, 8, 6])
    signs = np.array(list(itertools.product([-1, 1], repeat=7)))
    differences = np.abs(signs @ (one - other))
    exact = (differences >= abs((one - other).sum())).mean()
    found = compare(documents(one), documents(other), micro, draws=20000)
    assert found.p_randomisation == pytest.approx(exact, abs=0.01)


def test_chance_is_seldom_called_a_difference():
    """Two equally good systems: p < 0.05 in about one comparison of twenty."""
    random = np.random.default_rng(2)
    called = 0
    for trial in range(200):
        one, other = documents(random.binomial(10, 0.8, size=40)), documents(random.binomial(10, 0.8, size=40))
        called += compare(one, other, micro, draws=300, seed=trial).p_randomisation < 0.05
    assert called <= 20


def test_arguments_are_checked():
    with pytest.raises(InputError, match="at least two"):
        compare(documents([1]), documents([2]), micro, draws=10)
    with pytest.raises(InputError, match="not counted on the same"):
        compare(documents([1, 2]), documents([2]), micro, draws=10)
    with pytest.raises(InputError, match="at least 1, got 0"):
        intervals(documents([1, 2]), micro, draws=0)
