"""Changed texts keep their spans."""

from __future__ import annotations

import pytest

from nusaner import corpus
from nusaner.errors import InputError
from nusaner.evaluation import evaluate_ner
from nusaner.evaluation.perturb import KINDS, perturb
from nusaner.types import Annotated, Mention


@pytest.mark.parametrize("kind", KINDS)
def test_spans_still_cover_their_names(kind):
    for article in corpus.load("dev")[:40]:
        found = perturb(Annotated(article.id, article.text, article.mentions), kind)
        for old, new in zip(article.mentions, found.mentions, strict=True):
            before, after = article.text[old.start : old.end], found.text[new.start : new.end]
            assert after and abs(len(after) - len(before)) <= len(before.split()) + before.count("-") + before.count(
                "."
            )
            assert (new.label, new.kb_id) == (old.label, old.kb_id)
            if kind != "typos":
                assert after.casefold().replace("ı", "i") == before.casefold().replace("ı", "i")


def test_letters_whose_other_case_is_longer_stay():
    text = "İlham ß Baku"
    found = perturb(Annotated("a", text, (Mention(8, 12, "GPE"),)), "lower")
    assert (found.text, found.text[found.mentions[0].start :]) == ("İlham ß baku", "baku")


def test_typing_errors_hit_the_asked_share_of_long_words_and_are_the_same_each_time():
    text = " ".join(["kota Khankendi di Karabakh"] * 500)
    document = Annotated("a", text)
    found = perturb(document, "typos", share=0.05, seed=3)
    changed = sum(old != new for old, new in zip(text.split(), found.text.split(), strict=True))
    assert 0.03 * 1500 < changed < 0.07 * 1500
    assert "di" in found.text.split() and found == perturb(document, "typos", share=0.05, seed=3)
    assert found.text != perturb(document, "typos", share=0.05, seed=4).text


def test_an_unknown_kind_is_refused():
    with pytest.raises(InputError, match="lower, upper, typos, got 'upside'"):
        perturb(Annotated("a", "Baku"), "upside")


def test_a_system_is_judged_on_the_changed_texts(nlp):
    gold = corpus.load("dev")[:6]
    plain = evaluate_ner(nlp, gold, bootstrap=0)
    upper = evaluate_ner(nlp, gold, bootstrap=0, changed="upper")
    assert upper.settings["changed"] == "upper"
    assert any(m.gold_text.isupper() for m in upper.mistakes) or upper.f1 == 1.0
    assert upper.gold == plain.gold
