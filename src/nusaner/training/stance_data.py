"""Annotated articles as the stance model reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from nusaner.corpus import Article
from nusaner.corpus.split import group_of
from nusaner.stance.view import Groups, Reading, Words, read
from nusaner.types import TARGETS


@dataclass(frozen=True, slots=True)
class StanceExample:
    """A text with its labels.

    Attributes:
        article, group: Its id, and what must not be torn apart by folds.
        reading: The text.
        labels: Target to stance.
        sentences: Target to stance for each sentence (absent targets are NONE), None if nobody has said.
    """

    article: str
    group: str
    reading: Reading
    labels: Mapping[str, str]
    sentences: tuple[Mapping[str, str], ...] | None = None


def examples(nlp: Language, articles: Sequence[Article], groups: Groups) -> list[StanceExample]:
    """Articles as the model reads them.

    Args:
        nlp: A pipeline up to the quotations.
        articles: Articles with document stance, and sentence stance where the front matter says so.
        groups: Clusters of words.
    """
    docs = nlp.pipe(article.text for article in articles)
    words = Words(groups)
    found = (read_example(article, doc, words) for article, doc in zip(articles, docs, strict=True))
    return [example for example in found if example is not None]


def read_example(article: Article, doc: Doc, words: Words) -> StanceExample | None:
    """One article as the model reads it, None if it has no sentences or no labels.

    Args:
        article: The labels.
        doc: What a pipeline made of its text.
        words: What words are read as.
    """
    reading = read(doc, words)
    labels = {target: label for target, label in article.stance.items() if target in TARGETS}
    if not reading.sentences or not labels:
        return None
    sentences: tuple[Mapping[str, str], ...] | None = None
    if article.meta.get("sentence_stance") is True:
        marks = {mark.position: dict(mark.stance) for mark in article.marks}
        sentences = tuple(
            _held(marks, doc[s.start].idx, doc[s.end - 1].idx + len(doc[s.end - 1])) for s in reading.sentences
        )
    elif all(label == "NONE" for label in labels.values()):
        sentences = tuple({} for _ in reading.sentences)
    return StanceExample(article.id, group_of(article), reading, labels, sentences)


def _held(marks: Mapping[int, Mapping[str, str]], start: int, end: int) -> dict[str, str]:
    """What the marks within a sentence's characters say."""
    held: dict[str, str] = {}
    for position, stance in marks.items():
        if start < position <= end:
            held.update(stance)
    return held
