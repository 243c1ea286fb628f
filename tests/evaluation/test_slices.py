import pytest

from nusaner.errors import InputError
from nusaner.evaluation import evaluate_ner
from nusaner.evaluation.slices import casing
from nusaner.types import Annotated, Mention
from tests.evaluation.systems import document

TRAIN = [document("t", "[Baku](GPE|baku) dan [Aliyev](PERSON|ilham-aliyev)")]
GOLD = [
    document("a", "[BAKU](GPE|baku) DAN [SHUSHA](GPE|shusha)", genre="wire"),
    document("b", "Ia ke [Baku](LOC|baku) lalu ke [Desa Anu](GPE|NIL).", genre="blog"),
]


def rows(result, name):
    return {key: figure for part in result.slices if part.name == name for key, figure in part.rows}


@pytest.fixture(scope="module")
def result():
    found = [
        Annotated("a", GOLD[0].text, (Mention(0, 4, "GPE"), Mention(9, 15, "ORG"))),
        Annotated("b", GOLD[1].text, (Mention(6, 10, "LOC"),)),
    ]
    return evaluate_ner(found, GOLD, train=TRAIN, bootstrap=50)


def test_seen_and_unseen_go_by_the_surface_whatever_its_case(result):
    seen, unseen = rows(result, "seen")["seen"], rows(result, "seen")["unseen"]
    assert (seen.gold, seen.predicted, seen.f1) == (2, 2, 1)
    assert (unseen.gold, unseen.predicted, unseen.f1) == (2, 1, 0)


def test_seen_with_another_label(result):
    assert {key: f.gold for key, f in rows(result, "seen-label").items()} == {
        "seen, one label": 1,
        "seen, other label": 1,
        "unseen": 2,
    }


def test_records_have_recall_alone(result):
    assert {key: (f.recall, f.gold) for key, f in rows(result, "seen-record").items()} == {
        "seen record": (1, 2),
        "unseen record": (0, 1),
        "no record": (0, 1),
    }
    assert {key: f.recall for key, f in rows(result, "record").items()} == {"shusha": 0, "baku": 1}
    assert list(rows(result, "record")) == ["shusha", "baku"]  # what is missed first
    assert result.to_dict()["slices"]["record"]["baku"]["precision"] is None


def test_casing_and_fields_of_the_documents(result):
    assert {key: f.gold for key, f in rows(result, "casing").items()} == {"mixed": 2, "upper": 2}
    assert {key: f.recall for key, f in rows(result, "genre").items()} == {"wire": 0.5, "blog": 0.5}


def test_every_slice_holds_every_gold_span_once(result):
    for part in result.slices:
        if part.name != "record":
            assert sum(figure.gold for _, figure in part.rows) == result.gold


def test_a_slice_that_is_not_there_is_named():
    with pytest.raises(InputError, match=r"no slice 'topik'; the data has .*genre"):
        evaluate_ner(GOLD, GOLD, slices=["topik"], bootstrap=0)
    with pytest.raises(InputError, match="'seen' needs the training data"):
        evaluate_ner(GOLD, GOLD, slices=["seen"], bootstrap=0)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("PRESIDEN ALIYEV TIBA DI BAKU", "upper"),
        ("Presiden Aliyev Tiba di Baku Bersama Delegasi", "title"),
        ("Presiden Aliyev tiba di Baku.", "mixed"),
        ("presiden aliyev tiba", "lower"),
        ("123", "lower"),
        ("Baku.", "mixed"),
    ],
)
def test_casing_of_sentences(sentence, expected):
    assert casing(sentence) == expected
