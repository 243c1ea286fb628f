"""Facts of framing that can be counted without a model.

Whose names of contested places a text uses, by what loaded words it calls the sides, who does
violence to whom in its grammar (van Dijk, 1988; Fowler, 1991, on agency in news), and how many
words it leaves to the speakers of each side.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from spacy.attrs import IS_ALPHA, LOWER
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from nusaner import lexicon
from nusaner.doc import linked, main_ranges
from nusaner.stance.sides import side_of, side_of_name
from nusaner.types import Act, Framing, Link, NamingTerm

#: A loaded word is said of the nearest side at most so many words away in its sentence.
_NEAR = 6
#: Doer and victim stand at most so many words from the word of violence.
_REACH = 10
_OBJECT = frozenset({"terhadap", "atas", "ke", "kepada", "pada", "di"})
_LONGEST = 4


def framing(doc: Doc) -> Framing:
    """The facts of framing in the main text of a document with entities, records and quotations."""
    quoted = quoted_tokens(doc)
    known = linked(doc)
    sides = {i: side for ent, link in known if (side := side_of(link)) for i in range(ent.start, ent.end)}
    alphabetic = doc.to_array(IS_ALPHA)
    inside = np.zeros(len(doc), dtype=bool)
    marked = _marked()
    loaded = [i for i, number in enumerate(doc.to_array(LOWER).tolist()) if number in marked]
    terms: list[NamingTerm] = []
    acts: list[Act] = []
    for start, end in main_ranges(doc):
        inside[start:end] = True
        places = loaded[bisect_left(loaded, start) : bisect_left(loaded, end)]
        if places:
            sentence = doc[start:end]
            terms += _terms(sentence, places, sides, quoted)
            acts += _acts(sentence, places, sides, quoted)
    return Framing(
        names=_names(known, inside),
        terms=tuple(terms),
        acts=tuple(acts),
        quoted=_spoken(doc, known, alphabetic),
        words=int(alphabetic[inside].sum()),
    )


def quoted_tokens(doc: Doc) -> list[bool]:
    """For each token whether it is part of a quotation."""
    inside = [False] * len(doc)
    for quote in doc._.quotes:
        span = doc.char_span(quote.start, quote.end)
        if span is not None:
            inside[span.start : span.end] = [True] * len(span)
    return inside


def _names(known: Sequence[tuple[Span, Link | None]], inside: np.ndarray) -> dict[str, int]:
    named = Counter(side_of_name(link) for ent, link in known if inside[ent.start])
    return {side: count for side, count in sorted(named.items()) if side}


def _spoken(doc: Doc, known: Sequence[tuple[Span, Link | None]], alphabetic: np.ndarray) -> dict[str, int]:
    """Words of the quotations of each side's speakers."""
    spoken: Counter[str] = Counter()
    if not doc._.quotes:
        return {}
    sides = {ent.start_char: side_of(link) for ent, link in known}
    for quote in doc._.quotes:
        side = sides.get(quote.speaker_start, "")
        span = doc.char_span(quote.start, quote.end) if side else None
        if span is not None:
            spoken[side] += int(alphabetic[span.start : span.end].sum())
    return dict(sorted(spoken.items()))


def _terms(sentence: Span, places: Sequence[int], sides: dict[int, str], quoted: list[bool]) -> Iterator[NamingTerm]:
    known, doc = lexicon.pairs("naming"), sentence.doc
    behind = sentence.start
    for start in places:
        if start < behind or start in sides:
            continue
        words = [token.lower_ for token in doc[start : min(start + _LONGEST, sentence.end)]]
        for length in range(len(words), 0, -1):
            kind = known.get(" ".join(words[:length]))
            if kind:
                span = doc[start : start + length]
                side = _nearest(start, length, sentence, sides)
                yield NamingTerm(span.start_char, span.end_char, span.text, kind, side, quoted[start])
                behind = start + length
                break


def _nearest(start: int, length: int, sentence: Span, sides: dict[int, str]) -> str:
    for distance in range(1, _NEAR + 1):
        for i in (start + length - 1 + distance, start - distance):
            if sentence.start <= i < sentence.end and i in sides:
                return sides[i]
    return ""


def _acts(sentence: Span, places: Sequence[int], sides: dict[int, str], quoted: list[bool]) -> Iterator[Act]:
    voices = lexicon.pairs("violence")
    for i in places:
        token = sentence.doc[i]
        voice = voices.get(token.lower_)
        if voice is None:
            continue
        agent, victim = _roles(sentence, i, voice, sides)
        if agent or victim:
            yield Act(token.idx, token.idx + len(token), token.text, agent, victim, quoted[i])


def _roles(sentence: Span, verb: int, voice: str, sides: dict[int, str]) -> tuple[str, str]:
    """Doer and victim of a word of violence."""
    doc = sentence.doc
    behind = range(verb + 1, min(sentence.end, verb + 1 + _REACH))
    before = _first(range(verb - 1, max(sentence.start - 1, verb - 1 - _REACH), -1), sides)
    if voice == "active":
        return before, _first(behind, sides)
    if voice == "passive":
        by = next((i for i in behind if doc[i].lower_ == "oleh"), None)
        return (_first(range(by + 1, behind.stop), sides) if by is not None else ""), before
    return _noun_roles(doc, range(verb + 1, _phrase_end(doc, behind)), voice, sides)


def _phrase_end(doc: Doc, behind: range) -> int:
    """Where the phrase that begins behind a noun is over: at a comma, say."""
    return next((i for i in behind if doc[i].is_punct), behind.stop)


def _noun_roles(doc: Doc, behind: range, voice: str, sides: dict[int, str]) -> tuple[str, str]:
    """Doer and victim of a noun: 'serangan X terhadap Y' has both, 'pembantaian Y oleh X' too."""
    by = next((i for i in behind if doc[i].lower_ == "oleh"), behind.stop)
    mark = next((i for i in behind if doc[i].lower_ in _OBJECT), behind.stop)
    named = _first(range(behind.start, min(by, mark)), sides)
    doer = _first(range(by + 1, behind.stop), sides)
    victim = _first(range(mark + 1, behind.stop), sides)
    return (doer, victim or named) if voice == "deed" else (doer or named, victim)


def _first(positions: range, sides: dict[int, str]) -> str:
    return next((sides[i] for i in positions if i in sides), "")


@cache
def _marked() -> frozenset[int]:
    """spaCy's numbers of the words of violence and of the first words of loaded terms."""
    return frozenset(
        get_string_id(word)
        for word in {term.split(" ")[0] for term in lexicon.pairs("naming")} | lexicon.pairs("violence").keys()
    )
