"""What the tagger of quotations sees of each word of a paragraph.

Direct quotations are told by their marks, indirect ones by a verb of saying before the clause (Pareti
et al., 2013); both need the words around, the entities, and how far the last such verb stands back.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from nusaner.quotes.layout import Turn
from nusaner.quotes.words import Word, cue_kinds, quoted

_STOPS = frozenset(".?!")
#: A longer line is no headline.
_HEADLINE = 30
#: What an answer may begin behind.
_BEGINNINGS = frozenset(":)—–->")
_VERBS = ("me", "di", "ber", "ter")
_OFFSETS = (-3, -2, -1, 0, 1, 2, 3)
_SHIFT = max(_OFFSETS)
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
    texts = [word.text for word in words]
    lowers = [text.lower() for text in texts]
    forms = ["^", *(_form(word.text, word.entity, word.opens) for word in words), "^"]
    marks = ["-", *quoted(texts), "-"]
    nexts = _look_ahead(words, lowers, forms)
    rows: list[list[str]] = []
    state = _NOTHING_SAID
    line = _line(words)
    asked = False
    for i, (word, lower, near) in enumerate(zip(words, lowers, _neighbours(forms), strict=True)):
        if word.first:
            state = _NOTHING_SAID
            asked = asked or (i > 0 and lowers[i - 1] == "?")
        cue, kind, since, commas, closed = state
        back, few = _bucket(since), min(commas, 3)
        before, form, behind = forms[i : i + 3]
        row = [
            *_said(cue, kind, back, few, closed),
            *_marked(marks[i + 1], marks[i], marks[i + 2], word.first, i == 0),
            *near,
            *nexts[i],
            f"kind,-w={kind},{before}",
            f"kind,w={kind},{form}",
            f"kind,commas={kind},{few},{before}",
            f"cue,-w={cue},{before}",
            f"cue?,since,ent={cue != '-'},{back},{word.entity}",
            f"-1,0={before},{form}",
            f"0,+1={form},{behind}",
        ]
        if word.first:
            row.append("first")
        if i and before == ":":
            row.append(f"colon={line},{_before_colon(words, lowers, i, cues)}")
        if turn:
            row += _in_turn(turn, i, before, word.first and lowers[i - 1] == "?", asked)
        if i + 1 == len(words) or words[i + 1].first:
            row.append("last")
        if lower.startswith(_VERBS):
            row.append("verb=" + lower[:2] + lower[-3:])
        rows.append(row)
        if marks[i + 1] == "close":
            closed = "closed"
        if lower in cues:
            state = (lower, cues[lower], 0, 0, closed)
        else:
            state = (cue, kind, since + 1, commas + (lower == ","), closed)
    return rows


def _neighbours(forms: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """For each word, the form and those around it.

    Args:
        forms: The forms, with an edge before the first and behind the last.
    """
    edge = [_shifted("^")] * (_SHIFT - 1)
    around = [*edge, *map(_shifted, forms), *edge]
    behind = len(forms) - 2
    return zip(
        *([form[k] for form in around[_SHIFT + offset :][:behind]] for k, offset in enumerate(_OFFSETS)), strict=True
    )


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
    """The form as a word sees it that stands so far from it, for each of `_OFFSETS`."""
    return tuple(f"{offset:+}={form}" if offset else f"w={form}" for offset in _OFFSETS)


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


def _look_ahead(words: Sequence[Word], lowers: Sequence[str], forms: Sequence[str]) -> list[tuple[str, ...]]:
    """For each word the next cue of its sentence, for quotations before their verb."""
    cues = cue_kinds()
    found: list[tuple[str, ...]] = []
    cue, kind, until = "-", "-", 0
    for i in range(len(words) - 1, -1, -1):
        found.append((*_next(cue, kind, _bucket(until)), f"nextkind,w={kind},{forms[i + 1]}"))
        until += 1
        lower = lowers[i]
        if lower in cues:
            cue, kind, until = lower, cues[lower], 0
        if words[i].first:
            cue, kind, until = "-", "-", 0
    return found[::-1]


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
