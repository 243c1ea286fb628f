import pytest

from nusaner.ner.pair import best, means

LONG, SHORT = (0, 3, "ORG"), (1, 2, "GPE")


def vote(first, second, **share):
    return best(means(first, second, **share))


def test_a_span_has_the_mean_of_both_probabilities():
    assert vote({LONG: 0.9}, {LONG: 0.5}, share=0.5) == [(*LONG, pytest.approx(0.7))]
    assert vote({LONG: 0.9}, {LONG: 0.5}, share=0.25) == [(*LONG, pytest.approx(0.6))]


def test_what_one_is_sure_of_stays_if_the_other_thinks_it_possible():
    for sides in (({LONG: 0.8}, {LONG: 0.2}), ({LONG: 0.2}, {LONG: 0.8})):
        assert vote(*sides) == [(*LONG, pytest.approx(0.5))]
    for sides in (({LONG: 0.8}, {LONG: 0.0}), ({LONG: 0.0}, {LONG: 0.8})):
        assert vote(*sides) == []


def test_spans_that_overlap_are_parted_by_probability_then_by_place():
    assert [s[:3] for s in vote({LONG: 0.8, SHORT: 0.1}, {LONG: 0.1, SHORT: 0.9})] == [SHORT]
    same = {(0, 2, "ORG"): 0.9, (1, 2, "ORG"): 0.1}, {(0, 2, "ORG"): 0.1, (1, 2, "ORG"): 0.9}
    assert vote(*same) == vote(*reversed(same)) == [(0, 2, "ORG", 0.5)]


def test_labels_differ_and_order_is_that_of_the_text():
    town, party = (4, 5, "GPE"), (0, 1, "ORG")
    found = vote({town: 0.9, party: 0.8, (4, 5, "LOC"): 0.1}, {town: 0.4, party: 0.9, (4, 5, "LOC"): 0.6})
    assert [s[:3] for s in found] == [party, town]
    assert vote({}, {}) == []


def test_spans_below_the_least_are_dropped():
    assert best({LONG: 0.44}) == []
    assert best({LONG: 0.44}, least=0.4) == [(*LONG, 0.44)]
