"""What the tagger of quotations sees of each word of a paragraph.

Direct quotations are told by their marks, indirect ones by a verb of saying before the clause (Pareti
et al., 2013); both need the words around, the entities, and how far the last such verb stands back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from nusaner.quotes.layout import Turn
from nusaner.quotes.words import Word, cue_kinds, quoted

_STOPS = frozenset(".?!")
#: A longer line is no headline.
_HEADLINE = 30
#: What an answer may begin behind.
_BEGINNINGS = frozenset(":)—–->")
_VERBS = ("me", "di", "ber", "ter")
_OFFSETS = (-3, -2, -1, 1, 2, 3)
_SHIFT = max(_OFFSETS)
_OUTSIDE = tuple(f"{offset:+}=^" for offset in _OFFSETS)
#: The last word of saying of the sentence, its kind, words and commas since, and whether a quotation was closed.
_State = tuple[str, str, int, int, str]
_NOTHING_SAID: _State = ("-", "-", 0, 0, "")


def features(words: Sequence[Word], turn: Turn | None = None) -> list[list[str]]:
    """The features of each word of a paragraph, or of a part of it.

    Args:
        words: The words.
        turn: Its place in an interview, None elsewhere.
    """
    cues = cue_kinds()
    forms = [_form(word.text, word.entity, word.opens) for word in words]
    lowers = [word.text.lower() for word in words]
    marks = quoted([word.text for word in words])
    # the edges: what stands before the first and behind the last word
    around = [_OUTSIDE] * _SHIFT + [_shifted(form) for form in forms] + [_OUTSIDE] * _SHIFT
    rows: list[list[str]] = []
    state = _NOTHING_SAID
    line = _line(words)
    asked = False
    for i, (word, form, mark) in enumerate(zip(words, forms, marks, strict=True)):
        if word.first:
            state = _NOTHING_SAID
            asked = asked or (i > 0 and lowers[i - 1] == "?")
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
        if i and before == ":":
            row.append(f"colon={line},{_before_colon(words, lowers, i, cues)}")
        if turn:
            row += _in_turn(turn, i, before, word.first and lowers[i - 1] == "?", asked)
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


def _line(words: Sequence[Word]) -> str:
    """What kind of line it is: an entry of a live blog, a headline, or running text."""
    if words[0].text[:1].isdigit():
        return "time"
    return "long" if words[-1].text in _STOPS or len(words) > _HEADLINE else "title"


def _before_colon(words: Sequence[Word], lowers: Sequence[str], i: int, cues: Mapping[str, str]) -> str:
    if i > 1 and words[i - 2].entity:
        return "ent"
    return "cue" if i > 1 and lowers[i - 2] in cues else "x"


def _in_turn(turn: Turn, i: int, before: str, behind_question: bool, asked: bool) -> list[str]:
    """Where the paragraph of an interview stands, told at the places where an answer may begin."""
    if i == 0 or before in _BEGINNINGS or behind_question:
        return [f"turn={turn.place}", f"turn={turn.place},{turn.voice}", f"asked={asked},{turn.questions}"]
    return [f"turn={turn.brief}"]


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


@lru_cache(maxsize=20_000)
def _form(text: str, entity: str, opens: bool) -> str:
    if entity:
        return ("B-" if opens else "I-") + entity
    if any(c.isdigit() for c in text):
        return "0"
    return text.lower()


def _bucket(distance: int) -> str:
    return str(distance) if distance < 4 else "4-6" if distance < 7 else "7-15" if distance < 16 else "far"
