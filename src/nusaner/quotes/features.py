"""What the tagger of quotations sees of each word of a paragraph.

Direct quotations are told by their marks, indirect ones by a verb of saying before the clause (Pareti
et al., 2013); both need the words around, the entities, and how far the last such verb stands back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from nusaner import lexicon

_PAIRS = {"“": "”", '"': '"', "«": "»", "„": "“"}
#: A quotation mark that is not closed within so many words is taken for a typing error.
_LONGEST = 150
_STOPS = frozenset(".!?")
_VERBS = ("me", "di", "ber", "ter")


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
    forms = [_form(word) for word in words]
    marks = quoted(tuple(word.text for word in words))
    rows: list[list[str]] = []
    cue, kind, since, commas, closed = "-", "-", 0, 0, ""
    for i, word in enumerate(words):
        lower = word.text.lower()
        if word.first:
            cue, kind, since, commas, closed = "-", "-", 0, 0, ""
        row = [
            f"w={forms[i]}",
            f"mark={marks[i]}",
            f"-mark={marks[i - 1] if i else '-'}",
            f"+mark={marks[i + 1] if i + 1 < len(words) else '-'}",
            f"cue={cue}",
            f"kind={kind}",
            f"kind,since={kind},{_bucket(since)}",
            f"kind,-w={kind},{forms[i - 1] if i else '^'}",
            f"kind,w={kind},{forms[i]}",
            f"kind,commas={kind},{min(commas, 3)},{forms[i - 1] if i else '^'}",
            f"first,mark={word.first},{marks[i]},{marks[i - 1] if i else '^'}",
            f"since={_bucket(since)}",
            f"cue,-w={cue},{forms[i - 1] if i else '^'}",
            f"cue?,since,ent={cue != '-'},{_bucket(since)},{word.entity}",
            f"commas={min(commas, 3)},{cue != '-'}",
            f"closed={closed}",
        ]
        for offset in (-3, -2, -1, 1, 2, 3):
            k = i + offset
            row.append(f"{offset:+}={forms[k] if 0 <= k < len(words) else '^'}")
        row.append(f"-1,0={forms[i - 1] if i else '^'},{forms[i]}")
        row.append(f"0,+1={forms[i]},{forms[i + 1] if i + 1 < len(words) else '^'}")
        if word.first:
            row.append("first")
        if i + 1 == len(words) or words[i + 1].first:
            row.append("last")
        if lower.startswith(_VERBS):
            row.append("verb=" + lower[:2] + lower[-3:])
        rows.append(row)
        since += 1
        if lower in cues:
            cue, kind, since, commas = lower, cues[lower], 0, 0
        elif lower == ",":
            commas += 1
        if marks[i] == "close":
            closed = "closed"
    _look_ahead(words, rows, cues)
    return rows


def _look_ahead(words: Sequence[Word], rows: list[list[str]], cues: Mapping[str, str]) -> None:
    """Add to each word the next cue of its sentence, for quotations before their verb."""
    cue, kind, until = "-", "-", 0
    for i in range(len(words) - 1, -1, -1):
        if i + 1 < len(words) and words[i + 1].first:
            cue, kind, until = "-", "-", 0
        rows[i] += [
            f"next={cue},{_bucket(until)}",
            f"nextkind={kind},{_bucket(until)}",
            f"nextkind,w={kind},{_form(words[i])}",
        ]
        until += 1
        lower = words[i].text.lower()
        if lower in cues:
            cue, kind, until = lower, cues[lower], 0


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


def _form(word: Word) -> str:
    if word.entity:
        return ("B-" if word.opens else "I-") + word.entity
    if any(c.isdigit() for c in word.text):
        return "0"
    return word.text.lower()


def _bucket(distance: int) -> str:
    return str(distance) if distance < 4 else "4-6" if distance < 7 else "7-15" if distance < 16 else "far"
