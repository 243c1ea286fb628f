"""Intervals of doubt: counted by tenths, sides together, a text weighing once."""

import numpy as np
import pytest

from nusaner.stance.doubt import Doubt


def _row(favor: float, against: float) -> list[float]:
    return [favor, against, 1 - favor - against]


def test_wilsons_interval_of_ten_texts_of_which_eight_held_the_label() -> None:
    labels = ["FAVOR"] * 8 + ["NONE"] * 2
    table = Doubt.of(np.array([_row(0.85, 0.0)] * 10), labels, range(10))
    assert table.interval("FAVOR", 0.85) == pytest.approx((0.4902, 0.9433), abs=2e-4)  # Wilson's, by hand
    assert table.interval("FAVOR", 0.899) == table.interval("FAVOR", 0.8)
    assert table.interval("NONE", 0.12) == pytest.approx((0.0567, 0.5098), abs=2e-4)


def test_both_sides_have_one_table() -> None:
    rows = np.array([_row(0.95, 0.0), _row(0.0, 0.95)])
    table = Doubt.of(rows, ["FAVOR", "AGAINST"], [0, 1])
    assert table.interval("FAVOR", 0.95) == table.interval("AGAINST", 0.95)


def test_two_targets_of_one_text_weigh_as_one() -> None:
    rows = np.array([_row(0.95, 0.0)] * 6)
    one, six = Doubt.of(rows, ["FAVOR"] * 6, [0] * 6), Doubt.of(rows, ["FAVOR"] * 6, range(6))
    assert one.interval("FAVOR", 0.95)[0] < six.interval("FAVOR", 0.95)[0]


def test_nothing_is_known_of_probabilities_that_training_never_gave() -> None:
    table = Doubt.of(np.array([_row(0.95, 0.0)]), ["FAVOR"], [0])
    assert table.interval("FAVOR", 0.45) == (0.0, 1.0)
    assert table.interval("FAVOR", 1.0)[1] == 1.0
