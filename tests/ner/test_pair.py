import pytest

from nusaner.ner.pair import vote

LONG, SHORT = (0, 3, "ORG"), (1, 2, "GPE")


def test_what_both_find_has_the_mean_of_their_scores():
    assert vote([(*LONG, 0.9)], [(*LONG, 0.5)], share=0.5) == [(*LONG, pytest.approx(0.7))]


def test_what_one_alone_finds_must_be_sure():
    for sides in (([(*LONG, 0.8)], []), ([], [(*LONG, 0.8)])):
        assert vote(*sides) == []
    assert vote([(*LONG, 0.96)], []) == vote([], [(*LONG, 0.96)]) == [(*LONG, 0.48)]
    assert vote([(*LONG, 0.96)], [], share=0.2) == []


def test_spans_that_overlap_are_parted_by_score_then_by_place():
    assert [s[:3] for s in vote([(*LONG, 0.8)], [(*SHORT, 0.9)])] == [SHORT]
    same = [(0, 2, "ORG", 0.9)], [(1, 2, "ORG", 0.9)]
    assert vote(*same, share=0.5) == vote(*reversed(same), share=0.5) == [(0, 2, "ORG", 0.45)]


def test_labels_differ_and_order_is_that_of_the_text():
    found = vote([(4, 5, "GPE", 0.9), (0, 1, "ORG", 0.8)], [(4, 5, "LOC", 0.5), (0, 1, "ORG", 0.9)], share=0.5)
    assert [s[:3] for s in found] == [(0, 1, "ORG"), (4, 5, "GPE")]
    assert vote([], []) == []
