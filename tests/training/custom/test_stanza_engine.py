"""Stanza's recognizer, trained by its own trainer; these tests need the extra `stanza`."""

import pickle
import shutil
import subprocess
import sys
import zipfile

import pytest

import nusaner
from nusaner.errors import FormatError, InputError, ModelError
from nusaner.storage import write_sums
from nusaner.training import train_ner
from nusaner.training.vectors import cluster_vectors, read_vectors

pytest.importorskip("stanza")

OPTIONS = {
    "epochs": 8,
    "batch_size": 4,
    "learning_rate": 0.01,
    "hidden_dim": 24,
    "char_hidden_dim": 12,
    "char_emb_dim": 8,
    "dropout": 0.2,
}
TEXT = "Bank Dunia meminjamkan 5 juta dolar AS kepada Armenia pada 3 Maret 2024."


@pytest.fixture(scope="module")
def vectors(money, tmp_path_factory):
    """A small file of vectors, as the whole table takes seconds."""
    path = tmp_path_factory.mktemp("vectors") / "vektor.txt"
    wanted = {word.lower().strip(".,()") for part in money for document in part for word in document.text.split()}
    words, matrix = cluster_vectors()
    rows = [f"{w} {' '.join(f'{x:.3f}' for x in v)}" for w, v in zip(words, matrix, strict=True) if w in wanted]
    path.write_text("\n".join([f"{len(rows)} 100", *rows]), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def trained(money, vectors, tmp_path_factory):
    out = tmp_path_factory.mktemp("models") / "stanza"
    return train_ner(*money, engine="stanza", options={**OPTIONS, "vectors": vectors}, out=out)


def found(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_it_learns_and_writes_a_folder_that_loads_in_a_fresh_process(trained):
    assert trained.labels == ("DATE", "MONEY")
    assert trained.dev["all"].f1 > 0.5
    assert trained.nlp.pipe_names == ["nusaner_sentences", "nusaner_stanza_ner"]
    code = "import spacy, sys; print(len(spacy.load(sys.argv[1])(sys.argv[2]).ents), 'nusaner' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, str(trained.path), TEXT], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(len(found(trained.nlp(TEXT)))), "True"]


def test_scores_are_probabilities_and_batches_equal_singles(trained):
    texts = [TEXT, "", "Pada 12 Mei 1994 ia membayar 500 manat.", "   "]
    batch = list(trained.nlp.pipe(texts))
    assert [found(doc) for doc in batch] == [found(trained.nlp(text)) for text in texts]
    scores = [ent._.score for doc in batch for ent in doc.ents]
    assert scores
    assert all(0 < score <= 1 for score in scores)


def test_a_long_sentence_is_tagged_to_its_end(trained):
    text = "dan " * 700 + "membayar 5 juta dolar AS pada 3 Maret 2024 ."
    doc = nusaner.blank()(text)
    for token in doc[1:]:
        token.is_sent_start = False
    doc = trained.nlp.get_pipe("nusaner_stanza_ner")(doc)
    assert any(ent.start > 700 for ent in doc.ents)


def test_bytes_and_pickle_give_the_same_recognizer(trained):
    pipe = trained.nlp.get_pipe("nusaner_stanza_ner")
    doc = trained.nlp(TEXT)
    again = pickle.loads(pickle.dumps(pipe))
    assert found(again(nusaner.blank()(TEXT))) == found(doc)


def test_a_resumed_run_gives_the_model_of_one_that_was_not_interrupted(money, vectors, trained, tmp_path):
    options = {**OPTIONS, "vectors": vectors}

    def interrupt(step):
        if step.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_ner(*money, engine="stanza", options=options, out=tmp_path / "m", on_step=interrupt)
    steps = []
    resumed = train_ner(*money, engine="stanza", options=options, out=tmp_path / "m", resume=True, on_step=steps.append)
    assert resumed.resumed == "continued"
    assert steps[0].done == 4
    assert resumed.dev == trained.dev
    text = resumed.nlp(TEXT)
    assert [e._.score for e in text.ents] == [e._.score for e in trained.nlp(TEXT).ents]


class Evil:
    def __reduce__(self):
        return (print, ("pwned",))


def test_21_a_pickle_with_code_is_refused_even_with_a_fitting_checksum(trained, tmp_path, capsys):
    copied = shutil.copytree(trained.path, tmp_path / "jahat")
    pipe = copied / "nusaner_stanza_ner"
    with zipfile.ZipFile(pipe / "stanza.pt", "w") as archive:
        archive.writestr("archive/data.pkl", pickle.dumps(Evil(), protocol=2))
        archive.writestr("archive/version", "3")
    write_sums(pipe)
    with pytest.raises(ModelError, match=r"stanza\.pt holds something else than weights"):
        nusaner.load(copied)
    assert "pwned" not in capsys.readouterr().out


def test_vectors_of_a_file_are_checked(tmp_path):
    path = tmp_path / "v.txt"
    path.write_text("2 2\nBaku 1 2\nShusha 3\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"v\.txt:3: The line has 1 numbers"):
        read_vectors(path)
    with pytest.raises(InputError, match="no file of word vectors"):
        read_vectors(tmp_path / "w.txt")


def test_words_of_a_cluster_are_near_each_other():
    words, matrix = cluster_vectors()
    row = dict(zip(words, matrix, strict=True))
    assert row["januari"] @ row["februari"] > row["januari"] @ row["makan"]
    assert matrix.shape[1] == 100
