import pytest

from nusaner.evaluation.mistakes import confusion, kind_of, mistakes
from nusaner.evaluation.passages import passages
from nusaner.types import Mention
from tests.evaluation.systems import pair

TEXT = "Tentara Rusia masuk ke Nagorno-Karabakh dan Distrik Lachin, kata Kementerian Pertahanan Armenia."


def at(surface, label):
    start = TEXT.index(surface)
    return (start, start + len(surface), label)


GOLD = [
    at("Rusia", "GPE"),
    at("Nagorno-Karabakh", "LOC"),
    at("Distrik Lachin", "GPE"),
    at("Kementerian Pertahanan Armenia", "ORG"),
]
FOUND = [at("Tentara Rusia", "ORG"), at("Karabakh", "LOC"), at("Distrik Lachin", "LOC"), at("kata", "PERSON")]


def test_kinds_and_context():
    found = list(mistakes([pair(GOLD, FOUND, TEXT)]))
    assert [(m.kind, m.gold_text, m.predicted_text) for m in found] == [
        ("too long", "Rusia", "Tentara Rusia"),
        ("too short", "Nagorno-Karabakh", "Karabakh"),
        ("label", "Distrik Lachin", "Distrik Lachin"),
        ("spurious", "", "kata"),
        ("missed", "Kementerian Pertahanan Armenia", ""),
    ]
    assert found[1].before.endswith("masuk ke ")
    assert found[1].after.startswith(" dan Distrik")
    assert [m.labels for m in found][-2:] == [("O", "PERSON"), ("ORG", "O")]


def test_confusion_counts_every_span_once():
    table = confusion([pair(GOLD, FOUND, TEXT)])
    assert table == {("GPE", "ORG"): 1, ("LOC", "LOC"): 1, ("GPE", "LOC"): 1, ("O", "PERSON"): 1, ("ORG", "O"): 1}


@pytest.mark.parametrize(
    ("gold", "predicted", "kind"),
    [
        ((0, 5), (0, 5), ""),
        ((0, 5), (0, 4), "too short"),
        ((0, 5), (0, 6), "too long"),
        ((0, 5), (2, 7), "shifted"),
        (None, (0, 5), "spurious"),
        ((0, 5), None, "missed"),
    ],
)
def test_kind(gold, predicted, kind):
    assert kind_of(gold and Mention(*gold, "A"), predicted and Mention(*predicted, "A")) == kind


def test_passages_hold_all_mistakes_and_their_neighbours():
    (passage,) = passages([pair(GOLD, FOUND, TEXT)])
    assert passage.text == TEXT
    assert [mark.kind for mark in passage.marks] == ["too long", "too short", "label", "spurious", "missed"]


def test_passages_are_cut_between_words_and_never_in_a_mark():
    long = "kata " * 200 + "Baku " + "kata " * 200 + "\nBaku lagi"
    start = long.index("Baku")
    (passage,) = passages([pair([(start, start + 4, "GPE")], [], long)])
    assert passage.text == passage.text.strip()
    assert set(passage.text.split()) == {"kata", "Baku"}
    assert passage.text[start - passage.start :].startswith("Baku")
    assert len(passage.text) < 260


def test_no_mistakes_no_passages():
    assert list(passages([pair(GOLD, GOLD, TEXT)])) == []
    assert list(mistakes([pair(GOLD, GOLD, TEXT)])) == []
