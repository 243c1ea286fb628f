import pytest

from nusaner.evaluation.joins import joined, joints
from nusaner.evaluation.tokens import Segmentation, score_segmentation


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ia tiba 2 Mei 1915. Kota itu jatuh.", ["Kota itu jatuh."]),
        ('Ia anggota PBB. "Kami" pergi. Ia pulang.', ['"Kami" pergi. Ia pulang.', "Ia pulang."]),
        ("Ia menemui Prof. Ali, M.Si. Baku, dan A. Rahman.", []),
        ("Ia berkata, “Kami tiba. Kami pulang.” kemarin.", []),
        ('Ia berkata, "Kami tiba. Kami pulang" kemarin.', []),
        ("Kota itu (lihat Bab 2. Baku) jatuh. hari itu", []),
    ],
)
def test_a_second_sentence_begins_behind_a_mark_and_with_a_capital(text, parts):
    assert [text[start:] for start in joints(text, (0, len(text)))] == parts


def test_only_gold_sentences_that_are_divided_at_joints_alone_are_set_apart():
    text = "Ia tiba 2 Mei. Kota itu jatuh. Ia pulang."
    gold = [(0, 30), (31, 41)]
    assert joined(text, gold, [(0, 14), (15, 30), (31, 41)]) == {(0, 30)}
    assert joined(text, gold, [(0, 2), (3, 14), (15, 30), (31, 41)]) == frozenset()
    assert joined(text, gold, [(0, 14), (15, 41)]) == frozenset()


def test_the_score_gives_both_figures():
    text = "Ia tiba 2 Mei. Kota itu jatuh. Ia pulang."
    gold = Segmentation(((0, 30), (31, 41)), ())
    scores = score_segmentation(text, gold, Segmentation(((0, 14), (15, 30), (31, 41)), ()))
    assert (scores["sentences"].right, scores["sentences"].spurious, scores["sentences"].missed) == (1, 2, 1)
    assert scores["sentences_but_joins"].f1 == 1
