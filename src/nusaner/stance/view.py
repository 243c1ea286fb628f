"""A text as the stance model reads it: plain sentences of plain units, free of spaCy.

What belongs to the article and whose voice a token is in are decided by two small functions,
`main_sentences` and `quoted`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from nusaner import lexicon
from nusaner.stance.sides import country_side, side_of, side_of_name
from nusaner.types import PLACES, Link

#: Word -> cluster ids, from coarse to fine: which words are used alike.
Groups = Mapping[str, tuple[int, ...]]

_QUOTES = {"“": "”", '"': '"', "«": "»"}
#: A quotation mark that is not closed within so many tokens is taken for a typing error.
_LONGEST_QUOTE = 150
_MARKS = frozenset(',:;-—?!"()')
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Unit:
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


def read(doc: Doc, groups: Groups) -> Reading:
    """The main text of a document.

    Args:
        doc: A document with sentences, stems, entities and links, and quotations if they are known.
        groups: Clusters of words.
    """
    voices = voices_of(doc)
    cues = lexicon.words("speech_cues")
    things = {ent.start: ent for ent in doc.ents}
    sentences = []
    for start, end in main_sentences(doc):
        if not any(voices[start:end]) and any(doc[i].lower_ in cues for i in range(start, end)):
            voices[start:end] = ["r:"] * (end - start)
        sentences.append(_sentence(doc, start, end, voices, things, groups))
    return Reading(tuple(sentences))


def voices_of(doc: Doc) -> list[str]:
    """For each token "q:" in quotation marks or direct speech, "r:" in indirect speech, "" in the text's own voice."""
    voices = ["q:" if inside else "" for inside in quoted(doc)]
    for quote in doc._.quotes:
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is not None:
            voice = "q:" if quote.direct else "r:"
            voices[span.start : span.end] = [known or voice for known in voices[span.start : span.end]]
    return voices


def read_quotes(doc: Doc, groups: Groups) -> Reading:
    """The quotations of a document, each as a sentence of its own in its speaker's own voice."""
    spans = (doc.char_span(quote.start, quote.end, alignment_mode="expand") for quote in doc._.quotes)
    voices = [""] * len(doc)
    things = {ent.start: ent for ent in doc.ents}
    return Reading(tuple(_sentence(doc, s.start, s.end, voices, things, groups) for s in spans if s is not None))


def _sentence(
    doc: Doc, start: int, end: int, voices: Sequence[str], things: Mapping[int, Span], groups: Groups
) -> Sentence:
    units: list[Unit] = []
    marks = []
    number = False
    i = start
    while i < end:
        voice = voices[i]
        ent = things.get(i)
        if ent is not None:
            kind, side = _kind(ent._.link)
            record = ent._.link.id if ent._.link else ""
            units.append(Unit(ent.label_, ent.label_, voice, kind, side, record, (), i, ent.end))
            i = ent.end
            continue
        token = doc[i]
        word = token.lower_
        if not _WORD.search(word):
            if word in _MARKS:
                marks.append(word)
            if word in "!?":
                units.append(Unit(word, word, voice, start=i, end=i + 1))
        elif word[0].isdigit():
            number = True
        else:
            word = word.replace(" ", "")
            stem = (token.lemma_ or word).replace(" ", "")
            known = groups.get(word) or groups.get(stem) or ()
            units.append(Unit(word, stem, voice, groups=known, start=i, end=i + 1))
        i += 1
    return Sentence(tuple(units), tuple(marks), number, start, end)


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
    inside = [False] * len(doc)
    i = 0
    while i < len(doc):
        closing = _QUOTES.get(doc[i].text)
        if closing:
            for k in range(i + 1, min(len(doc), i + _LONGEST_QUOTE)):
                if "\n\n" in doc[k].text:
                    break
                if doc[k].text == closing:
                    inside[i : k + 1] = [True] * (k + 1 - i)
                    i = k
                    break
        i += 1
    return inside
