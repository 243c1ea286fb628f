import importlib.util
import pickle
import shutil
import subprocess
import sys

import pytest
from spacy.tokens import Doc

import nusaner
from nusaner.errors import InputError, MissingExtraError, ModelError
from nusaner.storage import bundled

needs_stanza = pytest.mark.skipif(importlib.util.find_spec("stanza") is None, reason="extra [stanza]")
TEXT = "Ia menjual rumahnya di Nagorno-Karabakh. Warga menolak.\n\nBaca juga: Armenia"


def test_without_stanza_the_extra_is_named(monkeypatch):
    from nusaner.stanza_bridge import StanzaLayer

    monkeypatch.setattr(importlib.util, "find_spec", {}.get)
    with pytest.raises(MissingExtraError, match=r"nusaner\[stanza\]"):
        StanzaLayer()


def test_an_unknown_engine_is_refused():
    with pytest.raises(InputError, match="choose one of: nusaner, stanza"):
        nusaner.load(engine="udpipe")


@pytest.fixture(scope="module")
def blank_with_stanza():
    nlp = nusaner.blank()
    nlp.replace_pipe("nusaner_sentences", "nusaner_stanza")
    return nlp


@needs_stanza
@pytest.mark.filterwarnings("ignore")
def test_the_layer_is_projected_on_the_surface_tokens(blank_with_stanza):
    doc = blank_with_stanza(TEXT)
    assert doc.text == TEXT
    assert [t.text for t in doc] == [t.text for t in nusaner.blank()(TEXT)]
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Ia menjual rumahnya di Nagorno-Karabakh.", "Warga menolak.", "Baca juga: Armenia",
    ]  # fmt: skip
    assert [word.text for word in doc[2]._.words] == ["rumah", "nya"]
    assert doc[1]._.words[0].lemma == "jual"
    assert all(TEXT[w.start : w.end] == w.text for token in doc for w in token._.words)
    again = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert [t._.words for t in again] == [t._.words for t in doc]
    assert next(iter(pickle.loads(pickle.dumps(blank_with_stanza))(TEXT).sents)).text == next(doc.sents).text


@needs_stanza
@pytest.mark.parametrize("text", ["", " \n ", ".", "🙂", "é\u0301 \x00"])
@pytest.mark.filterwarnings("ignore")
def test_odd_texts(blank_with_stanza, text):
    assert blank_with_stanza(text).text == text


@needs_stanza
@pytest.mark.parametrize("name", ["tokenizer.pt", "mwt.pt", "lemmatizer.pt"])
def test_a_damaged_model_is_refused(tmp_path, name):
    from nusaner.stanza_bridge import StanzaLayer

    copy = shutil.copytree(bundled("models") / "stanza_id_news", tmp_path / "m")
    (copy / name).write_bytes((copy / name).read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="damaged or was changed"):
        StanzaLayer(copy)


@needs_stanza
def test_it_works_without_a_network():
    code = (
        "import socket\n"
        "def refuse(*args, **kwargs): raise AssertionError('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "import nusaner\n"
        "nlp = nusaner.load(engine='stanza')\n"
        "doc = nlp('Aliyev tiba di Khankendi. Warga pulang.')\n"
        "print(len(list(doc.sents)), [e.kb_id_ for e in doc.ents])"
    )
    result = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "2 ['ilham-aliyev', 'stepanakert']"
