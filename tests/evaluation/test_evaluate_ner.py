import dataclasses
import io
import json
import pickle
import random
import tokenize
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import spacy

import nusaner
from nusaner import corpus
from nusaner.errors import InputError, ModelError
from nusaner.evaluation import NerEvaluation, evaluate_ner
from nusaner.evaluation.data import read_data
from nusaner.evaluation.systems import Speed
from nusaner.storage import bundled
from nusaner.training.bundle import evaluate_pipeline
from nusaner.types import Annotated, Mention
from tests.evaluation.systems import document, forgetful

MODEL = bundled("models") / "id_caucasus_news"


@pytest.fixture(scope="module")
def few():
    return corpus.load("dev")[:8]


@pytest.fixture(scope="module")
def result(nlp, few) -> NerEvaluation:
    return evaluate_ner(nlp, few, bootstrap=200)


def test_the_figures_are_those_of_training(nlp, few, result):
    kept = evaluate_pipeline(nlp, few)
    assert round(result.precision, 4) == kept["ents_p"]
    assert round(result.recall, 4) == kept["ents_r"]
    assert round(result.f1, 4) == kept["ents_f"]
    assert {label: round(f.f1, 4) for label, f in result.per_label["strict"].items()} == kept["ents_per_type"]


def test_easier_matching_is_never_stricter(result):
    by_mode = {mode: figures["micro"].f1 for mode, figures in result.averages.items()}
    assert by_mode["strict"] <= by_mode["exact"] <= by_mode["partial"]
    assert by_mode["strict"] <= by_mode["type"]
    micro = result.averages["strict"]["micro"]
    assert micro.low <= micro.f1 <= micro.high


def test_the_mistakes_explain_the_figures(result):
    counts = result.mistake_counts
    matched = counts["label"] + counts["too short"] + counts["too long"] + counts["shifted"]
    wrong = result.gold - round(result.recall * result.gold)
    assert counts["missed"] + matched == wrong
    assert sum(result.confusion.values()) == result.gold + counts["spurious"]


@pytest.fixture(scope="module")
def from_path(few):
    """Two evaluations of a model folder at the same time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda _: evaluate_ner(MODEL, few[:2], bootstrap=0, slices=[]), range(2)))


def test_pain_8_a_model_from_a_path_with_no_network(few, from_path):
    """The whole suite runs with sockets blocked; so does this."""
    assert from_path[0].gold == sum(len(a.mentions) for a in few[:2])
    assert from_path[0].f1 > 0.8


def test_pain_9_several_at_once_share_no_download(from_path):
    first, second = from_path
    assert first.averages == second.averages
    assert first.mistakes == second.mistakes


def test_pain_12_results_and_documents_of_other_processes_lose_nothing(nlp, few, result):
    assert pickle.loads(pickle.dumps(result)) == result
    docs = [spacy.tokens.Doc(nlp.vocab).from_bytes(nlp(article.text).to_bytes()) for article in few]
    again = evaluate_ner(docs, few_as_numbers(few), bootstrap=200)
    assert again.averages == result.averages
    assert again.calibration == result.calibration


def few_as_numbers(articles):
    """Gold under the names that documents without names get."""
    return [Annotated(str(i), a.text, a.mentions, meta=a.meta) for i, a in enumerate(articles, start=1)]


def test_pain_13_the_confidence_of_each_entity_is_judged(result):
    assert result.calibration.predictions == result.predicted
    assert 0 < result.calibration.ece_width < 0.15
    assert sum(b.count for b in result.calibration.table) == result.predicted


def long_document(words):
    text = "Ia tiba di Baku dan pergi lagi ke tempat lain. " * (words // 10)
    mentions, start = [], text.find("Baku")
    while start >= 0:
        mentions.append(Mention(start, start + 4, "GPE"))
        start = text.find("Baku", start + 1)
    return Annotated("panjang", text, tuple(mentions))


def ruler():
    nlp = spacy.blank("id")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Baku"}])
    return nlp


def test_pain_17_long_documents_are_evaluated_whole():
    gold = long_document(30_000)
    nlp = ruler()
    nlp.max_length = 1000
    found = evaluate_ner(nlp, [gold], bootstrap=0)
    assert (found.gold, found.f1) == (3000, 1)
    assert nlp.max_length == 1000
    assert evaluate_ner([gold], [gold], bootstrap=0).gold == 3000


def test_pain_17_a_system_that_cuts_texts_off_is_told():
    gold = long_document(1000)
    cut = dataclasses.replace(gold, mentions=tuple(m for m in gold.mentions if m.start < len(gold.text) // 2))
    found = evaluate_ner([cut], [gold], bootstrap=0)
    assert any("does the system cut texts off" in note for note in found.notes)
    by_position = dict(next(part.rows for part in found.slices if part.name == "position"))
    assert by_position["words 1-128"].recall == 1
    assert by_position["words 513-2,000"].recall == 0


def test_pain_19_shuffled_documents_and_spans_give_the_same_figures(few):
    documents = read_data(few)
    weak = forgetful(documents, 0.2)
    first = evaluate_ner(weak, documents, bootstrap=0)
    draw = random.Random(1)
    mixed = [dataclasses.replace(d, mentions=tuple(draw.sample(d.mentions, len(d.mentions)))) for d in weak]
    draw.shuffle(mixed)
    assert evaluate_ner(mixed, documents, bootstrap=0) == first


def test_pain_20_no_evaluator_but_our_own_is_imported():
    """seqeval is source-only and unmaintained; it is a yardstick of the tests, no part of the library."""
    for path in (Path(nusaner.__file__).parent / "evaluation").glob("*.py"):
        tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        assert not {"seqeval", "nervaluate"} & {t.string for t in tokens if t.type == tokenize.NAME}


def test_pain_23_same_seed_same_figures(few):
    documents = read_data(few)
    weak, weaker = forgetful(documents, 0.2, 1), forgetful(documents, 0.3, 2)
    runs = [evaluate_ner(weak, documents, against=weaker, bootstrap=100, seed=4, slices=[]).to_json() for _ in range(2)]
    assert runs[0] == runs[1]


def test_two_systems_are_compared(few):
    documents = read_data(few)
    weak = forgetful(documents, 0.3)
    found = evaluate_ner(documents, documents, against=weak, bootstrap=500, slices=[])
    lost = sum(len(d.mentions) for d in documents) - sum(len(d.mentions) for d in weak)
    assert (found.comparison.only_first, found.comparison.only_second) == (lost, 0)
    micro = found.comparison.differences["strict micro"]
    assert micro.low > 0
    assert micro.p_randomisation < 0.01
    assert micro.difference == pytest.approx(1 - found.comparison.averages["strict"]["micro"].f1)
    itself = evaluate_ner(weak, documents, against=weak, bootstrap=100, slices=[])
    assert itself.comparison.differences["strict micro"].p_randomisation == 1


def test_a_label_that_only_one_system_predicts_can_be_compared():
    gold = [document("a", "[Baku](GPE) ramai."), document("b", "[Ganja](GPE) sepi.")]
    odd = [dataclasses.replace(d, mentions=(Mention(0, 4, "FAC"),)) for d in gold]
    found = evaluate_ner(gold, gold, against=odd, bootstrap=50)
    assert set(found.comparison.differences) >= {"strict GPE", "strict FAC"}


def test_texts_without_names():
    gold = [Annotated("a", "Tidak ada nama di sini."), Annotated("b", "")]
    found = evaluate_ner(gold, gold, bootstrap=20)
    assert (found.precision, found.recall, found.f1) == (1, 1, 1)
    assert json.loads(found.to_json())["gold"] == 0
    for write in (found.to_markdown, found.to_latex, found.to_html):
        assert write()


def test_few_documents_are_told():
    gold = [document("a", "[Baku](GPE)"), document("b", "[Ganja](GPE)")]
    assert any("too narrow" in note for note in evaluate_ner(gold, gold, bootstrap=10).notes)
    alone = evaluate_ner(gold[:1], gold[:1], against=gold[:1], bootstrap=10)
    assert any("no intervals and no p-values" in note for note in alone.notes)
    assert alone.comparison.differences == {}
    assert json.loads(alone.to_json())["averages"]["strict"]["micro"]["low"] is None


def test_nothing_to_evaluate():
    with pytest.raises(InputError, match="holds no document"):
        evaluate_ner([], [])
    with pytest.raises(InputError, match="no model and no file 'tiada'"):
        evaluate_ner("tiada", [document("a", "[Baku](GPE)")])
    with pytest.raises(InputError, match="no file or folder 'tiada'"):
        evaluate_ner([], "tiada")
    with pytest.raises(InputError, match="got -1"):
        evaluate_ner([], [], bootstrap=-1)
    with pytest.raises(ModelError, match="no component that finds entities"):
        evaluate_ner(spacy.blank("id"), [document("a", "[Baku](GPE)")])


def test_folders_of_articles_and_splits_are_data(few, tmp_path):
    for article in few[:3]:
        (tmp_path / f"{article.id}.md").write_text(corpus.write_article(article), encoding="utf-8")
    assert [d.id for d in read_data(tmp_path)] == [a.id for a in few[:3]]
    assert len(read_data("dev")) == len(corpus.load("dev"))
    assert read_data("dev")[0].meta["genre"]


def test_speed_with_and_without_load(few, from_path, result):
    assert result.speed.load_seconds is None
    assert result.speed.words == sum(len(a.text.split()) for a in few)
    found = Speed(words=1000, seconds=2.0, load_seconds=3.0)
    assert (found.words_per_second, found.words_per_second_with_load) == (500, 200)
    assert from_path[0].speed.load_seconds > 0
    assert from_path[0].speed.words_per_second_with_load < from_path[0].speed.words_per_second
