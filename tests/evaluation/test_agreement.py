"""The figures are seqeval's and spaCy's wherever those are defined, and nervaluate's where that is."""

import warnings

import pytest
import spacy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from nervaluate import Evaluator
from seqeval.metrics import classification_report
from seqeval.scheme import IOB2
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

from nusaner import corpus
from nusaner.evaluation.counts import count
from nusaner.evaluation.matching import MODES
from nusaner.evaluation.metrics import summary
from nusaner.evaluation.pairs import Pair
from nusaner.ner.scheme import encode
from nusaner.types import Mention
from tests.evaluation.systems import forgetful, pair

VOCAB = spacy.blank("id").vocab
LABELS = ("GPE", "LOC", "ORG")
TAGS = st.sampled_from(["O", "O", *(f"{kind}-{label}" for kind in "BI" for label in LABELS)])
SENTENCES = st.lists(
    st.integers(0, 9).flatmap(
        lambda n: st.tuples(st.lists(TAGS, min_size=n, max_size=n), st.lists(TAGS, min_size=n, max_size=n))
    ),
    min_size=1,
    max_size=6,
)


def spans(tags):
    """IOB2, strictly: only a B- opens a span, so a stray I- is none."""
    found = []
    for i, tag in enumerate(tags):
        kind, _, label = tag.partition("-")
        if kind == "B":
            found.append((i, i + 1, label))
        elif kind == "I" and found and found[-1][1:] == (i, label):
            found[-1] = (found[-1][0], i + 1, label)
    return found


def report(gold, predicted):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return classification_report(gold, predicted, mode="strict", scheme=IOB2, output_dict=True, zero_division=1)


def assert_like_seqeval(figures, theirs, labels):
    for label in labels:
        for name, value in (("precision", figures[label].precision), ("recall", figures[label].recall)):
            assert value == pytest.approx(theirs[label][name], abs=1e-12)
        assert figures[label].f1 == pytest.approx(theirs[label]["f1-score"], abs=1e-12)
        assert figures[label].gold == theirs[label]["support"]
    for average in ("micro", "macro", "weighted"):
        other = theirs[f"{average} avg"]
        assert figures[average].precision == pytest.approx(other["precision"], abs=1e-12)
        assert figures[average].recall == pytest.approx(other["recall"], abs=1e-12)
        assert figures[average].f1 == pytest.approx(other["f1-score"], abs=1e-12)


@settings(max_examples=100, deadline=None)
@given(SENTENCES)
def test_pain_19_equal_to_seqeval_on_random_tags(sentences):
    gold, predicted = [g for g, _ in sentences], [p for _, p in sentences]
    found = [pair(spans(g), spans(p)) for g, p in sentences]
    labels = {m.label for p in found for m in (*p.gold, *p.predicted)}
    assume(any(p.gold for p in found))  # seqeval has no support to weigh by otherwise
    assert_like_seqeval(summary(count(found)), report(gold, predicted), labels)


def scored(documents):
    examples = []
    for words, gold, predicted in documents:
        sides = []
        for tags in (predicted, gold):
            doc = Doc(VOCAB, words=words)
            doc.ents = [spacy.tokens.Span(doc, a, b, label=label) for a, b, label in tags]
            if not tags:
                doc.set_ents([], default="outside")
            sides.append(doc)
        examples.append(Example(*sides))
    return Scorer().score_spans(examples, "ents", labels=list(LABELS))


@settings(max_examples=100, deadline=None)
@given(SENTENCES)
def test_pain_19_equal_to_spacy_on_random_tags(sentences):
    found = [pair(spans(g), spans(p)) for g, p in sentences if g]
    assume(any(p.gold for p in found) and any(p.predicted for p in found))
    theirs = scored([(["x"] * len(g), spans(g), spans(p)) for g, p in sentences if g])
    ours = summary(count(found))
    for name, value in (("p", ours["micro"].precision), ("r", ours["micro"].recall), ("f", ours["micro"].f1)):
        assert value == pytest.approx(theirs[f"ents_{name}"], abs=1e-9)
    for label, figures in theirs["ents_per_type"].items():
        assert ours[label].f1 == pytest.approx(figures["f"], abs=1e-9)


@pytest.fixture(scope="module")
def dev(blank):
    """Dev articles, and a system that forgets some mentions and confuses places."""
    articles = corpus.load("dev")
    weak = forgetful([corpus_document(a) for a in articles], 0.15, seed=3)
    found = []
    for article, other in zip(articles, weak, strict=True):
        swapped = tuple(
            Mention(m.start, m.end, "LOC" if m.label == "GPE" and m.start % 7 == 0 else m.label) for m in other.mentions
        )
        found.append(Pair(article.id, article.text, article.mentions, swapped))
    return found, [blank.make_doc(article.text) for article in articles]


def corpus_document(article):
    from nusaner.types import Annotated

    return Annotated(article.id, article.text, article.mentions)


def token_spans(doc, mentions):
    found = (doc.char_span(m.start, m.end, label=m.label) for m in mentions)
    return [(s.start, s.end, s.label_) for s in found]


def test_pain_19_equal_to_seqeval_and_spacy_on_dev(dev):
    pairs, docs = dev
    gold = [token_spans(doc, p.gold) for p, doc in zip(pairs, docs, strict=True)]
    predicted = [token_spans(doc, p.predicted) for p, doc in zip(pairs, docs, strict=True)]
    ours = summary(count(pairs))
    lengths = [len(doc) for doc in docs]
    theirs = report(
        [encode(g, n) for g, n in zip(gold, lengths, strict=True)],
        [encode(p, n) for p, n in zip(predicted, lengths, strict=True)],
    )
    labels = {m.label for p in pairs for m in p.gold}
    assert len(labels) == 9
    assert 0.5 < ours["micro"].f1 < 0.95
    assert_like_seqeval(ours, theirs, labels)
    rows = [([t.text for t in doc], g, p) for doc, g, p in zip(docs, gold, predicted, strict=True)]
    assert ours["micro"].f1 == pytest.approx(scored(rows)["ents_f"], abs=1e-9)


@settings(max_examples=50, deadline=None)
@given(SENTENCES)
def test_pain_19_equal_to_nervaluate_where_spans_meet_one_to_one(sentences):
    found = [pair(spans(g), spans(p)) for g, p in sentences]
    for p in found:  # elsewhere nervaluate depends on the order of spans
        for one, other in ((p.gold, p.predicted), (p.predicted, p.gold)):
            assume(all(sum(a.start < b.end and b.start < a.end for b in other) <= 1 for a in one))
    assume(any(p.gold for p in found) and any(p.predicted for p in found))
    sides = [
        [[{"label": m.label, "start": m.start, "end": m.end - 1} for m in side] for side in (p.gold, p.predicted)]
        for p in found
    ]
    theirs = Evaluator([g for g, _ in sides], [p for _, p in sides], tags=list(LABELS), loader="dict").evaluate()
    for mode, name in zip(MODES, ("strict", "exact", "partial", "ent_type"), strict=True):
        ours = summary(count(found, mode))["micro"]
        assert ours.precision == pytest.approx(theirs["overall"][name].precision, abs=1e-9)
        assert ours.recall == pytest.approx(theirs["overall"][name].recall, abs=1e-9)
