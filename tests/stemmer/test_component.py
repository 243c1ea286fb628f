import pickle

import pytest
import spacy
from spacy.tokens import Doc, DocBin

import nusaner

TEXT = "Keluarga yang beruang menyeberangi perbatasan. Seekor beruang tidur."


@pytest.fixture(scope="module")
def pipe():
    nlp = nusaner.blank()
    nlp.add_pipe("nusaner_stemmer")
    return nlp


def view(doc):
    return [(token._.stem, token._.affixes) for token in doc]


GOLD = [
    ("keluarga", ()), ("yang", ()), ("uang", ("ber-",)), ("seberang", ("meN-", "-i")), ("batas", ("per-", "-an")),
    (".", ()), ("ekor", ("se-",)), ("beruang", ()), ("tidur", ()), (".", ()),
]  # fmt: skip


def test_neighbours_decide_and_the_text_stays(pipe):
    doc = pipe(TEXT)
    assert view(doc) == GOLD
    assert doc.text == TEXT


def test_stems_and_affixes_survive_storage_and_processes(pipe):
    doc = pipe(TEXT)
    assert view(Doc(pipe.vocab).from_bytes(doc.to_bytes())) == GOLD
    stored = DocBin(attrs=["LEMMA", "SENT_START"], docs=[doc], store_user_data=True).to_bytes()
    assert view(next(DocBin(store_user_data=True).from_bytes(stored).get_docs(pipe.vocab))) == GOLD
    assert view(Doc.from_docs([pipe("Beruang."), doc]))[2:] == GOLD
    assert view(pickle.loads(pickle.dumps(pipe))(TEXT)) == GOLD
    assert [view(d) for d in pipe.pipe([TEXT] * 3, n_process=2)] == [GOLD] * 3


def test_settings_are_kept_in_the_config(tmp_path):
    own = tmp_path / "kata.tsv"
    own.write_text("perbatasan\n", encoding="utf-8")
    nlp = nusaner.blank()
    nlp.add_pipe("nusaner_stemmer", config={"convention": "ud", "lexicon": str(own)})
    nlp.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert [token._.stem for token in again("sebagai perbatasan")] == ["bagai", "perbatasan"]


def test_a_person_that_an_earlier_pipe_found_keeps_the_form():
    nlp = nusaner.blank()
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": "Menangis Bertani"}])
    nlp.add_pipe("nusaner_stemmer")
    assert [t._.stem for t in nlp("Menangis Bertani menangis.")] == ["menangis", "bertani", "tangis", "."]
