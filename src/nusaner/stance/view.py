"""A text as the stance model reads it: plain sentences of plain units, free of spaCy.

What belongs to the article and whose voice a token is in are decided by two small functions,
`main_sentences` and `quoted`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.attrs import LEMMA, LOWER
from spacy.tokens import Doc

from nusaner import lexicon
from nusaner.doc import strings
from nusaner.stance.sides import country_side, side_of, side_of_name
from nusaner.types import PLACES, Link

#: Word -> cluster ids, from coarse to fine: which words are used alike.
Groups = Mapping[str, tuple[int, ...]]

_QUOTES = {"“": "”", '"': '"', "«": "»"}
#: A quotation mark that is not closed within so many tokens is taken for a typing error.
_LONGEST_QUOTE = 150
_MARKS = frozenset(',:;-—?!"()')
_WORD = re.compile(r"\w")
_WORDS_KEPT = 16_000


class Unit(NamedTuple):
    """A word, or an entity read as one thing.

    Attributes:
        word, stem: Lower-cased; the entity's label for an entity.
        voice: "" for the text's own, "q:" in a quotation, "r:" in indirect speech or an attributed sentence.
        kind: "" for a word; for an entity "side", "name" (of a contested place), "place", "thing" or "other".
        side: The target that the entity counts with, or "".
        record: Identifier of the entity's record, or "".
        groups: Clusters of the word, () if unknown.
        start, end: Tokens, half-open.
    """

    word: str
    stem: str
    voice: str
    kind: str = ""
    side: str = ""
    record: str = ""
    groups: tuple[int, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Units of a sentence, its punctuation marks, whether it holds a number, and its tokens (half-open)."""

    units: tuple[Unit, ...]
    marks: tuple[str, ...]
    number: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """The sentences of an article's main text."""

    sentences: tuple[Sentence, ...]

    def count_words(self) -> int:
        """How many words it has."""
        return sum(len(sentence.units) for sentence in self.sentences)

    def count_sides(self) -> Counter[str]:
        """How often it names each target."""
        return Counter(u.side for s in self.sentences for u in s.units if u.kind == "side")

    def count_record(self, record: str) -> int:
        """How often it names a record."""
        return sum(unit.record == record for s in self.sentences for unit in s.units)


class Page:
    """A document as plain lists, from which its main text and its quotations are read.

    Args:
        doc: A document with sentences, stems, entities and links, and quotations if they are known.
        groups: Clusters of words.
    """

    def __init__(self, doc: Doc, groups: Groups) -> None:
        self._doc, self._groups = doc, groups
        self._words = strings(doc, LOWER)
        self._stems = strings(doc, LEMMA)
        self._things = {ent.start: (ent.end, ent.label_, ent._.link) for ent in doc.ents}

    def main(self) -> Reading:
        """The main text."""
        voices = voices_of(self._doc)
        cues = lexicon.words("speech_cues")
        sentences = []
        for start, end in main_sentences(self._doc):
            if not any(voices[start:end]) and not cues.isdisjoint(self._words[start:end]):
                voices[start:end] = ["r:"] * (end - start)
            sentences.append(self._sentence(start, end, voices))
        return Reading(tuple(sentences))

    def quotes(self) -> Reading:
        """The quotations, each as a sentence of its own in its speaker's own voice."""
        found = self._doc._.quotes
        spans = (self._doc.char_span(quote.start, quote.end, alignment_mode="expand") for quote in found)
        voices = [""] * len(self._doc) if found else []
        return Reading(tuple(self._sentence(s.start, s.end, voices) for s in spans if s is not None))

    def _sentence(self, start: int, end: int, voices: Sequence[str]) -> Sentence:
        units: list[Unit] = []
        marks = []
        number = False
        groups, things, words = self._groups, self._things, self._words
        i = start
        while i < end:
            voice = voices[i]
            if i in things:
                stop, label, link = things[i]
                kind, side = _kind(link)
                units.append(Unit(label, label, voice, kind, side, link.id if link else "", (), i, stop))
                i = stop
                continue
            word = words[i]
            if not _is_word(word):
                if word in _MARKS:
                    marks.append(word)
                if word in "!?":
                    units.append(Unit(word, word, voice, start=i, end=i + 1))
            elif word[0].isdigit():
                number = True
            else:
                word = word.replace(" ", "")
                stem = (self._stems[i] or word).replace(" ", "")
                known = groups.get(word) or groups.get(stem) or ()
                units.append(Unit(word, stem, voice, "", "", "", known, i, i + 1))
            i += 1
        return Sentence(tuple(units), tuple(marks), number, start, end)


def read(doc: Doc, groups: Groups) -> Reading:
    """The main text of a document, see `Page`."""
    return Page(doc, groups).main()


def voices_of(doc: Doc) -> list[str]:
    """For each token "q:" in quotation marks or direct speech, "r:" in indirect speech, "" in the text's own voice."""
    voices = ["q:" if inside else "" for inside in quoted(doc)]
    for quote in doc._.quotes:
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is not None:
            voice = "q:" if quote.direct else "r:"
            voices[span.start : span.end] = [known or voice for known in voices[span.start : span.end]]
    return voices


@lru_cache(maxsize=_WORDS_KEPT)
def _is_word(text: str) -> bool:
    return _WORD.search(text) is not None


def _kind(link: Link | None) -> tuple[str, str]:
    """What an entity is to the conflict: its kind, and the target it counts with."""
    if link is None:
        return "other", ""
    side = side_of(link)
    if side:
        return "side", side
    side = side_of_name(link)
    if side:
        return "name", side
    side = country_side(link)
    if side:
        return ("place" if link.type in PLACES else "thing"), side
    return "other", ""


def main_sentences(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the sentences that belong to the article, not to the page around it."""
    return [(sentence.start, sentence.end) for sentence in doc._.main]


def quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands in quotation marks."""
    texts = strings(doc)
    inside = [False] * len(texts)
    behind = 0
    for i, text in enumerate(texts):
        closing = _QUOTES.get(text) if i >= behind else None
        if closing:
            for k in range(i + 1, min(len(texts), i + _LONGEST_QUOTE)):
                if "\n\n" in texts[k]:
                    break
                if texts[k] == closing:
                    inside[i : k + 1] = [True] * (k + 1 - i)
                    behind = k + 1
                    break
    return inside
