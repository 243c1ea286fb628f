"""A text as seen from one target: the words a classifier reads.

The target's names become `TARGET`, those of its adversary `OTHER`, names of contested places
`NAME_OF_TARGET` or `NAME_OF_OTHER`; so one model serves all targets, and swapping the two sides in
a text swaps what it reads. Words in quotation marks and in attributed sentences are kept apart
from the text's own words, for stance is what the text's own voice holds.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from nusaner import lexicon
from nusaner.stance.sides import side_of, side_of_name

_ADVERSARY = {"azerbaijan": "armenia", "armenia": "azerbaijan"}
_QUOTES = {"“": "”", '"': '"', "«": "»"}
#: A quotation mark that is not closed within so many tokens is taken for a typing error.
_LONGEST_QUOTE = 150
#: Words at most so far from a side's mark are read together with it.
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that the classifier reads, and the tokens that it stands for (half-open)."""

    name: str
    start: int
    end: int


def main_sentences(doc: Doc) -> list[tuple[int, int]]:
    """Token ranges of the sentences that belong to the article, not to the page around it."""
    starts = tuple(row[0] for row in lexicon.load("furniture"))
    ranges = []
    for sentence in doc.sents:
        text = sentence.text.strip().lower().lstrip("-•*|> ")
        if text and not text.startswith(starts) and text.count("|") < 2:
            ranges.append((sentence.start, sentence.end))
    return ranges


def count_mentions(doc: Doc) -> Counter[str]:
    """How often the article's main text names each target."""
    inside = [False] * len(doc)
    for start, end in main_sentences(doc):
        inside[start:end] = [True] * (end - start)
    return Counter(side_of(ent._.link) for ent in doc.ents if inside[ent.start])


def count_words(doc: Doc) -> int:
    """How many words the article's main text has."""
    return sum(doc[i].is_alpha for start, end in main_sentences(doc) for i in range(start, end))


def features(doc: Doc, target: str) -> list[Feature]:
    """What a text says, seen from one target.

    Args:
        doc: A document with sentences, entities and links.
        target: An entry of `nusaner.types.TARGETS`.

    Returns:
        Features in the order of the text; a name may occur many times.
    """
    marks = _marks(doc, target)
    quoted = _quoted(doc)
    found: list[Feature] = []
    for start, end in main_sentences(doc):
        units = list(_units(doc, start, end, marks))
        words = [unit.name for unit in units]
        attributed = any(doc[i].lower_ in lexicon.words("speech_cues") for i in range(start, end))
        sides = [k for k, word in enumerate(words) if word in ("TARGET", "OTHER")]
        for k, unit in enumerate(units):
            voice = "q:" if quoted[unit.start] else "r:" if attributed else ""
            found.append(Feature(voice + unit.name, unit.start, unit.end))
            if k + 1 < len(units):
                following = units[k + 1]
                found.append(Feature(f"{voice}{unit.name}_{following.name}", unit.start, following.end))
            near = _nearest(k, sides)
            if near is not None and near != k:
                found.append(Feature(f"{voice}{words[near]}~{unit.name}", unit.start, unit.end))
    return found


def _marks(doc: Doc, target: str) -> dict[int, tuple[int, str]]:
    """First token of an entity -> (token behind it, the mark that it is read as)."""
    adversary = _ADVERSARY.get(target, "")
    marks = {}
    for ent in doc.ents:
        side, name = side_of(ent._.link), side_of_name(ent._.link)
        if side:
            mark = "TARGET" if side == target else "OTHER" if side == adversary else "THIRD"
        elif name:
            mark = "NAME_OF_TARGET" if name == target else "NAME_OF_OTHER" if name == adversary else ent.label_
        else:
            mark = ent.label_
        marks[ent.start] = (ent.end, mark)
    return marks


def _units(doc: Doc, start: int, end: int, marks: dict[int, tuple[int, str]]) -> Iterator[Feature]:
    """Words and marks of a sentence."""
    i = start
    while i < end:
        if i in marks:
            stop, mark = marks[i]
            yield Feature(mark, i, stop)
            i = stop
        else:
            word = _word(doc[i])
            if word:
                yield Feature(word, i, i + 1)
            i += 1


def _word(token: Token) -> str:
    if token.is_space or token.like_num:
        return ""
    if token.is_punct:
        return token.text if token.text in "!?" else ""
    return token.lower_.replace(" ", "")


def _nearest(k: int, sides: Sequence[int]) -> int | None:
    """The one of the sorted positions `sides` that is nearest to `k`, if near enough."""
    at = bisect_left(sides, k)
    near = [(abs(s - k), s) for s in sides[max(0, at - 1) : at + 1] if abs(s - k) <= _NEAR]
    return min(near)[1] if near else None


def _quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands in quotation marks."""
    quoted = [False] * len(doc)
    i = 0
    while i < len(doc):
        closing = _QUOTES.get(doc[i].text)
        if closing:
            for k in range(i + 1, min(len(doc), i + _LONGEST_QUOTE)):
                if "\n\n" in doc[k].text:
                    break
                if doc[k].text == closing:
                    quoted[i : k + 1] = [True] * (k + 1 - i)
                    i = k
                    break
        i += 1
    return quoted
