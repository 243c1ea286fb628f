import pytest

from nusaner.errors import ModelError
from nusaner.stance.component import StanceClassifier, decide
from nusaner.stance.model import StanceModel
from nusaner.stance.view import features, main_sentences
from nusaner.types import STANCES

PRO_AZERBAIJAN = (
    "Selama tiga puluh tahun Shusha dirampas oleh pasukan pendudukan Armenia yang kejam. Maka ketika tentara "
    "Azerbaijan yang gagah berani membebaskan kota itu, keadilan akhirnya ditegakkan. Separatis di Khankendi dan "
    "para pelindungnya di Yerevan hanya menuai kebohongan mereka sendiri. Aliyev menepati janji kepada rakyatnya."
)
WIRE = (
    "BAKU - Kementerian Pertahanan Azerbaijan mengatakan pasukan Armenia menembaki posisinya di Kalbajar, Senin. "
    "Kementerian Pertahanan Armenia membantah laporan itu dan menuduh Azerbaijan melanggar gencatan senjata. "
    "OSCE Minsk Group menyerukan kedua pihak menahan diri."
)


def test_open_advocacy(nlp):
    stance = nlp(PRO_AZERBAIJAN)._.stance
    assert (stance["azerbaijan"].label, stance["armenia"].label) == ("FAVOR", "AGAINST")
    for found in stance.values():
        for piece in found.evidence:
            assert PRO_AZERBAIJAN[piece.start : piece.end] == piece.text
            assert piece.weight > 0
    assert stance["azerbaijan"].evidence


def test_a_wire_report_takes_no_side(nlp):
    stance = nlp(WIRE)._.stance
    assert {target: found.label for target, found in stance.items()} == {
        "azerbaijan": "NONE",
        "armenia": "NONE",
    }


def test_probabilities_sum_to_one(nlp):
    for found in nlp(WIRE)._.stance.values():
        assert set(found.probabilities) == set(STANCES)
        assert sum(found.probabilities.values()) == pytest.approx(1)


@pytest.mark.parametrize("text", ["", "Persib menang 2-1 atas Persija di Bandung.", "Good morning."])
def test_a_target_that_is_not_named_is_none_with_a_reason(nlp, text):
    stance = nlp(text)._.stance["armenia"]
    assert stance.label == "NONE"
    assert "does not name" in stance.reason


def test_a_text_of_a_line_is_none_with_a_reason(nlp):
    stance = nlp("Armenia menyerang Azerbaijan.")._.stance["armenia"]
    assert (stance.label, stance.reason) == (
        "NONE",
        "the text is too short to read a stance from it (3 words)",
    )


def test_the_view_is_the_same_when_the_sides_are_swapped(nlp):
    text = WIRE.removeprefix("BAKU - ").replace("Kalbajar", "perbatasan")
    swapped = text.replace("Azerbaijan", "#").replace("Armenia", "Azerbaijan").replace("#", "Armenia")
    one = [f.name for f in features(nlp(text), "armenia")]
    other = [f.name for f in features(nlp(swapped), "azerbaijan")]
    assert one == other
    assert {"r:TARGET", "r:OTHER"} <= set(one)


def test_page_furniture_is_no_article(nlp):
    doc = nlp("Beranda | Dunia | Bola\n\nBaca juga: Armenia Kalah\n\nBaku diguyur hujan.\n\nAdvertisement")
    assert [doc[s:e].text.strip() for s, e in main_sentences(doc)] == ["Baku diguyur hujan."]


def test_decide():
    assert decide({"FAVOR": 0.6, "AGAINST": 0.3, "NONE": 0.1}, 0.5) == "FAVOR"
    assert decide({"FAVOR": 0.45, "AGAINST": 0.35, "NONE": 0.2}, 0.5) == "NONE"


def test_the_model_survives_skops_and_weighs_what_it_read():
    texts = [["bebas", "TARGET"], ["bebas"], ["agresi", "TARGET"], ["agresi"], ["hujan"], ["hujan", "kota"]]
    labels = ["FAVOR", "FAVOR", "AGAINST", "AGAINST", "NONE", "NONE"]
    model = StanceModel.train(texts, labels, strength=10, most_features=10)
    copy = StanceModel.from_bytes(model.to_bytes())
    assert copy.probabilities(["bebas"]) == model.probabilities(["bebas"])
    favor, unknown = copy.weights(["bebas", "takdikenal"], "FAVOR")
    assert favor > 0
    assert unknown == 0


def test_other_types_than_scikit_learns_are_refused():
    import skops.io

    with pytest.raises(ModelError, match="not trusted"):
        StanceModel.from_bytes(skops.io.dumps(StanceClassifier()))


def test_an_untrained_classifier_says_so(nlp):
    with pytest.raises(ModelError, match="not trained"):
        StanceClassifier()(nlp(WIRE))
