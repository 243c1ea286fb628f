"""What the tagger of quotations sees of each word of a paragraph.

Direct quotations are told by their marks, indirect ones by a verb of saying before the clause (Pareti
et al., 2013); both need the words around, the entities, and how far the last such verb stands back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from nusaner import lexicon

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
#: A quotation mark that is not closed within so many words is taken for a typing error.
_LONGEST = 150
_STOPS = frozenset(".!?")
_VERBS = ("me", "di", "ber", "ter")
_OFFSETS = (-3, -2, -1, 1, 2, 3)
_SHIFT = max(_OFFSETS)
_OUTSIDE = tuple(f"{offset:+}=^" for offset in _OFFSETS)
_SIGNS = frozenset([*_PAIRS, *_PAIRS.values(), "'", "‘", "’", ":", "bahwa", "Bahwa"])

#: The last word of saying of the sentence, its kind, words and commas since, and whether a quotation was closed.
_State = tuple[str, str, int, int, str]
_NOTHING_SAID: _State = ("-", "-", 0, 0, "")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a paragraph as the tagger reads it.

    Attributes:
        text: The word.
        entity: Label of the entity that it belongs to, or "".
        opens: Whether an entity begins here.
        first: Whether a sentence begins here.
    """

    text: str
    entity: str = ""
    opens: bool = False
    first: bool = False


def features(words: Sequence[Word]) -> list[list[str]]:
    """The features of each word of one paragraph."""
    cues = cue_kinds()
    forms = [_form(word.text, word.entity, word.opens) for word in words]
    lowers = [word.text.lower() for word in words]
    marks = quoted([word.text for word in words])
    # the edges: what stands before the first and behind the last word
    around = [_OUTSIDE] * _SHIFT + [_shifted(form) for form in forms] + [_OUTSIDE] * _SHIFT
    rows: list[list[str]] = []
    state = _NOTHING_SAID
    for i, (word, form, mark) in enumerate(zip(words, forms, marks, strict=True)):
        if word.first:
            state = _NOTHING_SAID
        cue, kind, since, commas, _ = state
        before = forms[i - 1] if i else "^"
        last_mark = marks[i - 1] if i else "-"
        row = [
            *_said(cue, kind, _bucket(since), min(commas, 3), state[4]),
            *_marked(mark, last_mark, marks[i + 1] if i + 1 < len(words) else "-", word.first, i == 0),
            f"w={form}",
            f"kind,-w={kind},{before}",
            f"kind,w={kind},{form}",
            f"kind,commas={kind},{min(commas, 3)},{before}",
            f"cue,-w={cue},{before}",
            f"cue?,since,ent={cue != '-'},{_bucket(since)},{word.entity}",
            f"-1,0={before},{form}",
            f"0,+1={form},{forms[i + 1] if i + 1 < len(words) else '^'}",
        ]
        row += [around[i + _SHIFT + offset][k] for k, offset in enumerate(_OFFSETS)]
        if word.first:
            row.append("first")
        if i + 1 == len(words) or words[i + 1].first:
            row.append("last")
        lower = lowers[i]
        if lower.startswith(_VERBS):
            row.append("verb=" + lower[:2] + lower[-3:])
        rows.append(row)
        closed = "closed" if mark == "close" else state[4]
        if lower in cues:
            state = (lower, cues[lower], 0, 0, closed)
        else:
            state = (cue, kind, since + 1, commas + (lower == ","), closed)
    _look_ahead(words, lowers, forms, rows)
    return rows


@lru_cache(maxsize=20_000)
def _shifted(form: str) -> tuple[str, ...]:
    """The form as a neighbour sees it, for each of `_OFFSETS`."""
    return tuple(f"{offset:+}={form}" for offset in _OFFSETS)


@lru_cache(maxsize=20_000)
def _said(cue: str, kind: str, since: str, commas: int, closed: str) -> tuple[str, ...]:
    """What the sentence has so far: word of saying, its kind, how far back, commas after it."""
    return (
        f"cue={cue}",
        f"kind={kind}",
        f"kind,since={kind},{since}",
        f"since={since}",
        f"commas={commas},{cue != '-'}",
        f"closed={closed}",
    )


@lru_cache(maxsize=1_000)
def _marked(mark: str, before: str, behind: str, first: bool, opening: bool) -> tuple[str, ...]:
    """Where the word stands to quotation marks."""
    return (
        f"mark={mark}",
        f"-mark={before}",
        f"+mark={behind}",
        f"first,mark={first},{mark},{'^' if opening else before}",
    )


def _look_ahead(words: Sequence[Word], lowers: Sequence[str], forms: Sequence[str], rows: Sequence[list[str]]) -> None:
    """Add to each word the next cue of its sentence, for quotations before their verb."""
    cues = cue_kinds()
    cue, kind, until = "-", "-", 0
    for i in range(len(words) - 1, -1, -1):
        if i + 1 < len(words) and words[i + 1].first:
            cue, kind, until = "-", "-", 0
        rows[i] += [*_next(cue, kind, _bucket(until)), f"nextkind,w={kind},{forms[i]}"]
        until += 1
        lower = lowers[i]
        if lower in cues:
            cue, kind, until = lower, cues[lower], 0


@lru_cache(maxsize=20_000)
def _next(cue: str, kind: str, until: str) -> tuple[str, str]:
    return f"next={cue},{until}", f"nextkind={kind},{until}"


def may_quote(words: Sequence[Word]) -> bool:
    """Whether a paragraph has anything that brings a quotation: a word of saying, a mark, a colon or 'bahwa'.

    A third of the words of news stand in paragraphs without any; they need no tagger.
    """
    cues = cue_kinds()
    return any(word.text in _SIGNS or word.text.lower() in cues for word in words)


@cache
def cue_kinds() -> dict[str, str]:
    """Word of saying -> where what is said stands: after, before, both or source."""
    return {row[0]: row[1] for row in lexicon.load("saying")}


def quoted(texts: Sequence[str]) -> list[str]:
    """For each word "open", "in" or "close" of a pair of quotation marks, else "out".

    Example:
        >>> quoted(['"', "Besok", "hujan", '"', "katanya"])
        ['open', 'in', 'in', 'close', 'out']
    """
    states = ["out"] * len(texts)
    i = 0
    while i < len(texts):
        closing = _PAIRS.get(texts[i], "")
        end = _closing(texts, i, closing) if closing else 0
        if end:
            states[i], states[end] = "open", "close"
            states[i + 1 : end] = ["in"] * (end - i - 1)
            i = end
        i += 1
    return states


def _closing(texts: Sequence[str], start: int, mark: str) -> int:
    for k in range(start + 1, min(len(texts), start + _LONGEST)):
        if texts[k] == mark:
            return k
    return 0


@lru_cache(maxsize=20_000)
def _form(text: str, entity: str, opens: bool) -> str:
    if entity:
        return ("B-" if opens else "I-") + entity
    if any(c.isdigit() for c in text):
        return "0"
    return text.lower()


def _bucket(distance: int) -> str:
    return str(distance) if distance < 4 else "4-6" if distance < 7 else "7-15" if distance < 16 else "far"
