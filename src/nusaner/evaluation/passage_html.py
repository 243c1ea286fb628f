"""Passages with their marks as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import pairwise

from nusaner.evaluation.passages import RIGHT, Mark, Passage

_BOUNDARY = ("too short", "too long", "shifted")


def legend() -> str:
    """What the marks mean."""
    return (
        '<p class="legend"><mark class="right">right</mark> '
        '<mark class="missed">missed<sup>LABEL</sup></mark> '
        '<mark class="spurious">spurious<sup>LABEL</sup></mark> '
        '<mark class="label">other label<sup>GOLD → PREDICTED</sup></mark> '
        '<mark class="boundary"><span class="lost">gold only</span> both <span class="extra">predicted only</span>'
        "<sup>LABEL</sup></mark></p>"
    )


def draw(passage: Passage) -> str:
    """The text with its marks; marks that overlap are drawn as one."""
    parts, position = [], passage.start
    for group in _groups(passage.marks):
        start, end = group[0].start, max(mark.end for mark in group)
        parts.append(escape(_text(passage, position, start)))
        parts.append(_mark(passage, group, start, end))
        position = end
    parts.append(escape(_text(passage, position, passage.start + len(passage.text))))
    return "".join(parts)


def _text(passage: Passage, start: int, end: int) -> str:
    return passage.text[start - passage.start : end - passage.start]


def _groups(marks: tuple[Mark, ...]) -> Iterator[list[Mark]]:
    group: list[Mark] = []
    for mark in marks:
        if group and mark.start >= max(m.end for m in group):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _mark(passage: Passage, group: list[Mark], start: int, end: int) -> str:
    wrong = [mark for mark in group if mark.kind != RIGHT]
    if not wrong:
        title = " · ".join(mark.gold[2] for mark in group if mark.gold)
        return f'<mark class="right" title="{escape(title)}">{escape(_text(passage, start, end))}</mark>'
    kinds = {"boundary" if mark.kind in _BOUNDARY else mark.kind for mark in wrong}
    kind = kinds.pop() if len(kinds) == 1 and len(group) == 1 else "boundary"
    inner = _ends(passage, group, start, end) if kind == "boundary" else escape(_text(passage, start, end))
    told = " · ".join(_told(mark) for mark in group)
    return (
        f'<mark class="{kind}" title="{escape(", ".join(mark.kind for mark in group))}">{inner}<sup>{told}</sup></mark>'
    )


def _ends(passage: Passage, group: list[Mark], start: int, end: int) -> str:
    """The pieces of marks: in both, in gold only, in predictions only."""
    gold = [mark.gold for mark in group if mark.gold]
    predicted = [mark.predicted for mark in group if mark.predicted]
    cuts = sorted({start, end, *(p for span in gold + predicted for p in span[:2])})
    parts = []
    for a, b in pairwise(cuts):
        piece = escape(_text(passage, a, b))
        wanted = any(span[0] <= a and b <= span[1] for span in gold)
        found = any(span[0] <= a and b <= span[1] for span in predicted)
        if wanted == found:
            parts.append(piece)
        else:
            parts.append(f'<span class="{"lost" if wanted else "extra"}">{piece}</span>')
    return "".join(parts)


def _told(mark: Mark) -> str:
    gold, predicted = (mark.gold or (0, 0, ""))[2], (mark.predicted or (0, 0, ""))[2]
    if gold and predicted and gold != predicted:
        return f"{escape(gold)} → {escape(predicted)}"
    return escape(gold or predicted)
