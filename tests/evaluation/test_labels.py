import pytest

from nusaner.errors import FormatError, InputError
from nusaner.evaluation import evaluate_ner
from nusaner.evaluation.labels import NAMED, read_labels
from nusaner.types import LABELS, Annotated, Mention


@pytest.mark.parametrize("name", NAMED)
def test_named_maps_know_all_labels_of_the_house(name):
    assert read_labels(name).unmapped(LABELS) == ()


def test_the_maps_of_the_issue():
    mentions = [Mention(i, i + 1, label) for i, label in enumerate(LABELS)]
    assert [m.label for m in read_labels("places-actors").apply(mentions)] == ["ACTOR"] * 2 + ["PLACE"] * 3 + ["ACTOR"]
    assert [m.label for m in read_labels("per-org-loc").apply(mentions)] == ["PER", "LOC", "LOC", "LOC", "ORG"]
    assert [m.label for m in read_labels("conll2003").apply(mentions)] == [
        "PER", "MISC", "LOC", "LOC", "LOC", "ORG", "MISC", "MISC", "MISC",
    ]  # fmt: skip


def test_a_file_with_comments(tmp_path):
    path = tmp_path / "peta.txt"
    path.write_text("# peta label\nGPE = LOC\n\nNORP=\n", encoding="utf-8")
    assert dict(read_labels(path).table) == {"GPE": "LOC", "NORP": ""}
    path.write_text("GPE = LOC\nNORP\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"peta.txt:2: .*got 'NORP'"):
        read_labels(path)


def test_what_is_no_map_is_refused():
    with pytest.raises(InputError, match=r"places-actors.*got 'kasar'"):
        read_labels("kasar")
    with pytest.raises(FormatError, match="got '=LOC'"):
        read_labels("=LOC")


def test_pain_18_two_schemes_are_brought_together():
    """A model of IndoNLU's labels judged on gold of ours; what the map does not know is told."""
    text = "Aliyev tiba di Baku hari Rabu."
    gold = [Annotated("a", text, (Mention(0, 6, "PERSON"), Mention(15, 19, "GPE"), Mention(25, 29, "HARI")))]
    found = [Annotated("a", text, (Mention(0, 6, "PPL"), Mention(15, 19, "PLC")))]
    apart = evaluate_ner(found, gold, bootstrap=0)
    assert apart.f1 == 0
    assert any("share no label" in note for note in apart.notes)
    together = evaluate_ner(found, gold, labels="per-org-loc", bootstrap=0)
    assert (together.precision, together.recall) == (1.0, pytest.approx(2 / 3))
    assert "The label map does not name HARI; they stay as they are." in together.notes
    dropped = evaluate_ner(found, gold, labels="PPL=PERSON,PLC=GPE,HARI=", bootstrap=0)
    assert dropped.f1 == 1
    assert "The label map drops HARI (1 gold spans, 0 predictions)." in dropped.notes
