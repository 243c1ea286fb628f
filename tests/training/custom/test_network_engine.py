"""The window network as an engine; these tests need PyTorch (the extra `neural`)."""

import json
import pickle
import subprocess
import sys

import numpy as np
import pytest

import nusaner
from nusaner import corpus
from nusaner.errors import InputError, ModelError
from nusaner.ner.words import WordTable, key
from nusaner.training import train_ner
from nusaner.training.cluster_words import cluster_table

pytest.importorskip("torch")

OPTIONS = {"width": 24, "hidden": 32, "rows": 4096, "epochs": 30, "batch": 8, "rate": 0.004, "recase": 0.2}
TEXT = "Bank Dunia meminjamkan 5 juta dolar AS kepada Armenia pada 3 Maret 2024."


@pytest.fixture(scope="module")
def words(money, tmp_path_factory):
    """A small word table, as one of all clusters takes seconds."""
    known = sorted({key(word) for part in money for document in part for word in document.text.split()})
    chance = np.random.default_rng(1)
    table = WordTable(
        words=tuple(known),
        vectors=chance.integers(-127, 127, (len(known), 16)).astype(np.int8),
        gram_rows=chance.integers(-127, 127, (500, 16)).astype(np.int8),
        gram_scales=np.ones(500, np.float16),
        columns=np.ones((len(known), 1), np.uint16),
        names=("capital",),
    )
    path = tmp_path_factory.mktemp("words") / "words.npz"
    path.write_bytes(table.to_bytes())
    return str(path)


@pytest.fixture(scope="module")
def trained(money, words, tmp_path_factory):
    out = tmp_path_factory.mktemp("models") / "jaringan"
    return train_ner(*money, engine="network", options={**OPTIONS, "words": words}, out=out)


def found(doc):
    return [(ent.text, ent.label_, ent._.score) for ent in doc.ents]


def test_it_learns_and_writes_a_folder_that_works_without_torch(trained):
    assert trained.labels == ("DATE", "MONEY")
    assert trained.dev["all"].f1 > 0.8
    assert trained.nlp.pipe_names == ["nusaner_sentences", "nusaner_ner"]
    code = (
        "import sys; sys.modules['torch'] = None; import spacy; print(len(spacy.load(sys.argv[1])(sys.argv[2]).ents))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(trained.path), TEXT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(len(trained.nlp(TEXT).ents))]


def test_the_card_names_the_engine_and_its_settings(trained):
    told = json.loads((trained.path / "meta.json").read_text(encoding="utf-8"))["nusaner"]
    assert told["engine"] == "network"
    assert told["config"]["hidden"] == 32
    assert set(told["versions"]) >= {"torch", "numpy"}


def test_the_same_seed_gives_the_same_files(money, words, trained, tmp_path):
    again = train_ner(*money, engine="network", options={**OPTIONS, "words": words}, out=tmp_path / "jaringan")
    for name in ("network.npz", "words.npz", "tags.json", "SHA256SUMS"):
        files = [model.path / "nusaner_ner" / name for model in (trained, again)]
        assert files[0].read_bytes() == files[1].read_bytes()


def test_batches_bytes_pickle_and_processes_give_what_singles_give(trained):
    texts = [TEXT, "", "Pada 12 Mei 1994 ia membayar 500 manat.", "   "]
    expected = [found(trained.nlp(text)) for text in texts]
    assert sum(map(len, expected)) >= 3
    assert [found(doc) for doc in trained.nlp.pipe(texts)] == expected
    assert [found(doc) for doc in trained.nlp.pipe(texts, n_process=2)] == expected
    pipe = pickle.loads(pickle.dumps(trained.nlp.get_pipe("nusaner_ner")))
    assert [found(pipe(nusaner.blank()(text))) for text in texts] == expected


def test_a_pair_votes_and_is_kept_whole(money, words, tmp_path):
    options = {**OPTIONS, "words": words, "pair": True}
    trained = train_ner(*money, engine="network", options=options, out=tmp_path / "berdua")
    assert trained.dev["all"].f1 > 0.8
    files = {path.name for path in (trained.path / "nusaner_ner").iterdir()}
    assert files >= {"crf.crfsuite", "network.npz", "words.npz", "gazetteer.json"}
    pipe = trained.nlp.get_pipe("nusaner_ner")
    again = pickle.loads(pickle.dumps(pipe))
    assert found(again(nusaner.blank()(TEXT))) == found(pipe(nusaner.blank()(TEXT)))
    assert pipe.labels == ("DATE", "MONEY")


def test_a_damaged_network_is_refused(trained, tmp_path):
    trained.nlp.to_disk(tmp_path / "m")
    path = tmp_path / "m" / "nusaner_ner" / "network.npz"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match=r"network\.npz"):
        nusaner.load(tmp_path / "m")


def test_the_body_learns_other_sets_first_but_never_the_sentences_at_hand(money, words, tmp_path):
    file = tmp_path / "lain.jsonl"
    corpus.write(money[0][:30], file, format="doccano")
    options = {**OPTIONS, "words": words, "epochs": 1, "body_epochs": 2, "body": str(file)}
    with pytest.raises(InputError, match=r"No sentence of .*lain\.jsonl.* is left"):
        train_ner(*money, engine="network", options=options)
    steps = []
    train_ner(money[0][30:], money[1], engine="network", options=options, on_step=steps.append)
    assert [(step.phase, step.done, step.of) for step in steps] == [("body", 1, 2), ("body", 2, 2), ("", 1, 1)]


def test_a_word_table_that_is_not_there_is_told(money):
    with pytest.raises(InputError, match=r"no word table 'tiada\.npz'; make one with `nusaner train words`"):
        train_ner(*money, engine="network", options={"words": "tiada.npz"})


def test_a_table_of_the_word_clusters_has_words_of_a_cluster_near_each_other():
    table = cluster_table()
    january, february, eat, unknown = table.lookup(["januari", "februari", "makan", "januarii"])
    assert january @ february > january @ eat
    assert january @ unknown > eat @ unknown
    assert [one.partition("=")[0] for one in table.classes("januari")] == ["cluster0", "cluster1", "cluster2"]
