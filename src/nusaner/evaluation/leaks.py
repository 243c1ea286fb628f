"""What of the test data the training data already held."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nusaner.evaluation.slices import surface, surfaces
from nusaner.types import Annotated

#: Shared runs of this many words are not chance (as in Brown et al., 2020, who took 8 to 13).
GRAM = 8
#: Shorter sentences ("Baca juga:", "JAKARTA –") are everywhere.
_LEAST_WORDS = 5
_WORD = re.compile(r"\w+")
_END = re.compile(r"(?<=[.!?…])\s+|\n+")
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Leaks:
    """Overlap of training and test data; the shares are of the test data, in [0, 1].

    Attributes:
        documents: Test documents.
        identical_documents: Names of test documents whose words stand in training, the same in order.
        sentences: Test sentences of five words or more.
        identical_sentences: How many of them stand in training.
        gram_share: Share of the test data's word 8-grams that stand in training.
        documents_with_grams: Test documents with such an 8-gram.
        most: Documents with the highest shares of such 8-grams, and the share.
        mentions: Test mentions.
        seen_mentions: Share of them whose surface, lower-cased, was a mention in training.
        seen_surfaces: The same share of different surfaces.
    """

    documents: int
    identical_documents: tuple[str, ...]
    sentences: int
    identical_sentences: int
    gram_share: float
    documents_with_grams: int
    most: tuple[tuple[str, float], ...]
    mentions: int
    seen_mentions: float
    seen_surfaces: float

    @property
    def clean(self) -> bool:
        """Whether no document and no sentence stands on both sides."""
        return not self.identical_documents and not self.identical_sentences


def find_leaks(train: Sequence[Annotated], test: Sequence[Annotated]) -> Leaks:
    """Compare training and test data; case, punctuation and white space do not count.

    Example:
        >>> text = "Tentara Rusia tiba di Shusha pada hari Rabu pagi."
        >>> found = find_leaks([Annotated("a", text)], [Annotated("b", text.upper())])
        >>> found.identical_documents, found.gram_share
        (('b',), 1.0)
    """
    trained = [_words(document.text) for document in train]
    whole = {tuple(words) for words in trained}
    grams = {gram for words in trained for gram in _grams(words)}
    sentences = {words for document in train for words in _sentences(document)}
    known = surfaces(train)
    tested = [(document, _words(document.text)) for document in test]
    shares = {i: _share(words, grams) for i, (_, words) in enumerate(tested)}
    test_sentences = [words for document in test for words in _sentences(document)]
    found = [surface(document.text, m) for document in test for m in document.mentions]
    every = [gram for _, words in tested for gram in _grams(words)]
    ranked = sorted(((shares[i], document.id) for i, (document, _) in enumerate(tested) if shares[i]), reverse=True)
    return Leaks(
        documents=len(test),
        identical_documents=tuple(document.id for document, words in tested if words and tuple(words) in whole),
        sentences=len(test_sentences),
        identical_sentences=sum(words in sentences for words in test_sentences),
        gram_share=_mean([gram in grams for gram in every]),
        documents_with_grams=len(ranked),
        most=tuple((name, round(share, 4)) for share, name in ranked[:_SHOWN]),
        mentions=len(found),
        seen_mentions=_mean([form in known for form in found]),
        seen_surfaces=_mean([form in known for form in sorted(set(found))]),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for i in range(len(words) - GRAM + 1):
        yield tuple(words[i : i + GRAM])


def _share(words: Sequence[str], known: set[tuple[str, ...]]) -> float:
    return _mean([gram in known for gram in _grams(words)])


def _mean(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 6) if values else 0.0


def _sentences(document: Annotated) -> Iterator[tuple[str, ...]]:
    """The words of each sentence; a plain split will do, as both sides are split alike."""
    for sentence in _END.split(document.text):
        words = tuple(_words(sentence))
        if len(words) >= _LEAST_WORDS:
            yield words
