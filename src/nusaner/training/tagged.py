"""Tagged sentences from articles and from the public NER sets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from nusaner.corpus import Article
from nusaner.corpus.docs import gold_sentences
from nusaner.errors import FormatError, InputError
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


def read_columns(path: Path | str, *, separator: str | None = None) -> Iterator[TaggedSentence]:
    """Sentences of a column file: word first, BIO tag last, an empty line between sentences.

    Raises:
        InputError: There is no such file.
        FormatError: A line has only one column.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}; set NUSANER_DATA to the folder of public data.")
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            columns = line.split(separator)
            if len(columns) == 1:
                raise FormatError("The line has one column; a word and a tag are needed.", path=path, line=number)
            if columns:
                words.append(columns[0])
                tags.append(columns[-1].strip())
            elif words:
                yield TaggedSentence(tuple(words), tuple(tags))
                words, tags = [], []
    if words:
        yield TaggedSentence(tuple(words), tuple(tags))


def recased(sentence: TaggedSentence, casing: str) -> TaggedSentence:
    """The sentence in "lower" or "upper" case, so that a model learns to do without capitals."""
    words = tuple(word.lower() if casing == "lower" else word.upper() for word in sentence.words)
    return replace(sentence, words=words)


def labels_of(sentences: Sequence[TaggedSentence]) -> tuple[str, ...]:
    """The entity labels in sentences, sorted."""
    return tuple(sorted({tag[2:] for s in sentences for tag in s.tags if tag != "O"}))
