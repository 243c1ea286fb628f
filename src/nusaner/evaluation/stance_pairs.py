"""Annotated articles and what a pipeline made of them, as pairs to be scored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc

from nusaner import lexicon
from nusaner.corpus import Article
from nusaner.evaluation.stance_report import Pair
from nusaner.stance.sides import side_of
from nusaner.types import Stance


def stance_pairs(articles: Sequence[Article], docs: Sequence[Doc]) -> list[Pair]:
    """The labelled (article, target) pairs; a target that the pipeline did not judge counts as NONE.

    Args:
        articles: Gold.
        docs: What the pipeline made of their texts, in the same order.
    """
    found = []
    for article, doc in zip(articles, docs, strict=True):
        stances = doc._.stance
        group = article.meta.get("contrast_set")
        for target, gold in article.stance.items():
            stance = stances.get(target, Stance(target, "NONE"))
            found.append(
                Pair(
                    group or article.id,
                    target,
                    str(article.meta.get("genre", "")),
                    str(article.meta.get("register", "")),
                    gold,
                    stance.label,
                    stance.score if stance.probabilities and not stance.reason else None,
                    keyword_label(doc, target),
                    bool(group),
                )
            )
    return found


def keyword_label(doc: Doc, target: str) -> str:
    """The keyword baseline: more praise than blame in the sentences that name the target, or the reverse."""
    signs = lexicon.pairs("stance_words")
    count: Counter[str] = Counter()
    for sentence in doc.sents:
        if any(side_of(ent._.link) == target for ent in sentence.ents):
            count.update(signs[token.lower_] for token in sentence if token.lower_ in signs)
    balance = count["+"] - count["-"]
    return "FAVOR" if balance > 0 else "AGAINST" if balance < 0 else "NONE"


def sentence_labels(articles: Sequence[Article], docs: Sequence[Doc]) -> tuple[list[str], list[str]]:
    """Gold and predicted labels of all (sentence, main target) pairs of articles with sentence stance."""
    gold, found = [], []
    for article, doc in zip(articles, docs, strict=True):
        if article.meta.get("sentence_stance") is not True:
            continue
        for sentence in doc.sents:
            held: dict[str, str] = {}
            for mark in article.marks:
                if sentence.start_char < mark.position <= sentence.end_char:
                    held.update(mark.stance)
            for target in ("azerbaijan", "armenia"):
                gold.append(held.get(target, "NONE"))
                judged = sentence._.stance.get(target)
                found.append(judged.label if judged else "NONE")
    return gold, found
