import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nusaner.errors import InputError
from nusaner.evaluation.matching import MODES, match
from nusaner.types import Mention

SPANS = st.lists(
    st.builds(
        lambda start, length, label: Mention(start, start + length, label),
        st.integers(0, 12),
        st.integers(1, 6),
        st.sampled_from("ABC"),
    ),
    max_size=5,
)

# the cases of SemEval-2013 task 9.1: (gold, predicted) -> credit in strict, exact, partial, type
CASES = [
    ((0, 4, "A"), (0, 4, "A"), (1, 1, 1, 1)),
    ((0, 4, "A"), (0, 4, "B"), (0, 1, 1, 0)),
    ((0, 4, "A"), (1, 4, "A"), (0, 0, 0.5, 1)),
    ((0, 4, "A"), (2, 9, "B"), (0, 0, 0.5, 0)),
    ((0, 4, "A"), (4, 9, "A"), (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("gold", "predicted", "credits"), CASES)
def test_credit_of_one_pair(gold, predicted, credits):
    for mode, credit in zip(MODES, credits, strict=True):
        found = match([Mention(*gold)], [Mention(*predicted)], mode)
        assert [pair.credit for pair in found] == ([credit] if credit else [])


def test_a_prediction_over_two_gold_spans_answers_one():
    gold = [Mention(0, 4, "A"), Mention(5, 20, "A")]
    (found,) = match(gold, [Mention(0, 20, "A")], "partial")
    assert found.gold == gold[1]  # more characters in common
    assert found.credit == 0.5


def test_the_highest_credit_is_found_where_greed_would_miss_it():
    gold = [Mention(0, 10, "A"), Mention(10, 20, "B")]
    predicted = [Mention(8, 19, "B"), Mention(2, 9, "A"), Mention(19, 20, "B")]
    assert len(match(gold, predicted, "type")) == 2


@pytest.mark.parametrize("mode", [*MODES, "closest"])
@settings(max_examples=150, deadline=None)
@given(gold=SPANS, predicted=SPANS, seed=st.integers(0, 9))
def test_pain_19_order_does_not_matter_and_no_span_counts_twice(mode, gold, predicted, seed):
    found = match(gold, predicted, mode)
    draw = random.Random(seed)
    assert match(draw.sample(gold, len(gold)), draw.sample(predicted, len(predicted)), mode) == found
    assert len({(m.gold.start, m.gold.end, m.gold.label) for m in found}) == len(found)
    assert len({(m.predicted.start, m.predicted.end, m.predicted.label) for m in found}) == len(found)


def credit(gold, predicted, mode):
    found = match([gold], [predicted], mode)
    return found[0].credit if found else 0.0


@pytest.mark.parametrize("mode", MODES)
@settings(max_examples=60, deadline=None)
@given(gold=SPANS, predicted=SPANS)
def test_no_other_assignment_has_more_credit(mode, gold, predicted):
    gold, predicted = sorted(set(gold), key=repr)[:4], sorted(set(predicted), key=repr)[:4]
    columns = [*predicted, *([None] * len(gold))]
    best = max(
        sum(credit(g, p, mode) for g, p in zip(gold, order, strict=True) if p)
        for order in itertools.permutations(columns, len(gold))
    )
    assert sum(pair.credit for pair in match(gold, predicted, mode)) == best


def test_empty_sets():
    assert match([], []) == []
    assert match([Mention(0, 1, "A")], [], "partial") == []


def test_an_unknown_mode_is_named():
    with pytest.raises(InputError, match=r"strict, exact, partial, type, got 'lenient'"):
        match([], [], "lenient")
