"""Which source wins (pains of EntityRuler users: spaCy#5180, #7028, #5840, #6050)."""

import pickle

import pytest

import nusaner
from nusaner.errors import InputError
from nusaner.ner.component import EntityRecognizer
from nusaner.ner.gazetteer import Gazetteer, build_names
from nusaner.ner.layers import Sourced, gazetteer_spans, is_parted, merge


def spans(source, *bounds):
    return [Sourced(start, end, "GPE", 0.9, source) for start, end in bounds]


@pytest.mark.parametrize(
    ("layers", "expected"),
    [
        ([[], []], []),
        ([spans("user", (1, 2)), spans("model", (0, 3))], [(1, 2, "user")]),
        ([spans("model", (0, 1)), spans("gazetteer", (0, 4))], [(0, 1, "model")]),
        ([spans("user", (2, 3), (1, 4), (0, 2))], [(1, 4, "user")]),
        ([spans("user", (1, 3), (0, 2))], [(0, 2, "user")]),
        ([spans("user", (4, 5)), spans("model", (0, 2), (2, 4))], [(0, 2, "model"), (2, 4, "model"), (4, 5, "user")]),
    ],
)
def test_priority_then_length_then_order(layers, expected):
    assert [(s.start, s.end, s.source) for s in merge(layers)] == expected


def test_the_order_in_which_spans_are_given_does_not_matter():
    layer = spans("user", (0, 2), (1, 3), (5, 9), (4, 6), (3, 4))
    assert merge([layer]) == merge([layer[::-1]])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("di Bunaken", ["Bunaken"]),
        ("Bunaken indah", []),
        ("di bunaken", []),
        ("kata Arab Bunaken", []),
        ("kata Kirim", []),
        ("Laut Kaspia surut", ["Laut Kaspia"]),
        ("orang Armenia", []),
    ],
)
def test_the_gazetteer_adds_only_what_is_safe(text, expected):
    names = [("Bunaken", "LOC"), ("Kirim", "GPE"), ("Laut Kaspia", "LOC"), ("Armenia", "GPE"), ("Armenia", "NORP")]
    words = text.split()
    found = gazetteer_spans(
        words,
        [word.lower() for word in words],
        Gazetteer(build_names(names)),
        covered=frozenset(),
        frequent={"kirim"},
        score=0.7,
    )
    assert [" ".join(words[s.start : s.end]) for s in found] == expected
    assert all(s.source == "gazetteer" for s in found)


def test_the_gazetteer_leaves_covered_words_alone():
    words = ["di", "Laut", "Kaspia"]
    gazetteer = Gazetteer(build_names([("Laut Kaspia", "LOC")]))
    keys = [word.lower() for word in words]
    covered = frozenset({2})
    assert gazetteer_spans(words, keys, gazetteer, covered=covered, frequent=(), score=0.7) == []


def test_joined_names():
    words = ["Turki", "-", "Azerbaijan", "maju"]
    assert is_parted(words, 0, 1, {0, 2}, {1, 3})
    assert not is_parted(words, 0, 1, {0}, {1})


def test_sources_in_a_document(nlp):
    doc = nlp("Presiden Ilham Aliyev membuka latihan Turki-Azerbaijan di Baku kemarin.")
    assert {e.text: e._.source for e in doc.ents} == {
        "Ilham Aliyev": "model",
        "Turki": "rule",
        "Azerbaijan": "rule",
        "Baku": "model",
    }


@pytest.fixture
def own():
    nlp = nusaner.load()
    nlp.get_pipe("nusaner_ner").add_names(
        [("Grup Kaspia Raya", "ORG", "grup-kaspia-raya"), ("Baku", "ORG"), ("kota tua", "LOC", "icherisheher")]
    )
    return nlp


def test_names_of_ones_own_overrule_the_model(own):
    doc = own("Menurut Grup Kaspia Raya, Baku dan kota tua ramai. Bahan baku murah.")
    found = [(e.text, e.label_, e.kb_id_, e._.source) for e in doc.ents]
    assert ("Grup Kaspia Raya", "ORG", "grup-kaspia-raya", "user") in found
    assert ("kota tua", "LOC", "icherisheher", "user") in found
    assert ("Baku", "ORG") in [f[:2] for f in found]
    assert not [f for f in found if f[0] == "baku"]
    assert [e._.score for e in doc.ents if e._.source == "user"] == [1.0] * 3


def test_names_of_ones_own_survive_disk_bytes_and_pickling(own, tmp_path):
    text = "Menurut Grup Kaspia Raya, harga naik."
    own.to_disk(tmp_path)
    copies = [nusaner.load(tmp_path), nusaner.load().from_bytes(own.to_bytes()), pickle.loads(pickle.dumps(own))]
    for copy in copies:
        assert [(e.text, e.kb_id_, e._.source) for e in copy(text).ents] == [
            ("Grup Kaspia Raya", "grup-kaspia-raya", "user")
        ]


def test_names_by_config(blank):
    pipe = EntityRecognizer(names=[["Baku", "GPE"]])
    assert pipe.names == (("Baku", "GPE", ""),)


@pytest.mark.parametrize("name", [("",), ("Baku",), ("", "GPE"), ("Baku", ""), ("...", "GPE"), ("a", "b", "c", "d")])
def test_a_wrong_name_is_refused(name):
    with pytest.raises(InputError, match="A name is"):
        EntityRecognizer().add_names([name])


def test_the_address_of_an_outlet_is_an_organisation(nlp):
    doc = nlp("STEPANAKERT, WartaNegeri.co -- Ribuan orang mengungsi, demikian dilaporkan KilasSenja.id pukul 11.30.")
    found = {e.text: (e.label_, e._.source) for e in doc.ents}
    assert {found["WartaNegeri.co"][0], found["KilasSenja.id"][0]} == {"ORG"}
    assert "11.30" not in found


def test_unlikely_entities_can_be_left_out_or_kept(nlp):
    text = "Gubernur Enkaranawa Sutimbu menyambut rombongan Qarendi di Lembah Tsarkuni dan Kolovitsa Barat."
    ner = nusaner.load().get_pipe("nusaner_ner")
    ner.least = 0.0
    every = ner(nlp.make_doc(text)).ents
    ner.least = 0.99
    sure = ner(nlp.make_doc(text)).ents
    assert {e.text for e in sure} < {e.text for e in every}
    assert all(e._.score >= 0.99 for e in sure if e._.source == "model")
    assert pickle.loads(pickle.dumps(ner)).least == 0.99
