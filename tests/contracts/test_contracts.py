"""Contracts 1-10 of the design, each with a test that can fail."""

import multiprocessing
import pickle
import shutil
import subprocess
import sys

import pytest
import spacy
import srsly

import nusaner
from nusaner import corpus
from nusaner.errors import MissingExtraError, ModelError, NusanerError
from nusaner.pipeline import STATIONS
from nusaner.storage import bundled

TEXTS = [
    "Aliyev tiba di Khankendi, Rabu. Pashinyan-lah yang marah.",
    "Perang Nagorno-Karabakh pecah lagi;\nArmenia menuduh Azerbaijan. " * 12,
    "",
    "Stepanakert/Khankendi: satu kota, dua nama 🙂 \u200b di Karabakh.",
]


def reading(doc):
    """Everything that the stations wrote, as plain data."""
    return (
        doc.text,
        [(t.text, t._.stem, t.is_sent_start) for t in doc],
        [(e.start_char, e.end_char, e.label_, e.kb_id_, e._.score, e._.link) for e in doc.ents],
        doc._.stance,
    )


def test_1_offsets_are_half_open_characters_of_the_text(nlp):
    for text in TEXTS:
        report = nusaner.report(nlp(text))
        assert report.text == text
        assert all(text[e.start : e.end] == e.text for e in report.entities)
        sentences = "".join(text[a:b] for a, b in report.sentences)
        assert "".join(sentences.split()) == "".join(text.split())


def test_2_every_gold_span_fits_the_tokens(blank):
    articles = corpus.load()
    assert sum(len(article.mentions) for article in articles) > 1000
    for article in articles:
        assert len(corpus.article_to_doc(blank, article).ents) == len(article.mentions)


def test_3_stems_never_replace_text_and_are_never_empty(nlp):
    for text in TEXTS:
        doc = nlp(text)
        assert doc.text == text
        assert all(t._.stem for t in doc)
        assert all(t._.stem == t.text.lower() for t in doc if t.ent_type_ in ("PERSON", "GPE", "LOC"))


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(bundled("models") / "id_caucasus_news", tmp_path / "model")


@pytest.mark.parametrize(
    "name", ["nusaner_ner/network.npz", "nusaner_linker/priors.json", "nusaner_stance/stance.skops"]
)
@pytest.mark.parametrize("damage", ["flip", "delete", "truncate", "sums"])
def test_4_a_damaged_model_is_refused(copied, name, damage):
    path = copied / name
    data = path.read_bytes()
    if damage == "flip":
        path.write_bytes(data[:50] + bytes([data[50] ^ 1]) + data[51:])
    elif damage == "truncate":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "delete":
        path.unlink()
    else:
        (path.parent / "SHA256SUMS").unlink()
    with pytest.raises(ModelError, match="Reinstall nusaner or train the model again"):
        nusaner.load(copied)


def test_4_no_pickle_in_any_model():
    files = [path for path in bundled("models").rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if path.read_bytes()[:2] in (b"\x80\x03", b"\x80\x04", b"\x80\x05")]
    assert not [path for path in files if path.suffix in (".pkl", ".pickle", ".joblib")]


def test_5_the_shipped_model_fits_the_corpus_and_settings_that_it_names(nlp):
    from dataclasses import asdict

    from nusaner.storage import bundled, fingerprint
    from nusaner.training.bundle import fingerprints
    from nusaner.training.linker import LinkerConfig
    from nusaner.training.recognizers import NETWORK
    from nusaner.training.stance import StanceConfig

    named = dict(nlp.meta["nusaner"]["fingerprints"])
    assert len(named.pop("body")) == 64  # public data that is not in the repository
    table = bundled("models") / "id_caucasus_news" / "nusaner_ner" / "words.npz"
    assert named.pop("words") == fingerprint([table])
    assert named == fingerprints()
    settings = {
        "ner": asdict(NETWORK),
        "linker": asdict(LinkerConfig()),
        "stance": asdict(StanceConfig()),
    }
    # through the same reader as meta.json, which reads 0.6 as 0.6000000000000001
    assert nlp.meta["nusaner"]["config"] == srsly.json_loads(srsly.json_dumps(settings))


def test_5_training_twice_gives_the_same_model(blank):
    from nusaner.training.ner import NerConfig, train_ner
    from nusaner.training.tagged import from_articles

    sentences = list(from_articles(blank, corpus.load("dev")[:15]))
    config = NerConfig(iterations=10)
    first, second = (train_ner(sentences, names={"baku": "GPE"}, clusters={}, config=config) for _ in range(2))
    assert first.model == second.model


def test_6_bytes_and_disk(nlp, tmp_path):
    nlp.to_disk(tmp_path / "m")
    from_disk = spacy.load(tmp_path / "m")
    from_bytes = nusaner.load().from_bytes(nlp.to_bytes())
    for text in TEXTS:
        assert reading(from_disk(text)) == reading(from_bytes(text)) == reading(nlp(text))


def test_6_documents_survive_bytes(nlp):
    from spacy.tokens import Doc, DocBin

    for text in TEXTS:
        doc = nlp(text)
        assert reading(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == reading(doc)
        (again,) = DocBin(
            docs=[doc],
            store_user_data=True,
            attrs=["LEMMA", "SENT_START", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"],
        ).get_docs(nlp.vocab)
        assert reading(again)[2:] == reading(doc)[2:]


def test_6_components_are_pickled(nlp):
    for _, component in nlp.pipeline:
        copy = pickle.loads(pickle.dumps(component))
        assert type(copy) is type(component)
    copy = pickle.loads(pickle.dumps(nlp))
    assert reading(copy(TEXTS[0])) == reading(nlp(TEXTS[0]))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_6_several_processes(nlp, method):
    before = multiprocessing.get_start_method(allow_none=True)
    multiprocessing.set_start_method(method, force=True)
    try:
        docs = list(nlp.pipe(TEXTS, n_process=2, batch_size=1))
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert [reading(doc) for doc in docs] == [reading(nlp(text)) for text in TEXTS]


def test_6_plain_spacy_load_in_a_fresh_process():
    code = (
        "import spacy, sys; nlp = spacy.load(sys.argv[1]); doc = nlp('Aliyev tiba di Khankendi.');"
        "print([e.kb_id_ for e in doc.ents], doc.ents[1]._.link.name, sorted(doc._.stance))"
    )
    path = bundled("models") / "id_caucasus_news"
    result = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "['ilham-aliyev', 'stepanakert'] Khankendi ['armenia', 'azerbaijan']"


def test_6_analyze_pipes_reports_no_problem(nlp):
    assert tuple(nlp.pipe_names) == STATIONS
    assert not [problem for problems in nlp.analyze_pipes()["problems"].values() for problem in problems]


def test_7_batches_equal_singles(nlp):
    texts = TEXTS + [article.text for article in corpus.load("dev")[:10]]
    assert [reading(doc) for doc in nlp.pipe(texts, batch_size=3)] == [reading(nlp(text)) for text in texts]


def test_8_errors_are_of_one_tree():
    from nusaner import errors

    classes = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, Exception)]
    assert len(classes) == 7
    assert all(issubclass(c, NusanerError) for c in classes)
    with pytest.raises(ModelError, match="There is no model 'tiada'; name a bundled one"):
        nusaner.load("tiada")


def test_9_a_missing_library_names_its_extra():
    assert str(MissingExtraError("ray", "ray")).endswith("install it with `pip install 'nusaner[ray]'`.")
    code = (
        "import sys, nusaner; nusaner.load()('Aliyev tiba di Baku, lalu pulang ke Ganja. ' * 9);"
        "print([m for m in ('stanza', 'ray', 'fastapi', 'transformers', 'matplotlib', 'torch') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_10_no_network_is_used():
    code = (
        "import socket\n"
        "def refuse(*args, **kwargs): raise AssertionError('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import nusaner\n"
        "doc = nusaner.load()('Aliyev tiba di Khankendi.')\n"
        "nusaner.report(doc).to_html(); print(len(doc.ents))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "2"
