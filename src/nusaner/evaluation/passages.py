"""Pieces of text around mistakes, cut where what is marked changes, for drawing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nusaner.evaluation.mistakes import kind_of, pairs_of
from nusaner.evaluation.pairs import Pair

_AROUND = 110
#: Kind of a span on which gold and prediction agree.
RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Mark:
    """A gold span and the prediction that overlaps it, taken together.

    Attributes:
        start, end: Characters of the document, half-open, of both.
        kind: One of `mistakes.KINDS`, or `RIGHT`.
        gold, predicted: Ends and label, or None.
    """

    start: int
    end: int
    kind: str
    gold: tuple[int, int, str] | None
    predicted: tuple[int, int, str] | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document with all of its marks.

    Attributes:
        document: Name of the document.
        start: First character of the piece in the document.
        text: The piece.
        marks: Sorted; their offsets are of the document.
    """

    document: str
    start: int
    text: str
    marks: tuple[Mark, ...]


def passages(pairs: Sequence[Pair]) -> Iterator[Passage]:
    """The pieces of text that hold a mistake; neighbours are one piece."""
    for pair in pairs:
        marks = sorted(_marks(pair), key=_place)
        windows: list[list[int]] = []
        for mark in marks:
            if mark.kind == RIGHT:
                continue
            start, end = _snap(pair.text, mark.start - _AROUND, mark.end + _AROUND, mark)
            if windows and start <= windows[-1][1]:
                windows[-1][1] = max(windows[-1][1], end)
            else:
                windows.append([start, end])
        for start, end in windows:
            inside = tuple(m for m in marks if start <= m.start and m.end <= end)
            yield Passage(pair.id, start, pair.text[start:end], inside)


def _marks(pair: Pair) -> Iterator[Mark]:
    for gold, predicted in pairs_of(pair):
        spans = [span for span in (gold, predicted) if span]
        yield Mark(
            min(s.start for s in spans),
            max(s.end for s in spans),
            kind_of(gold, predicted) or RIGHT,
            (gold.start, gold.end, gold.label) if gold else None,
            (predicted.start, predicted.end, predicted.label) if predicted else None,
        )


def _place(mark: Mark) -> tuple[int, int, str]:
    return (mark.start, mark.end, mark.kind)


def _snap(text: str, start: int, end: int, mark: Mark) -> tuple[int, int]:
    """The window without cut words, and within its paragraph where that is near."""
    start, end = max(0, start), min(len(text), end)
    line = text.rfind("\n", start, mark.start) + 1
    start = max(start, line)
    if start and not text[start - 1].isspace():
        space = text.find(" ", start, mark.start)
        start = space + 1 if space >= 0 else mark.start
    line = text.find("\n", mark.end, end)
    if line >= 0:
        return start, line
    if end < len(text) and not text[end].isspace():
        space = text.rfind(" ", mark.end, end)
        end = space if space >= 0 else mark.end
    return start, end
