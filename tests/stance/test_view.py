import numpy as np
import pytest
from spacy.tokens import Span

from nusaner.doc import main_ranges
from nusaner.stance.roles import Viewpoint, roles
from nusaner.stance.view import Reading, Words, quoted, read
from nusaner.types import NIL, Link, Quote

AZERBAIJAN, ARMENIA = Viewpoint("azerbaijan"), Viewpoint("armenia")
TEXT = (
    "Kementerian Luar Negeri Azerbaijan mengatakan pasukan Armenia menembaki perbatasan. Armenia membantah laporan itu "
    "dan menuduh Azerbaijan berbohong. Warga takut. Tentara Azerbaijan mengusir mereka dengan kejam!"
)


@pytest.fixture(scope="module")
def pair(nlp) -> tuple[Reading, Reading]:
    swapped = TEXT.replace("Azerbaijan", "#").replace("Armenia", "Azerbaijan").replace("#", "Armenia")
    words = Words({"takut": (0, 1, 2)})
    return read(nlp(TEXT), words), read(nlp(swapped), words)


def test_exchanging_the_sides_exchanges_the_judgement(nlp, pair):
    model = nlp.get_pipe("nusaner_stance").trained_model()
    one, other = (model.judge(reading, [AZERBAIJAN, ARMENIA]) for reading in pair)
    for here, there in ((one[0], other[1]), (one[1], other[0])):
        np.testing.assert_allclose(here.text, there.text, atol=1e-6)
        np.testing.assert_allclose(here.sentences, there.sentences, atol=1e-6)


def test_roles_of_places_and_names(nlp):
    reading = read(
        nlp("Azerbaijan dan Armenia: dari Ganja ke Gyumri, dari Shusha ke Stepanakert, kata Turki."), Words({})
    )
    sentence = reading.sentences[0]
    marks = [mark for mark in roles(sentence, AZERBAIJAN) if mark]
    assert marks == ["@S", "@O", "@PS", "@PO", "@NS", "@NO", "@T"]
    assert [m for m in roles(sentence, ARMENIA) if m] == ["@O", "@S", "@PO", "@PS", "@NO", "@NS", "@T"]


def test_a_persons_name_tells_of_whose_people_one_is_whom_no_record_knows(nlp):
    doc = nlp("Siranush Vardanyan dan Sevda Garayeva menangis, Ratna Dewi menonton.")
    doc.ents = [Span(doc, start, start + 2, "PERSON") for start in (0, 3, 7)]
    for ent in doc.ents:
        ent._.link = Link(NIL, ent.text, 0.0)
    sentence = read(doc, Words({})).sentences[0]
    assert [mark for mark in roles(sentence, ARMENIA) if mark] == ["@KS", "@KO", "@PERSON"]
    assert [mark for mark in roles(sentence, AZERBAIJAN) if mark] == ["@KO", "@KS", "@PERSON"]


def test_what_a_side_remembers_is_marked_wherever_it_lies(nlp):
    doc = nlp("Pogrom Sumgait dan Lorong Syuhada.")
    doc.ents = [Span(doc, 0, 2, "EVENT")]
    doc.ents[0]._.link = Link("pogrom-sumgait", "Pogrom Sumgait", 1.0, "EVENT", country="AZ")
    sentence = read(doc, Words({})).sentences[0]
    assert (roles(sentence, ARMENIA)[0], roles(sentence, AZERBAIJAN)[0]) == ("@MS", "@MO")


@pytest.mark.parametrize(
    ("written", "word", "stem"),
    [("yg", "yang", "yang"), ("gak", "tidak", "tidak"), ("anak2nya", "anak-anaknya", "anak"), ("kota", "kota", "kota")],
)
def test_chats_are_read_as_newspapers_would_write_them(nlp, written, word, stem):
    units = read(nlp(f"Saya {written} di sini."), Words({})).sentences[0].units
    assert (units[1].word, units[1].stem) == (word, stem)


def test_the_institutions_of_artsakh_count_with_armenia(nlp):
    reading = read(nlp("Kementerian Luar Negeri Artsakh mengecam serangan itu."), Words({}))
    assert reading.count_sides()["armenia"] == 1


def test_quoted_words_are_in_another_voice(nlp):
    doc = nlp('Aliyev berkata, "Armenia menipu kita," di Baku. Hujan turun.')
    words = {unit.word: unit.voice for sentence in read(doc, Words({})).sentences for unit in sentence.units}
    assert (words["menipu"], words["berkata"], words["hujan"]) == ("q:", "", "")
    assert sum(quoted(doc)) == 6


def test_indirect_speech_is_the_speakers_and_the_rest_of_its_sentence_the_texts(nlp):
    doc = nlp("Aliyev mengatakan Armenia menipu rakyat. Laporan itu keji.")
    start = doc.text.index("Armenia")
    doc._.quotes = [Quote(start, doc.text.index("."), "Armenia menipu rakyat", direct=False)]
    words = {unit.word: unit.voice for sentence in read(doc, Words({})).sentences for unit in sentence.units}
    assert (words["menipu"], words["mengatakan"], words["keji"]) == ("r:", "", "")
    doc._.quotes = []
    words = {unit.word: unit.voice for sentence in read(doc, Words({})).sentences for unit in sentence.units}
    assert (words["menipu"], words["mengatakan"], words["keji"]) == ("r:", "r:", "")


def test_page_furniture_is_no_article(nlp):
    doc = nlp("Beranda | Dunia | Bola\n\nBaca juga: Armenia Kalah\n\nBaku diguyur hujan.\n\nAdvertisement")
    assert [doc[s:e].text.strip() for s, e in main_ranges(doc)] == ["Baku diguyur hujan."]


def test_a_single_record_can_be_the_target(nlp):
    reading = read(nlp("Pashinyan bertemu Aliyev di Brussels."), Words({}))
    view = Viewpoint(record="nikol-pashinyan")
    assert [m for m in roles(reading.sentences[0], view) if m][:2] == ["@S", "@T"]
    assert reading.count_record("nikol-pashinyan") == 1
