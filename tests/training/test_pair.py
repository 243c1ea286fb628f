"""The network and the CRF that vote; these tests need PyTorch (the extra `neural`)."""

import pytest

from nusaner.ner.pair import PairTagger
from nusaner.training.network import NetworkConfig
from nusaner.training.pair import train_pair
from tests.training.test_network import sentences

pytest.importorskip("torch")

CONFIG = NetworkConfig(width=24, hidden=32, rows=2048, epochs=12, batch=8, rate=3e-3, recase=0.3)


@pytest.fixture(scope="module")
def tagger(small_table):
    return train_pair(list(sentences(60)), table=small_table, names={"nagorno karabakh": "LOC"}, config=CONFIG)


def test_scores_are_the_means_of_both(tagger):
    words = ["Presiden", "Rahmonov", "tiba", "di", "Vayk", "."]
    ((spans, marginal),) = tagger.net.judged([words])
    first = tagger.crf.judged(words, spans)
    found = tagger.spans(words)
    assert [span[:3] for span in found] == [(1, 2, "PERSON"), (4, 5, "GPE")]
    for start, end, label, score in found:
        second = min(marginal(f"B-{label}", start), 1 - marginal(f"I-{label}", end))
        assert score == pytest.approx((first[start, end, label] + second) / 2)


def test_batches_equal_singles_of_any_length(tagger):
    batch = [list(s.words)[: 1 + i % 9] for i, s in enumerate(sentences(40, seed=5))]
    batch.append(["Presiden", "Aliyev", "tiba", "di", "Baku", "."] * 110)
    assert tagger.batch(batch) == [tagger.spans(words) for words in batch]
    assert len(tagger.spans(batch[-1])) == 220
    assert tagger.batch([[], ["di"]]) == [[], []]


def test_what_is_written_is_read(tagger):
    again = PairTagger.from_parts(tagger.parts())
    words = [s.words for s in sentences(5, seed=9)]
    assert again.batch(words) == tagger.batch(words)
    assert again.labels == ("GPE", "PERSON")
