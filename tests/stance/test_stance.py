import time

import numpy as np
import pytest

import nusaner
from nusaner.errors import InputError, ModelError
from nusaner.stance.component import StanceDetector
from nusaner.stance.decide import Costs, decide, decide_all
from nusaner.stance.model import StanceModel
from nusaner.types import STANCES

PRO_AZERBAIJAN = (
    "Selama tiga puluh tahun Shusha dirampas oleh pasukan pendudukan Armenia yang kejam. Maka ketika tentara "
    "Azerbaijan yang gagah berani membebaskan kota itu, keadilan akhirnya ditegakkan. Separatis di Khankendi dan "
    "para pelindungnya di Yerevan hanya menuai kebohongan mereka sendiri. Aliyev menepati janji kepada rakyatnya."
)
PRO_ARMENIA = (
    "Rezim Baku yang keji mengusir rakyat Armenia dari tanah leluhurnya. Azerbaijan membuat seratus ribu orang lapar, "
    "lalu menyebut kejahatan itu operasi. Warga Armenia yang tabah berhak pulang ke gereja dan kubur leluhurnya, dan "
    "dunia tidak boleh diam melihat kebohongan Aliyev. Armenia membela hak hidup sebuah bangsa kecil."
)
WIRE = (
    "BAKU - Kementerian Pertahanan Azerbaijan mengatakan pasukan Armenia menembaki posisinya di Kalbajar, Senin. "
    "Kementerian Pertahanan Armenia membantah laporan itu dan menuduh Azerbaijan melanggar gencatan senjata. "
    "OSCE Minsk Group menyerukan kedua pihak menahan diri."
)
ENGLISH = (
    "Azerbaijan and Armenia signed a peace agreement in Washington on Friday, ending decades of conflict between the "
    "two neighbours. President Ilham Aliyev praised the deal, while Prime Minister Nikol Pashinyan called it historic."
)


@pytest.mark.parametrize(
    ("text", "expected"), [(PRO_AZERBAIJAN, ("FAVOR", "AGAINST")), (PRO_ARMENIA, ("AGAINST", "FAVOR"))]
)
def test_open_advocacy(nlp, text, expected):
    stance = nlp(text)._.stance
    assert (stance["azerbaijan"].label, stance["armenia"].label) == expected
    for found in stance.values():
        assert found.evidence
        for piece in found.evidence:
            assert text[piece.start : piece.end] == piece.text
            assert piece.weight > 0


@pytest.mark.parametrize("text", [PRO_AZERBAIJAN, PRO_ARMENIA])
def test_evidence_is_judging_words_not_names(nlp, text):
    doc = nlp(text)
    names = {i for ent in doc.ents for i in range(ent.start_char, ent.end_char)}
    for found in doc._.stance.values():
        for piece in found.evidence:
            assert names.isdisjoint(range(piece.start, piece.end)), piece.text
            assert piece.text.lower() not in {"yang", "oleh", "itu", "di", "dan"}


def test_a_stream_is_judged_as_its_documents_are_one_by_one(nlp):
    """Long and short, foreign and empty texts in one batch, with and without quotations."""
    texts = [PRO_AZERBAIJAN, "", ENGLISH, WIRE, "Persib", PRO_ARMENIA, 'Aliyev berkata, "Armenia pembohong."'] * 2
    streamed = list(nlp.pipe(texts, batch_size=5))
    for text, doc in zip(texts, streamed, strict=True):
        alone = nlp(text)
        assert {k: v.label for k, v in doc._.stance.items()} == {k: v.label for k, v in alone._.stance.items()}
        for target, found in doc._.stance.items():
            assert found.probabilities == pytest.approx(alone._.stance[target].probabilities, abs=1e-5)
            assert found.reason == alone._.stance[target].reason
            assert [p.text for p in found.evidence] == [p.text for p in alone._.stance[target].evidence]
        assert [q.stance for q in doc._.quotes] == [q.stance for q in alone._.quotes]


def test_a_wire_report_takes_no_side(nlp):
    stance = nlp(WIRE)._.stance
    assert {target: found.label for target, found in stance.items()} == {
        "azerbaijan": "NONE",
        "armenia": "NONE",
    }


def test_a_third_party_is_judged_where_it_is_named_twice(nlp):
    once = f"{WIRE} Turki belum menanggapi."
    assert set(nlp(once)._.stance) == {"azerbaijan", "armenia"}
    assert set(nlp(f"{once} Menteri luar negeri Turki sedang di Baku.")._.stance) == {"azerbaijan", "armenia", "turki"}


def test_probabilities_sum_to_one(nlp):
    doc = nlp(WIRE)
    for found in [*doc._.stance.values(), *(s for sent in doc.sents for s in sent._.stance.values())]:
        assert set(found.probabilities) == set(STANCES)
        assert sum(found.probabilities.values()) == pytest.approx(1, abs=2e-6)  # each is rounded


def test_sentences_have_a_stance_for_each_target_judged(nlp):
    doc = nlp(PRO_AZERBAIJAN)
    assert [set(sent._.stance) for sent in doc.sents] == [{"azerbaijan", "armenia"}] * 4
    assert any(sent._.stance["armenia"].label == "AGAINST" for sent in doc.sents)
    copy = type(doc)(nlp.vocab).from_bytes(doc.to_bytes())
    assert [sent._.stance for sent in copy.sents] == [sent._.stance for sent in doc.sents]


@pytest.mark.parametrize("text", ["", "Persib", "Persib menang 2-1 atas Persija di Bandung.", "Good morning."])
def test_a_target_that_is_not_named_is_none_with_a_reason(nlp, text):
    stance = nlp(text)._.stance["armenia"]
    assert stance.label == "NONE"
    assert "does not name" in stance.reason


def test_a_text_of_a_line_is_none_with_a_reason(nlp):
    doc = nlp("Armenia menyerang Azerbaijan.")
    stance = doc._.stance["armenia"]
    assert stance.label == "NONE"
    assert "too short" in stance.reason
    assert next(doc.sents)._.stance == {}


def test_a_text_in_english_is_none_with_a_reason(nlp):
    stance = nlp(ENGLISH)._.stance["azerbaijan"]
    assert stance.label == "NONE"
    assert "does not look Indonesian" in stance.reason


def test_a_book_is_none_with_a_reason_in_bounded_time(nlp):
    doc = nlp.make_doc(" ".join([WIRE] * 700))
    for name in ("nusaner_sentences", "nusaner_ner", "nusaner_linker"):
        doc = nlp.get_pipe(name)(doc) if name == "nusaner_sentences" else doc
    span = doc.char_span(WIRE.index("Azerbaijan"), WIRE.index("Azerbaijan") + len("Azerbaijan"), label="GPE")
    doc.ents = [span]
    short = nlp(WIRE)
    span = doc.ents[0]
    span._.link = next(ent._.link for ent in short.ents if ent.text == "Azerbaijan")
    started = time.perf_counter()
    stance = nlp.get_pipe("nusaner_stance")(doc)._.stance["azerbaijan"]
    assert time.perf_counter() - started < 30
    assert stance.label == "NONE"
    assert "too long" in stance.reason


def test_stance_toward_any_actor(nlp):
    text = PRO_ARMENIA.replace("Armenia membela hak hidup", "Nikol Pashinyan membela hak hidup")
    doc = nlp(text)
    found = nusaner.stance_toward(doc, "pashinyan", nlp=nlp)
    assert found.target == "nikol-pashinyan"
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=2e-6)  # each is rounded
    assert found.reason == ""
    assert nusaner.stance_toward(doc, "nikol-pashinyan", nlp=nlp) == found
    assert nusaner.stance_toward(doc, "armenia", nlp=nlp) == doc._.stance["armenia"]
    unnamed = nusaner.stance_toward(doc, "vladimir-putin", nlp=nlp)
    assert (unnamed.label, "does not name" in unnamed.reason) == ("NONE", True)
    with pytest.raises(InputError, match="No single actor"):
        nusaner.stance_toward(doc, "Bukan Siapa-Siapa", nlp=nlp)


def test_the_pipe_survives_bytes_and_pickling(nlp):
    import pickle

    pipe = nlp.get_pipe("nusaner_stance")
    copy = pickle.loads(pickle.dumps(pipe))
    doc = nlp(PRO_ARMENIA)
    expected = doc._.stance
    assert copy(doc)._.stance == expected
    assert copy.costs == pipe.costs


def test_many_are_decided_as_one_is():
    rows = np.random.default_rng(0).dirichlet([1, 1, 1], 500).round(1)
    for costs in (Costs(), Costs(0.45), Costs(1.0, 1.0)):
        assert decide_all(rows, costs) == [decide(dict(zip(STANCES, row, strict=True)), costs) for row in rows.tolist()]


def test_decide_weighs_what_errors_cost():
    costs = Costs(false_alarm=1.5, wrong_side=2.0)
    assert decide({"FAVOR": 0.8, "AGAINST": 0.1, "NONE": 0.1}, costs) == "FAVOR"
    assert decide({"FAVOR": 0.1, "AGAINST": 0.75, "NONE": 0.15}, costs) == "AGAINST"
    assert decide({"FAVOR": 0.5, "AGAINST": 0.0, "NONE": 0.5}, costs) == "NONE"
    assert decide({"FAVOR": 0.45, "AGAINST": 0.45, "NONE": 0.1}, costs) == "NONE"
    assert decide({"FAVOR": 0.5, "AGAINST": 0.0, "NONE": 0.5}, Costs(false_alarm=0.5)) == "FAVOR"


def test_other_types_than_scikit_learns_are_refused():
    import skops.io

    with pytest.raises(ModelError, match="not trusted"):
        StanceModel.from_bytes(skops.io.dumps(StanceDetector()))


def test_a_model_that_lacks_a_reader_is_refused():
    import skops.io

    with pytest.raises(ModelError, match="lacks a part"):
        StanceModel.from_bytes(skops.io.dumps({"whole": 1}))


def test_an_untrained_classifier_says_so(nlp):
    with pytest.raises(ModelError, match="not trained"):
        StanceDetector()(nlp(WIRE))
