"""A transformer of random weights, made on the spot; these tests need the extra `transformers`."""

import pickle
import shutil

import pytest

import nusaner
from nusaner.errors import InputError, ModelError
from nusaner.storage import write_sums
from nusaner.training import train_ner
from tests.training.custom.tiny import tiny_transformer

pytest.importorskip("transformers")
pytest.importorskip("torch")

OPTIONS = {"epochs": 12, "patience": 12, "learning_rate": 5e-3, "batch_size": 8, "max_length": 24}
TEXT = "Bank Dunia meminjamkan 5 juta dolar AS kepada Armenia pada 3 Maret 2024."


@pytest.fixture(scope="module")
def tiny(money, tmp_path_factory):
    words = [word.strip(".,()") for part in money for document in part for word in document.text.split()]
    return str(tiny_transformer(tmp_path_factory.mktemp("tiny"), words))


@pytest.fixture(scope="module")
def trained(money, tiny, tmp_path_factory):
    train, _ = money
    out = tmp_path_factory.mktemp("models") / "transformer"
    # random weights know nothing, so it is asked for what it has seen
    return train_ner(train, train, engine="transformer", options={**OPTIONS, "model": tiny}, out=out)


def found(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_it_learns_and_loads(trained):
    assert trained.labels == ("DATE", "MONEY")
    assert trained.dev["all"].f1 > 0.4
    nlp = nusaner.load(trained.path)
    assert found(nlp(TEXT)) == found(trained.nlp(TEXT))
    files = {path.name for path in (trained.path / "nusaner_transformer_ner").iterdir()}
    assert "model.safetensors" in files
    assert not {name for name in files if name.endswith((".bin", ".pkl", ".pt", ".py"))}


def test_scores_are_probabilities_and_batches_equal_singles(trained):
    texts = [TEXT, "", "Pada 12 Mei 1994 ia membayar 500 manat.", "   ", "\u200b \u200b"]
    assert [found(doc) for doc in trained.nlp.pipe(texts)] == [found(trained.nlp(text)) for text in texts]
    scores = [ent._.score for text in texts for ent in trained.nlp(text).ents]
    assert scores
    assert all(0 < score <= 1 for score in scores)


def test_17_a_sentence_longer_than_the_model_is_read_to_its_end(trained):
    doc = nusaner.blank()("dan " * 150 + "membayar 5 juta dolar AS pada 3 Maret 2024 . " + "Karabakh" * 40)
    for token in doc[1:]:
        token.is_sent_start = False
    doc = trained.nlp.get_pipe("nusaner_transformer_ner")(doc)
    assert any(ent.start >= 150 for ent in doc.ents)


def test_bytes_and_pickle_give_the_same_recognizer(trained):
    again = pickle.loads(pickle.dumps(trained.nlp.get_pipe("nusaner_transformer_ner")))
    assert found(again(nusaner.blank()(TEXT))) == found(trained.nlp(TEXT))


def test_a_resumed_run_gives_the_model_of_one_that_was_not_interrupted(money, tiny, trained, tmp_path):
    train, _ = money
    options = {**OPTIONS, "model": tiny}

    def interrupt(step):
        if step.done == 4:
            raise KeyboardInterrupt

    out = tmp_path / "m"
    with pytest.raises(KeyboardInterrupt):
        train_ner(train, train, engine="transformer", options=options, out=out, on_step=interrupt)
    resumed = train_ner(train, train, engine="transformer", options=options, out=out, resume=True)
    assert resumed.resumed == "continued"
    weights = "nusaner_transformer_ner/model.safetensors"
    assert (resumed.path / weights).read_bytes() == (trained.path / weights).read_bytes()


def test_8_nothing_is_fetched_unless_it_is_allowed(money, tmp_path):
    with pytest.raises(InputError, match=r"(?s)'indobenchmark/indobert-base-p1' cannot be read.*download=true"):
        train_ner(*money, engine="transformer", options={"model": "indobert"}, out=tmp_path / "m")
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(InputError, match="needs a setting `model`"):
        train_ner(*money, engine="transformer")


def test_21_files_that_may_hold_code_are_refused(trained, tmp_path):
    copied = shutil.copytree(trained.path, tmp_path / "jahat")
    pipe = copied / "nusaner_transformer_ner"
    (pipe / "modeling_evil.py").write_text("print('pwned')", encoding="utf-8")
    write_sums(pipe)
    with pytest.raises(ModelError, match="modeling_evil"):
        nusaner.load(copied)
