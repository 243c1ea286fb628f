"""A text as the stance model reads it: plain sentences of plain units, free of spaCy.

What belongs to the article is told by `nusaner.doc.main_ranges`, whose voice a token is in by `voices_of`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from spacy.attrs import LEMMA, LOWER, ORTH
from spacy.strings import get_string_id
from spacy.tokens import Doc

from nusaner import lexicon
from nusaner.doc import linked, main_ranges
from nusaner.stance.sides import country_side, side_of, side_of_name, side_of_stranger, side_remembered
from nusaner.types import NIL, PLACES, Link

#: Word -> cluster ids, from coarse to fine: which words are used alike.
Groups = Mapping[str, tuple[int, ...]]

_QUOTES = {"“": "”", '"': '"', "«": "»"}
#: A quotation mark that is not closed within so many tokens is taken for a typing error.
_LONGEST_QUOTE = 150
_MARKS = frozenset(',:;-—?!"()')
_WORD = re.compile(r"\w")
#: A word that is to be read twice, as chats write it (anak2nya).
_TWICE = re.compile(r"([a-z]{3,})2((?:nya|an|in|ku|mu)?)$")
#: So many tokens and entities are kept as they were read.
_KEPT = 2**16


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """A word, or an entity read as one thing; one object serves for all its places.

    Attributes:
        word, stem: Lower-cased; the entity's label for an entity.
        voice: "" for the text's own, "q:" in a quotation, "r:" in indirect speech or an attributed sentence.
        kind: "" for a word; for an entity "side", "name" (of a contested place), "memory" (see `side_remembered`),
            "kin" (a person of a side's people), "place", "thing" or "other".
        side: The target that the entity counts with, or "".
        record: Identifier of the entity's record, or "".
        groups: Clusters of the word, () if unknown.
        whose: The target whose name of a contested place it is, or "".
    """

    word: str
    stem: str
    voice: str
    kind: str = ""
    side: str = ""
    record: str = ""
    groups: tuple[int, ...] = ()
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Units of a sentence, its punctuation marks, whether it holds a number, and its tokens (half-open).

    Attributes:
        tokens: The first token of each unit.
    """

    units: tuple[Unit, ...]
    marks: tuple[str, ...]
    number: bool
    start: int
    end: int
    tokens: tuple[int, ...] = ()


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

    def count_names(self) -> Counter[str]:
        """How often it calls a contested place by each target's name of it."""
        return Counter(u.whose for s in self.sentences for u in s.units if u.whose)

    def count_record(self, record: str) -> int:
        """How often it names a record."""
        return sum(unit.record == record for s in self.sentences for unit in s.units)


class _Piece(NamedTuple):
    """What a token is read as: a unit, a mark, a number, or nothing."""

    unit: Unit | None = None
    mark: str = ""
    number: bool = False


_NOTHING = _Piece()


class Words:
    """What words are read as, made once for each word, stem and voice.

    Args:
        groups: Clusters of words.
    """

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._known: dict[tuple[int, int, str], _Piece] = {}

    def read(self, doc: Doc, keys: Sequence[tuple[int, int, str]]) -> list[_Piece]:
        """The pieces of words.

        Args:
            doc: Knows what the numbers stand for.
            keys: LOWER, LEMMA and the voice of each.
        """
        known, text = self._known, doc.vocab.strings
        if len(known) > _KEPT:
            known = self._known = {}  # not cleared: another thread may be reading it
        for key in set(keys).difference(known):
            known[key] = self._piece(text[key[0]], text[key[1]], key[2])
        return [known[key] for key in keys]

    def _piece(self, word: str, stem: str, voice: str) -> _Piece:
        if not _WORD.search(word):
            return _Piece(Unit(word, word, voice) if word in "!?" else None, word if word in _MARKS else "")
        if word[0].isdigit():
            return _Piece(number=True)
        word, stem = _written(word.replace(" ", ""), (stem or word).replace(" ", ""))
        return _Piece(Unit(word, stem, voice, groups=self._groups.get(word) or self._groups.get(stem) or ()))


def _written(word: str, stem: str) -> tuple[str, str]:
    """A word and its stem as newspapers write them: yg is yang, anak2nya anak-anaknya."""
    twice = _TWICE.match(word)
    if twice:
        base = twice[1]
        return f"{base}-{base}{twice[2]}", base if stem == word else stem
    known = lexicon.pairs("spoken").get(word)
    return (known, known if stem == word else stem) if known else (word, stem)


class Page:
    """A document as plain lists, from which its main text and its quotations are read.

    Args:
        doc: A document with sentences, stems, entities and links, and quotations if they are known.
        words: Reads its words.
    """

    def __init__(self, doc: Doc, words: Words) -> None:
        self._doc, self._words = doc, words
        self._lower: list[int] = doc.to_array(LOWER).tolist()
        self._lemmas: list[int] = doc.to_array(LEMMA).tolist()
        self._things = linked(doc)
        self._starts = [ent.start for ent, _ in self._things]

    def main(self) -> Reading:
        """The main text."""
        ranges = main_ranges(self._doc)
        voices = voices_of(self._doc)
        cues = _speech_cues()
        for start, end in ranges:
            if not any(voices[start:end]) and not cues.isdisjoint(self._lower[start:end]):
                voices[start:end] = ["r:"] * (end - start)
        return self._read(ranges, voices)

    def quotes(self) -> Reading:
        """The quotations, each as a sentence of its own in its speaker's own voice."""
        found = self._doc._.quotes
        spans = (self._doc.char_span(quote.start, quote.end, alignment_mode="expand") for quote in found)
        ranges = [(span.start, span.end) for span in spans if span is not None]
        return self._read(ranges, [""] * len(self._doc)) if ranges else Reading(())

    def _read(self, ranges: Iterable[tuple[int, int]], voices: Sequence[str]) -> Reading:
        return Reading(tuple(self._sentence(start, end, voices[start:end]) for start, end in ranges))

    def _sentence(self, start: int, end: int, voices: Sequence[str]) -> Sentence:
        keys = list(zip(self._lower[start:end], self._lemmas[start:end], voices, strict=True))
        pieces = self._words.read(self._doc, keys)
        for ent, link in self._things[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            behind = min(ent.end, end)
            thing = _thing(ent.label_, link, voices[ent.start - start])
            pieces[ent.start - start : behind - start] = [thing, *[_NOTHING] * (behind - ent.start - 1)]
        read = [(piece.unit, i) for i, piece in enumerate(pieces, start) if piece.unit]
        units, tokens = zip(*read, strict=True) if read else ((), ())
        marks = tuple(piece.mark for piece in pieces if piece.mark)
        return Sentence(units, marks, any(piece.number for piece in pieces), start, end, tokens)


def read(doc: Doc, words: Words) -> Reading:
    """The main text of a document, see `Page`."""
    return Page(doc, words).main()


def voices_of(doc: Doc) -> list[str]:
    """For each token "q:" in quotation marks or direct speech, "r:" in indirect speech, "" in the text's own voice."""
    voices = ["q:" if inside else "" for inside in quoted(doc)]
    for quote in doc._.quotes:
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is not None:
            voice = "q:" if quote.direct else "r:"
            voices[span.start : span.end] = [known or voice for known in voices[span.start : span.end]]
    return voices


def _thing(label: str, link: Link | None, voice: str) -> _Piece:
    kind, side = _kind(link, label)
    return _entity(label, voice, kind, side, link.id if link else "", side_of_name(link))


@lru_cache(maxsize=_KEPT)
def _entity(label: str, voice: str, kind: str, side: str, record: str, whose: str) -> _Piece:
    return _Piece(Unit(label, label, voice, kind, side, record, whose=whose))


def _kind(link: Link | None, label: str) -> tuple[str, str]:
    """What an entity is to the conflict: its kind, and the target it counts with."""
    if link is None:
        return "other", ""
    side = side_of(link)
    if side:
        return "side", side
    side = side_of_name(link)
    if side:
        return "name", side
    side = side_remembered(link)
    if side:
        return "memory", side
    if link.id == NIL:
        side = side_of_stranger(link.name) if label == "PERSON" else ""
        return ("kin", side) if side else ("other", "")
    side = country_side(link)
    if side:
        return ("place" if link.type in PLACES else "thing"), side
    return "other", ""


def quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands in quotation marks."""
    numbers = doc.to_array(ORTH).tolist()
    inside = [False] * len(numbers)
    marks, text = _quotation_marks(), doc.vocab.strings
    behind = 0
    for i, number in enumerate(numbers):
        closing = marks.get(number) if i >= behind else None
        if closing:
            for k in range(i + 1, min(len(numbers), i + _LONGEST_QUOTE)):
                if "\n\n" in text[numbers[k]]:
                    break
                if numbers[k] == closing:
                    inside[i : k + 1] = [True] * (k + 1 - i)
                    behind = k + 1
                    break
    return inside


@cache
def _quotation_marks() -> dict[int, int]:
    return {get_string_id(opening): get_string_id(closing) for opening, closing in _QUOTES.items()}


@cache
def _speech_cues() -> frozenset[int]:
    return frozenset(get_string_id(word) for word in lexicon.words("speech_cues"))
