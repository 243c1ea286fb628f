"""Kinds of recognizer of the bundled model, on a few sentences."""

import pickle

import pytest

from nusaner.errors import InputError
from nusaner.ner.nettagger import NetTagger
from nusaner.ner.pair import PairTagger
from nusaner.ner.tagger import CrfTagger
from nusaner.training import recognizers
from nusaner.training.network import NetworkConfig
from nusaner.training.public_sets import read_set

CLUSTERS = {"presiden": (1, 2, 3)}


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(recognizers, "NETWORK", NetworkConfig(width=8, hidden=8, rows=256, epochs=1, body_epochs=1))


@pytest.fixture
def words(small_table, tmp_path):
    path = tmp_path / "words.npz"
    path.write_bytes(small_table.to_bytes())
    return path


@pytest.mark.parametrize(("kind", "tagger"), [("network", NetTagger), ("pair", PairTagger)])
def test_a_kind_trains_in_another_process(quick, words, public_data, kind, tagger):
    pytest.importorskip("torch")
    body = public_data / "ner" / "indonlu-nerp" / "train.txt"
    recognizer = recognizers.chosen(kind, CLUSTERS, words=words, body=[body])
    assert set(recognizer.fingerprints) == {"words", "body"}
    train = pickle.loads(pickle.dumps(recognizer.train))
    found = train(read_set(public_data, "nergrit")[0]["train"])
    assert isinstance(found, tagger)
    assert found.labels == ("PERSON", "PLACE")
    assert "baku" in found.gazetteer.names


def test_the_crf_needs_no_word_table(public_data):
    recognizer = recognizers.chosen("crf", CLUSTERS)
    assert isinstance(recognizer.train(read_set(public_data, "nergrit")[0]["train"]), CrfTagger)
    assert not recognizer.fingerprints


def test_a_network_without_words_is_told():
    with pytest.raises(InputError, match="'network' needs a word table; make one with `nusaner train words`"):
        recognizers.chosen("network", CLUSTERS)
