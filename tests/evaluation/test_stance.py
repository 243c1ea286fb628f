import pytest

from nusaner import kb
from nusaner.evaluation.stance_pairs import keyword_label
from nusaner.evaluation.stance_report import Pair, expected_calibration_error, report_stance
from nusaner.evaluation.swap import Swapper, consistency
from nusaner.types import Stance


def pair(group, target, gold, predicted, *, probability=0.9, keyword="NONE", is_set=False, genre="wire"):
    return Pair(group, target, genre, "formal", gold, predicted, probability, keyword, is_set)


PAIRS = [
    pair("a", "azerbaijan", "FAVOR", "FAVOR", is_set=True),
    pair("a", "armenia", "AGAINST", "AGAINST", is_set=True),
    pair("b", "azerbaijan", "NONE", "FAVOR", is_set=True, genre="op-ed"),
    pair("b", "armenia", "NONE", "NONE", is_set=True, genre="op-ed"),
    pair("c", "azerbaijan", "NONE", "NONE", probability=None),
    pair("c", "armenia", "FAVOR", "AGAINST", keyword="FAVOR"),
]


def test_figures_by_hand():
    found = report_stance(PAIRS, samples=50)
    # FAVOR: 1 right, 1 spurious, 1 missed; AGAINST: 1 right, 1 spurious; NONE: 2 right, 1 missed
    assert found["all"]["macro_f1"] == pytest.approx((0.5 + 2 / 3 + 0.8) / 3, abs=1e-4)
    assert found["all"]["favg"] == pytest.approx((0.5 + 2 / 3) / 2, abs=1e-4)
    assert found["all"]["precision"] == 0.5
    assert found["all"]["false_partisan"] == pytest.approx(1 / 3, abs=1e-4)
    assert found["contrast_sets"] == {"sets": 2, "all_right": 0.5}
    assert set(found["target"]) == {"azerbaijan", "armenia"}
    assert found["genre"]["op-ed"]["pairs"] == 2
    low, high = found["interval"]
    assert 0 <= low <= found["all"]["macro_f1"] <= high <= 1
    assert found == report_stance(PAIRS, samples=50)


def test_baselines_stand_beside_every_figure():
    found = report_stance(PAIRS, samples=5)
    figures = [found["all"], *(f for kind in ("target", "genre", "register") for f in found[kind].values())]
    assert all({"per_target_majority_macro_f1", "keyword_macro_f1"} <= set(f) for f in figures)
    # keywords: FAVOR 1 right, 1 missed; AGAINST 1 missed; NONE 3 right, 2 spurious
    assert found["all"]["keyword_macro_f1"] == pytest.approx((2 / 3 + 0 + 0.75) / 3, abs=1e-4)


def test_calibration_error():
    assert expected_calibration_error([]) == 0
    assert expected_calibration_error([(0.95, True)] * 19 + [(0.95, False)]) == 0
    assert expected_calibration_error([(0.95, False), (0.55, True)]) == pytest.approx((0.95 + 0.45) / 2)


def test_keywords_count_only_where_the_target_is_named(nlp):
    doc = nlp("Azerbaijan gagah berani membebaskan kotanya. Hujan turun, kejam dan keji.")
    assert keyword_label(doc, "azerbaijan") == "FAVOR"
    assert keyword_label(doc, "armenia") == "NONE"


def test_the_sides_are_exchanged_in_the_text_itself(nlp):
    swapper = Swapper.of(kb.load())
    text = "Pasukan Azerbaijan memasuki Shusha. ARMENIA memprotes, kata Pashinyan di Baku; Ilham Aliyev diam."
    assert swapper.swap(nlp(text)) == (
        "Pasukan Armenia memasuki Shushi. AZERBAIJAN memprotes, kata Aliyev di Yerevan; Nikol Pashinyan diam."
    )


def test_texts_of_other_places_are_left_alone(nlp):
    text = "Persib menang 2-1 atas Persija di Bandung, kata Prabowo."
    assert Swapper.of(kb.load()).swap(nlp(text)) == text


def test_consistency():
    def stances(one, other):
        return {"azerbaijan": Stance("azerbaijan", one), "armenia": Stance("armenia", other)}

    share, failed = consistency(
        [
            (stances("FAVOR", "AGAINST"), stances("AGAINST", "FAVOR")),
            (stances("FAVOR", "NONE"), stances("FAVOR", "FAVOR")),
        ]
    )
    assert share == 0.75
    assert failed == [(1, "armenia", "NONE", "FAVOR")]
    assert consistency([]) == (1.0, [])
