"""The classifier of whole spans, and its vote with the network and the CRF."""

import pytest

from nusaner.training.network import NetworkConfig
from nusaner.training.span_features import SpanFeatures, stretches
from nusaner.training.spans import train_spans
from nusaner.training.tagged import TaggedSentence
from nusaner.training.trio import joined, train_trio
from tests.training.test_network import sentences

CONFIG = NetworkConfig(width=24, hidden=32, rows=2048, epochs=12, batch=8, rate=3e-3, recase=0.3)
WORDS = ("Presiden", "Rahmonov", "tiba", "di", "Vayk", ".")


@pytest.fixture(scope="module")
def judge(small_table):
    return train_spans(list(sentences(60)), table=small_table, recase=0.3, seed=1)


def test_a_span_with_its_right_label_and_bounds_is_likely(judge):
    right, others = (1, 2, "PERSON"), [(1, 2, "GPE"), (0, 2, "PERSON"), (4, 5, "PERSON")]
    found = judge(WORDS, [right, *others])
    assert found[right] > max(0.5, *(found[span] for span in others))
    lower = judge([word.lower() for word in WORDS], [right, *others])
    assert lower[right] > max(lower[span] for span in others)


def test_a_label_that_training_lacks_has_no_probability(judge):
    assert judge(WORDS, [(1, 2, "EVENT")]) == {(1, 2, "EVENT"): 0.0}
    assert judge(WORDS, []) == {}


def test_the_same_seed_gives_the_same_classifier(judge, small_table):
    again = train_spans(list(sentences(60)), table=small_table, recase=0.3, seed=1)
    assert again(WORDS, [(1, 2, "PERSON")]) == judge(WORDS, [(1, 2, "PERSON")])


def test_names_may_hold_small_words_and_signs_but_no_others():
    assert list(stretches(["Bank", "of", "Baku", "tutup", "SMA", "-", "1"])) == [
        *((0, 1), (0, 3), (2, 3)),
        *((4, 5), (4, 7), (6, 7)),
    ]
    assert max(end - start for start, end in stretches(["Jalan"] * 20)) == 8


def test_features_tell_bounds_neighbours_and_the_run_of_capitals(small_table):
    words = ["kota", "Bahrul", "Ulum", "Baku", "di"]
    (found,) = SpanFeatures(small_table)(words, [(1, 3)])
    assert {"length=2", "words=bahrul ulum", "left w=kota", "right w=baku", "before run kota"} <= set(found)
    assert {"behind run di", "run 0|1|2", "near di", "head bahrul|0|1"} <= set(found)
    (edge,) = SpanFeatures(small_table)(["Baku"], [(0, 1)])
    assert {"left w=<>", "right w=<>", "left3 <>"} <= set(edge)
    assert len(set(found)) == len(found)


def test_who_is_sure_counts_more_and_none_has_a_veto():
    one, two = (0, 1, "GPE"), (2, 3, "ORG")
    found = joined({one: 0.99, two: 0.6}, {one: 0.4, two: 0.6}, {one: 0.4, two: 0.6})
    assert found[two] == pytest.approx(0.6, abs=0.001)
    assert found[one] > 0.75  # the mean is 0.6
    assert 0.4 < joined({one: 1.0}, {one: 0.9}, {one: 0.0})[one] < 0.7
    assert joined({one: 1.0}, {one: 0.0})[one] == pytest.approx(0.5)
    assert joined({}, {}) == {}


def test_all_three_vote_on_what_the_pair_finds(small_table):
    pytest.importorskip("torch")
    tagger = train_trio(list(sentences(60)), table=small_table, config=CONFIG)
    (found,) = tagger.batch([WORDS])
    assert [span[:3] for span in found] == [(1, 2, "PERSON"), (4, 5, "GPE")]
    ((_, _, _, first, second),) = tagger._pair.judged([WORDS])
    joint = joined(first, second, tagger._judge(WORDS, first))
    assert {(*span[:3],): span[3] for span in found} == {span: joint[span] for span in joint if joint[span] >= 0.35}
    assert tagger.batch([]) == []
    long = [word for _ in range(60) for word in WORDS]
    assert [span[:3] for span in tagger.batch([WORDS, long])[0]] == [span[:3] for span in found]
    assert tagger.batch([TaggedSentence((), ()).words]) == [[]]
