import pytest

from nusaner.errors import ModelError
from nusaner.ner.component import EntityRecognizer
from tests import cases

#: Sentences of our own in the annotation of the guidelines.
SENTENCES = [
    "Presiden [Ilham Aliyev](PERSON) dan Perdana Menteri [Nikol Pashinyan](PERSON) bertemu di [Brussel](GPE).",
    "Pasukan [Armenia](GPE) mundur dari Distrik [Kalbajar](GPE), kata [Kementerian Pertahanan Azerbaijan](ORG).",
    "Warga etnis [Armenia](NORP) meninggalkan [Nagorno-Karabakh](LOC) lewat [Koridor Lachin](LOC).",
    "[Turki](GPE)-[Azerbaijan](GPE) menggelar latihan dengan drone [Bayraktar TB2](PRODUCT).",
    "[DK PBB](ORG) membahas [Resolusi 822](LAW) di [New York](GPE).",
    "[Stepanakert](GPE)/[Khankendi](GPE) sunyi sejak [Perang Karabakh Kedua](EVENT).",
    "[Aliyev](PERSON)-lah yang menang, kata [Kremlin](ORG).",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_guideline_cases(nlp, sentence):
    text, expected = cases.read(sentence)
    assert [(e.text, e.label_) for e in nlp(text).ents] == expected


def test_scores_are_probabilities(nlp):
    doc = nlp(" ".join(cases.read(s)[0] for s in SENTENCES))
    assert len(doc.ents) > 15
    assert all(0 < e._.score <= 1 for e in doc.ents)


def test_an_untrained_recognizer_says_so(blank):
    with pytest.raises(ModelError, match="not trained"):
        EntityRecognizer()(blank("Baku"))
    assert EntityRecognizer().labels == ()


def test_a_sentence_longer_than_the_window_is_tagged_whole(nlp):
    text = "Aliyev tiba di Khankendi, " * 200
    assert len(nlp(text).ents) > 390
