"""Shares of labels: what is counted, what is corrected, and how sure both are."""

import numpy as np
import pytest

from nusaner.errors import InputError
from nusaner.evaluation.shares import correct, stance_shares
from nusaner.evaluation.stance_report import Pair
from nusaner.types import STANCES

#: A reader that misses four of ten slanted texts and errs toward the other side once in ten.
CONFUSION = np.array([[0.5, 0.1, 0.4], [0.1, 0.5, 0.4], [0.02, 0.03, 0.95]])


def pair(group, gold, predicted):
    return Pair(group, "armenia", "wire", "formal", gold, predicted, None, "NONE", False)


def texts(name, gold_shares, size, seed):
    """Texts read by the reader of `CONFUSION`."""
    random = np.random.default_rng(seed)
    gold = random.choice(3, size=size, p=gold_shares)
    read = [random.choice(3, p=CONFUSION[label]) for label in gold]
    return [pair(f"{name}{i}", STANCES[g], STANCES[r]) for i, (g, r) in enumerate(zip(gold, read, strict=True))]


def test_counts_and_gold_are_plain_shares():
    found = stance_shares([pair("a", "FAVOR", "NONE"), pair("b", "AGAINST", "AGAINST"), pair("c", "NONE", "NONE")])
    assert [found[label].counted for label in STANCES] == pytest.approx([0, 1 / 3, 2 / 3])
    assert [found[label].gold for label in STANCES] == pytest.approx([1 / 3] * 3)
    assert np.isnan(found["NONE"].corrected)


def test_a_reader_that_prefers_none_is_corrected():
    found = stance_shares(texts("t", [0.5, 0.2, 0.3], 600, 1), audit=texts("a", [0.2, 0.2, 0.6], 600, 2))
    for label in STANCES:
        share = found[label]
        assert abs(share.corrected - share.gold) < abs(share.counted - share.gold)
        assert share.corrected_low < share.gold < share.corrected_high
    assert found["FAVOR"].high < found["FAVOR"].gold  # the interval of the bare count misses the truth


def test_the_doubt_of_a_small_audit_shows():
    there = texts("t", [0.4, 0.2, 0.4], 300, 1)
    small, large = (stance_shares(there, audit=texts("a", [1 / 3] * 3, n, 2))["FAVOR"] for n in (30, 900))
    assert small.corrected_high - small.corrected_low > 1.5 * (large.corrected_high - large.corrected_low)


def test_groups_stand_or_fall_together():
    alone = [pair(f"t{i}", "FAVOR", STANCES[i % 3]) for i in range(30)]
    together = [pair(f"t{i % 3}", "FAVOR", STANCES[i % 3]) for i in range(30)]
    narrow, wide = stance_shares(alone)["FAVOR"], stance_shares(together)["FAVOR"]
    assert narrow.counted == wide.counted
    assert wide.high - wide.low > 2 * (narrow.high - narrow.low)


def test_a_correct_reader_needs_no_correction():
    shares = np.array([[0.2, 0.3, 0.5]])
    assert correct(shares, np.eye(3)[None]) == pytest.approx(shares)


def test_corrected_shares_stay_shares():
    impossible = correct(np.array([[0.0, 0.0, 1.0]]), CONFUSION[None])[0]  # below what false alarms alone give
    assert impossible.min() >= 0
    assert impossible.sum() == pytest.approx(1)
    assert impossible[2] > 0.99


def test_one_group_has_no_interval():
    found = stance_shares([pair("a", "NONE", "NONE")])["NONE"]
    assert found.counted == 1
    assert np.isnan(found.low)


def test_the_same_seed_gives_the_same_interval():
    there = texts("t", [0.4, 0.2, 0.4], 40, 1)
    assert stance_shares(there, seed=3)["NONE"].low == stance_shares(there, seed=3)["NONE"].low


@pytest.mark.parametrize(
    ("pairs", "settings", "said"),
    [
        ([], {}, "at least one"),
        ([pair("a", "NONE", "NONE")], {"draws": 0}, "at least 1, got 0"),
        ([pair("a", "NONE", "NONE")], {"level": 95}, "got 95"),
        ([pair("a", "NONE", "NONE")], {"audit": [pair("a", "NONE", "NONE")]}, "'a'"),
        ([pair("a", "NONE", "NONE")], {"audit": [pair("b", "NONE", "NONE")]}, "'AGAINST'"),
    ],
)
def test_what_cannot_be_asked(pairs, settings, said):
    with pytest.raises(InputError, match=said):
        stance_shares(pairs, **settings)
