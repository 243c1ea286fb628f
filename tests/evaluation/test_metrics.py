import numpy as np
import pytest

from nusaner.evaluation.counts import Counts, count
from nusaner.evaluation.metrics import averages, summary
from tests.evaluation.systems import pair


def test_figures_by_hand():
    found = [pair([(0, 2, "GPE"), (3, 5, "GPE"), (6, 8, "ORG")], [(0, 2, "GPE"), (3, 5, "ORG")])]
    figures = summary(count(found))
    assert (figures["GPE"].precision, figures["GPE"].recall) == (1.0, 0.5)
    assert figures["GPE"].f1 == pytest.approx(2 / 3)
    assert (figures["ORG"].precision, figures["ORG"].recall, figures["ORG"].f1) == (0, 0, 0)
    assert (figures["micro"].precision, figures["micro"].recall) == (0.5, pytest.approx(1 / 3))
    assert figures["macro"].f1 == pytest.approx(1 / 3)
    assert figures["weighted"].f1 == pytest.approx(2 / 3 * 2 / 3)


def test_partial_credit_stands_in_both_ratios():
    figures = summary(count([pair([(0, 4, "A"), (10, 12, "A")], [(0, 5, "B")])], "partial"))
    assert figures["micro"].precision == 0.5
    assert figures["micro"].recall == 0.25
    assert (figures["A"].recall, figures["B"].precision) == (0.25, 0.5)


@pytest.mark.parametrize("mode", ["strict", "exact", "partial", "type"])
def test_pain_19_defined_on_empty_sets(mode):
    nothing = summary(count([pair([], [])], mode))
    assert [nothing[a].f1 for a in ("micro", "macro", "weighted")] == [1, 1, 1]
    silent = summary(count([pair([(0, 2, "A")], [])], mode))
    assert (silent["micro"].precision, silent["micro"].recall, silent["micro"].f1) == (1, 0, 0)
    inventive = summary(count([pair([], [(0, 2, "A")])], mode))
    assert (inventive["micro"].precision, inventive["micro"].recall, inventive["micro"].f1) == (0, 1, 0)
    assert inventive["macro"].f1 == 0
    assert summary(count([], mode))["micro"].f1 == 1


def test_a_label_without_gold_counts_in_macro_but_not_in_weighted():
    figures = summary(count([pair([(0, 2, "A")], [(0, 2, "A"), (5, 6, "B")])]))
    assert figures["macro"].f1 == 0.5
    assert figures["weighted"].f1 == 1
    assert figures["B"].gold == 0


def test_doubled_spans_count_once():
    figures = summary(count([pair([(0, 2, "A"), (0, 2, "A")], [(0, 2, "A")])]))
    assert (figures["micro"].gold, figures["micro"].f1) == (1, 1)


def test_averages_work_on_draws_at_once():
    draws = np.random.default_rng(0).integers(0, 5, size=(7, 3, 4)).astype(float)
    draws[..., 1] += draws[..., 0]
    draws[..., 3] += draws[..., 2]
    together = averages(draws)
    assert together.shape == (7, 3, 3)
    for one, row in zip(draws, together, strict=True):
        assert np.allclose(averages(one), row)


def test_counts_under_other_keys():
    counts = Counts(("A", "B"), np.arange(16.0).reshape(2, 2, 4))
    assert counts.only(["B"]).values.tolist() == counts.values[:, 1:].tolist()
    wider = counts.with_keys(("A", "AA", "B"))
    assert wider.values[:, 1].sum() == 0
    assert wider.totals[2].tolist() == counts.totals[1].tolist()
