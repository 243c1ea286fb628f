import pickle

import pytest

import nusaner
from nusaner import corpus
from nusaner.corpus.articles import parse_article
from nusaner.errors import ModelError
from nusaner.evaluation.quotes import score_quotes
from nusaner.quotes.component import QuoteReader
from nusaner.quotes.features import features
from nusaner.quotes.scene import Name, Scene
from nusaner.quotes.speakers import choose
from nusaner.quotes.words import Word, quoted
from nusaner.training.quotes import QuoteConfig, annotated, gold_doc, token_spans, train_quotes
from nusaner.types import Quote

TEXT = (
    '"Kami tidak akan mundur," kata Presiden Azerbaijan Ilham Aliyev di Baku, Senin.\n\n'
    "Perdana Menteri Armenia Nikol Pashinyan mengatakan bahwa negaranya siap berunding. "
    "Ia menambahkan perbatasan tidak boleh digeser."
)


def test_marks_of_a_quotation():
    assert quoted(["Ia", "berkata", "“", "Ya", "”", "."]) == ["out", "out", "open", "in", "close", "out"]
    assert quoted(['"', "tak", "ditutup"]) == ["out"] * 3
    assert quoted(["kata"] * 3 + ['"'] + ["kata"] * 200 + ['"'])[3] == "out"


def test_features_tell_the_last_word_of_saying():
    words = [Word("Aliyev", "PERSON", True, True), Word("mengatakan"), Word("Armenia", "GPE", True), Word("kalah")]
    rows = features(words)
    assert len(rows) == len(words)
    assert "cue=-" in rows[1]
    assert "cue=mengatakan" in rows[2]
    assert "kind=after" in rows[3]
    assert any(name.startswith("next=mengatakan") for name in rows[0])


def test_the_words_of_each_sentence_start_anew():
    rows = features([Word("Katanya", first=True), Word("."), Word("Hujan", first=True), Word("turun")])
    assert "cue=katanya" in rows[1]
    assert "cue=-" in rows[3]


def test_nobody_by_name_is_a_choice():
    aliyev = Name(3, 4, "PERSON", "ilham-aliyev", 0)
    scene = Scene(["seorang", "petani", "berkata", "aliyev", "pergi"], 4, 5, 0, 5, 0, 2, "both", False)
    assert choose(scene, [aliyev], [], {"nobody": 1.0}) is None
    assert choose(scene, [aliyev], [], {"label=PERSON": 1.0}) is aliyev


@pytest.fixture(scope="module")
def bundled_quotes(nlp):
    return nlp(TEXT)._.quotes


def test_who_says_what(bundled_quotes):
    assert [(q.text, q.speaker, q.direct) for q in bundled_quotes] == [
        ('"Kami tidak akan mundur,"', "ilham-aliyev", True),
        ("negaranya siap berunding", "nikol-pashinyan", False),
        ("perbatasan tidak boleh digeser", "nikol-pashinyan", False),
    ]


def test_offsets_of_quotations_and_speakers(bundled_quotes):
    for quote in bundled_quotes:
        assert TEXT[quote.start : quote.end] == quote.text
        assert TEXT[quote.speaker_start : quote.speaker_end] == quote.name
        assert quote.cue in TEXT


@pytest.mark.parametrize("text", ["", '"', "kata", "“”", '"' * 500, "\n\n", "Menurut"])
def test_texts_of_nothing_do_not_fail(nlp, text):
    assert all(text[q.start : q.end] == q.text for q in nlp(text)._.quotes)


def test_an_untrained_reader_says_so():
    reader = QuoteReader()
    with pytest.raises(ModelError, match="not trained"):
        reader(nusaner.blank()("Halo"))
    assert isinstance(pickle.loads(pickle.dumps(reader)), QuoteReader)


MARKED = """---
id: uji
title: Uji
date: 2020-01-01
genre: wire
stance: {azerbaijan: NONE, armenia: NONE}
quotes: true
---
[Ilham Aliyev](PERSON|ilham-aliyev) mengatakan <q ilham-aliyev>[Armenia](GPE|armenia) harus mundur</q>. Seorang petani berkata <q NIL>"Saya lelah."</q>
"""


def test_training_gives_the_same_model_twice(blank):
    articles = [parse_article(MARKED)] * 3
    first, second = (train_quotes(blank, articles, QuoteConfig(iterations=20)) for _ in range(2))
    assert first[0].model == second[0].model
    assert first[1] == second[1]
    reader = QuoteReader()
    reader.set_model(*first)
    doc = reader(gold_doc(blank, articles[0]))
    assert [(q.text, q.speaker) for q in doc._.quotes] == [
        ("Armenia harus mundur", "ilham-aliyev"),
        ('"Saya lelah."', "NIL"),
    ]
    again = QuoteReader().from_bytes(reader.to_bytes())
    assert again(gold_doc(blank, articles[0]))._.quotes == doc._.quotes


def test_gold_quotations_lie_in_one_paragraph_and_fit_tokens(blank):
    articles = annotated(corpus.load("dev"))
    assert len(articles) > 20
    for article in articles:
        doc = gold_doc(blank, article)
        assert len(token_spans(doc, article)) == len(article.quotes)
        assert not any("\n" in article.text[q.start : q.end] for q in article.quotes)


def test_figures():
    gold = [[Quote(0, 10, "", True, "a"), Quote(20, 30, "", False, "b")]]
    found = [[Quote(20, 30, "", False, "x"), Quote(0, 8, "", True, "a")]]
    figures = score_quotes(gold, found)
    assert figures["f1"] == 0.5
    assert figures["overlap_f1"] == 1.0
    assert figures["speaker"] == 0.0
    assert score_quotes([[]], [[]])["f1"] == 1.0
    assert score_quotes([[]], found)["precision"] == 0.0
