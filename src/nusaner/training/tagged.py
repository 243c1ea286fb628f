"""Tagged sentences from articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from spacy.language import Language

from nusaner.corpus import Article
from nusaner.corpus.docs import gold_sentences
from nusaner.ner.scheme import encode


@dataclass(frozen=True, slots=True)
class TaggedSentence:
    """Words and their BIO tags, of the same length."""

    words: tuple[str, ...]
    tags: tuple[str, ...]


def from_articles(nlp: Language, articles: Iterable[Article]) -> Iterator[TaggedSentence]:
    """The sentences of articles, blank tokens left out.

    Args:
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.
    """
    for article in articles:
        for sentence in gold_sentences(nlp, article):
            tokens = [token for token in sentence if not token.is_space]
            position = {token.i: k for k, token in enumerate(tokens)}
            spans = [(position[e.start], position[e.end - 1] + 1, e.label_) for e in sentence.ents]
            yield TaggedSentence(tuple(token.text for token in tokens), tuple(encode(spans, len(tokens))))


def recased(sentence: TaggedSentence, casing: str) -> TaggedSentence:
    """The sentence in "lower" or "upper" case, so that a model learns to do without capitals."""
    words = tuple(word.lower() if casing == "lower" else word.upper() for word in sentence.words)
    return replace(sentence, words=words)


def lowered(sentence: TaggedSentence) -> tuple[str, ...]:
    """The words in lower case, by which a sentence is known again in other data."""
    return tuple(word.lower() for word in sentence.words)
