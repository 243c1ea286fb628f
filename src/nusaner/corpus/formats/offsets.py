r"""Offsets in other units than characters, and how a file's surface texts prove which unit it uses.

JavaScript tools (Label Studio, some versions of doccano) and Java ones (WebAnno, INCEpTION) count
UTF-16 code units, in which an emoji is two; tools that read a file in text mode count `\r\n` as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from nusaner.corpus.formats.misfits import Misfit
from nusaner.types import Mention

Unit = Literal["characters", "utf16", "characters, CRLF as one", "utf16, CRLF as one", "bytes"]
#: In the order in which they are believed.
UNITS: tuple[Unit, ...] = ("characters", "utf16", "characters, CRLF as one", "utf16, CRLF as one", "bytes")
_BLANK = re.compile(r"[^\S ]")
_LINE_END = re.compile(r"[\r\n]+")
_BREAK = re.compile(r"\s*[\r\n]\s*")


@dataclass(frozen=True, slots=True)
class Stated:
    """A mention as a file states it.

    Attributes:
        start, end: In the file's unit, half-open.
        surface: The text that the file gives for it; None if it gives none.
    """

    start: int
    end: int
    label: str
    kb_id: str = ""
    surface: str | None = None


#: What a surface shown to the letter counts, where one shown but for its blanks counts 1.
_EXACT = 2


def from_characters(text: str, unit: Unit) -> list[int]:
    """The offset in `unit` of each character of a text, and of its end.

    Example:
        >>> from_characters("a🌷b", "utf16")
        [0, 1, 3, 4]
    """
    if _alike(text, unit):
        return list(range(len(text) + 1))
    offsets, position = [0], 0
    for k, sign in enumerate(text):
        if unit.endswith("CRLF as one") and text[k : k + 2] == "\r\n":
            width = 0
        elif unit.startswith("utf16"):
            width = 2 if ord(sign) > 0xFFFF else 1
        else:
            width = len(sign.encode("utf-8", "surrogatepass")) if unit == "bytes" else 1
        position += width
        offsets.append(position)
    return offsets


def _alike(text: str, unit: Unit) -> bool:
    """Whether the unit counts this text as characters do."""
    if unit == "bytes":
        return text.isascii()
    astral = not text.isascii() and max(text) > "\uffff"
    return not (unit.startswith("utf16") and astral) and not (unit.endswith("CRLF as one") and "\r\n" in text)


def to_characters(text: str, unit: Unit) -> dict[int, int]:
    """The character at each offset in `unit`; an offset inside a character is missing."""
    if _alike(text, unit):
        return dict(enumerate(range(len(text) + 1)))
    found: dict[int, int] = {}
    for character, offset in enumerate(from_characters(text, unit)):
        found.setdefault(offset, character)
    return found


def choose_units(samples: Sequence[tuple[str, Sequence[Stated]]], utf16: bool | None = None) -> list[Unit]:
    """The unit of each text of a file, by the surface texts that the file states.

    The unit under which most mentions of the text show their surface is taken; where several do
    equally, the one that does best in the whole file, and at last the first of `UNITS`.
    A mention without surface speaks only by lying inside the text, and for or against UTF-16 alone.

    Args:
        samples: Texts with their mentions.
        utf16: True or False if the user knows; None to look.

    Example:
        >>> choose_units([("🌷 di Baku", [Stated(6, 10, "GPE", surface="Baku")])])
        ['utf16']
    """
    proof = any(mention.surface is not None for _, stated in samples for mention in stated)
    known = UNITS if proof else UNITS[:2]
    units = [unit for unit in known if utf16 is None or unit.startswith("utf16") is utf16]
    if all(_score(text, stated, units[0]) == _EXACT * len(stated) for text, stated in samples):
        return [units[0]] * len(samples)
    scores = [{unit: _score(text, stated, unit) for unit in _useful(text, units)} for text, stated in samples]
    whole = {unit: sum(score.get(unit, score[units[0]]) for score in scores) for unit in units}
    chosen: list[Unit] = []
    for score in scores:
        ranks = {unit: (score[unit], whole[unit], -units.index(unit)) for unit in score}
        chosen.append(max(ranks, key=ranks.__getitem__))
    return chosen


def _useful(text: str, units: Sequence[Unit]) -> list[Unit]:
    """The units that count this text unlike the first; trying the others would be for nothing."""
    alike = _alike(text, units[0])
    return [unit for unit in units if unit == units[0] or not (alike and _alike(text, unit))]


def _score(text: str, stated: Sequence[Stated], unit: Unit) -> int:
    """How well the unit shows the stated surfaces: more for each that it shows to the letter."""
    characters = to_characters(text, unit) if stated else {}
    score = 0
    for mention in stated:
        span = _span(text, mention, characters)
        if span is not None:
            score += _EXACT if mention.surface in (None, text[span[0] : span[1]]) else 1
    return score


def _span(text: str, stated: Stated, characters: dict[int, int]) -> tuple[int, int] | None:
    start, end = characters.get(stated.start, -1), characters.get(stated.end, -1)
    if not 0 <= start < end:
        return None
    fits = stated.surface is None or same_surface(text[start:end], stated.surface)
    return (start, end) if fits else None


def same_surface(surface: str, stated: str) -> bool:
    r"""Whether a stated surface is the text's own; tools write a line break as a blank or as `\n`.

    Example:
        >>> same_surface("Laut\nKaspia", "Laut Kaspia"), same_surface("aku ", "Baku")
        (True, False)
    """
    if surface == stated:
        return True
    if not _BLANK.search(surface):
        return False
    # each its own blank (Label Studio), a line end one blank (BRAT), with the indent behind it, or escaped
    forms = (_BLANK.sub(" ", surface), _BLANK.sub(" ", _LINE_END.sub(" ", surface)))
    shown = _BLANK.sub(" ", stated)  # a tool that writes a line break as a blank may keep a no-break space
    return shown in (*forms, _BLANK.sub(" ", _BREAK.sub(" ", surface))) or stated == surface.replace("\n", "\\n")


def place(name: str, text: str, stated: Iterable[Stated], unit: Unit) -> tuple[tuple[Mention, ...], list[Misfit]]:
    """Mentions in characters, and those whose offsets are impossible or do not show the stated surface."""
    characters = to_characters(text, unit)
    mentions: list[Mention] = []
    misfits: list[Misfit] = []
    for mention in stated:
        span = _span(text, mention, characters)
        if span is not None:
            mentions.append(Mention(*span, mention.label, mention.kb_id))
            continue
        start, end = characters.get(mention.start, -1), characters.get(mention.end, -1)
        if 0 <= start < end:
            reason = f"is stated where the text has {text[start:end]!r} (counted in {unit})"
            line = text.count("\n", 0, start) + 1
        else:
            reason = f"has the offsets {mention.start}-{mention.end}, which are no span of the text in {unit}"
            start, end, line = -1, -1, 1
        misfits.append(Misfit(name, start, end, line, mention.label, mention.surface or "", reason))
    return tuple(sorted(mentions, key=by_offsets)), misfits


def by_offsets(mention: Mention) -> tuple[int, int, str, str]:
    """The order of mentions: by start, the longer first."""
    return (mention.start, -mention.end, mention.label, mention.kb_id)
