import pytest

from nusaner.ner import clusters
from nusaner.ner.features import FeatureExtractor, sentence_casing, word_shape
from nusaner.ner.gazetteer import Gazetteer, build_names
from nusaner.ner.scheme import decode, encode


@pytest.mark.parametrize(
    ("spans", "length"),
    [([], 0), ([(0, 1, "GPE")], 1), ([(0, 2, "LOC"), (2, 3, "LOC")], 4), ([(1, 4, "ORG")], 4)],
)
def test_tags_and_back(spans, length):
    assert decode(encode(spans, length)) == spans


def test_the_longest_name_wins_and_a_hyphen_is_bridged():
    gazetteer = Gazetteer(build_names([("Nagorno-Karabakh", "LOC"), ("Karabakh", "LOC"), ("Georgia", "GPE")]))
    assert gazetteer.match(["nagorno", "", "karabakh", "dan", "georgia"]) == [
        "B-LOC", "I-LOC", "I-LOC", "", "B-GPE",
    ]  # fmt: skip
    hidden = frozenset({"nagorno karabakh"})
    assert gazetteer.match(["nagorno", "", "karabakh"], hidden) == ["", "", "B-LOC"]


def test_a_name_with_several_labels_keeps_them_all():
    assert build_names([("Armenia", "GPE"), ("ARMENIA", "NORP")]) == {"armenia": "GPE/NORP"}


@pytest.mark.parametrize(
    ("words", "casing"),
    [
        ("tentara armenia mundur", "lower"),
        ("TENTARA ARMENIA MUNDUR DARI SHUSHA", "upper"),
        ("Tentara Armenia Mundur dari Shusha", "title"),
        ("Tentara Armenia mundur dari kota itu", "mixed"),
        ("2020 -", "mixed"),
    ],
)
def test_casing(words, casing):
    assert sentence_casing(words.split()) == casing


def test_shape():
    assert [word_shape(w) for w in ("Baku", "PBB", "Su-25", "şuşa", "")] == ["Xx", "X", "Xx-d", "x", ""]


def test_features_do_not_see_capitals_in_lower_cased_text():
    extractor = FeatureExtractor(Gazetteer({}), {})
    rows = extractor(["baku", "marah"])
    assert not [f for row in rows for f in row if "X" in f]


def test_clusters_and_back():
    table = {"baku": (1, 20, 300), "ərəb": (2, 30, 40)}
    assert clusters.from_bytes(clusters.to_bytes(table)) == table
