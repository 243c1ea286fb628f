"""What the three readers of a sentence see.

`whole_features` are read from one target's point of view; `slant_features` tell whether a sentence
takes any side, whoever it is; `lean_features` are signed, so that they change their sign when the
two sides of the conflict are exchanged.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from nusaner.stance.roles import OPPONENT, SELF, Viewpoint, generic_role, role, roles
from nusaner.stance.view import Sentence

#: Units at most so far from a side's mark are read as said of it.
_WINDOW = 6
_NEAR = 4

#: A feature and the units that it stands for (half-open).
Feature = tuple[str, int, int]


def whole_features(sentence: Sentence, view: Viewpoint, *, last: bool = False) -> list[Feature]:
    """Stems and clusters, alone and by who is named with them and where.

    Pairs of words are left out: with them the same reader is worse by two points of macro-F1.

    Args:
        sentence: A sentence.
        view: Who is judged.
        last: Whether it is the text's last sentence, where opinions like to stand.
    """
    marks = roles(sentence, view)
    units = sentence.units
    stems = [mark or unit.stem for mark, unit in zip(marks, units, strict=True)]
    sides = [k for k, mark in enumerate(marks) if mark in (SELF, OPPONENT)]
    who = _who(marks)
    found: list[Feature] = [(f"who{who}", 0, len(units))]
    add = found.append
    for k, unit in enumerate(units):
        voice, stem = unit.voice, stems[k]
        stop = k + 1
        add((f"{voice}{stem}", k, stop))
        add((f"{who}|{voice}{stem}", k, stop))
        left, right = _neighbours(k, sides)
        if left >= 0:
            add((f"{voice}{marks[left]}>{stem}", k, stop))
        if right >= 0:
            add((f"{voice}{marks[right]}<{stem}", k, stop))
            if left >= 0:
                add((f"{voice}{marks[left]}>{stem}>{marks[right]}", k, stop))
        if unit.groups:
            add((f"#{voice}{unit.groups[-1]}", k, stop))
            add((f"{who}#{voice}{unit.groups[len(unit.groups) // 2]}", k, stop))
        if last:
            add((f"L|{voice}{stem}", k, stop))
    return found


def slant_features(sentence: Sentence) -> list[str]:
    """Words, pairs, gapped pairs and clusters, with all sides alike; how the sentence opens and ends."""
    units = sentence.units
    words = [generic_role(unit) or unit.word for unit in units]
    voices = [unit.voice for unit in units]
    found = [voice + word for voice, word in zip(voices, words, strict=True)]
    found += [f"={unit.voice}{unit.stem}" for unit in units if not unit.kind]
    found += [f"{voices[k]}{words[k]}_{words[k + 1]}" for k in range(len(words) - 1)]
    found += [f"{voices[k]}{words[k]}_*_{words[k + 2]}" for k in range(len(words) - 2)]
    for unit in units:
        found += [f"#{unit.voice}{level}.{group}" for level, group in enumerate(unit.groups) if level]
    if words:
        found += [f"^{words[0]}", f"^{'_'.join(words[:2])}", f"{words[-1]}$", f"v{voices[-1]}"]
    found += [f"len{len(words) // 5}", f"sides{sum(unit.kind == 'side' for unit in units)}", f"number{sentence.number}"]
    found += [f"p{mark}" for mark in sentence.marks]
    return found


def lean_features(sentence: Sentence, before: int) -> list[tuple[str, int]]:
    """Words with the sign of the side that they are said of: 1 Azerbaijan, -1 Armenia.

    Args:
        sentence: A sentence.
        before: The side that was named last before it, 0 if none was.
    """
    signs = signs_of(sentence)
    soft = [_soft(unit.kind, unit.side) for unit in sentence.units]
    sides = [k for k, sign in enumerate(signs) if sign]
    named = {signs[k] for k in sides}
    only = next(iter(named)) if len(named) == 1 else 0
    found: list[tuple[str, int]] = [(f"who{len(named)}", sign) for sign in named]
    add = found.append
    for k, unit in enumerate(sentence.units):
        voice = unit.voice
        word = "@M" if signs[k] or soft[k] else generic_role(unit) or unit.stem
        if signs[k]:
            add((f"m{voice}", signs[k]))
            if k == sides[0]:
                add((f"first{voice}", signs[k]))
        if soft[k]:
            add((f"{unit.kind}{voice}", soft[k]))
        if only:
            add((f"w{voice}{word}", only))
        elif named:
            add((f"b{voice}{word}", signs[sides[0]]))
        elif before:
            add((f"l{voice}{word}", before))
        left, right = _neighbours(k, sides)
        if left >= 0:
            add((f">{voice}{word}", signs[left]))
        if right >= 0:
            add((f"<{voice}{word}", signs[right]))
        close = [j for j in (left, right) if j >= 0 and abs(j - k) < _NEAR]
        if close:
            add((f"n{voice}{word}", signs[min(close, key=_Distance(k))]))
        around = [j for j in range(max(0, k - 5), min(len(soft), k + 6)) if soft[j]]
        if around:
            add((f"s{word}", soft[min(around, key=_Distance(k))]))
        for level, group in enumerate(unit.groups):
            if not level:
                continue
            if only:
                add((f"w#{level}{voice}{group}", only))
            if left >= 0:
                add((f">#{level}{voice}{group}", signs[left]))
            if right >= 0:
                add((f"<#{level}{voice}{group}", signs[right]))
    return found


def signs_of(sentence: Sentence) -> list[int]:
    """1 where Azerbaijan is named, -1 where Armenia is, else 0."""
    view = Viewpoint("azerbaijan")
    return [{SELF: 1, OPPONENT: -1}.get(role(unit, view), 0) for unit in sentence.units]


def _soft(kind: str, side: str) -> int:
    """The sign of a name, place or thing that belongs to a side without acting for it."""
    return {"azerbaijan": 1, "armenia": -1}.get(side, 0) if kind in ("name", "place", "thing") else 0


def _who(marks: Sequence[str]) -> str:
    own, other = SELF in marks, OPPONENT in marks
    return "B" if own and other else "S" if own else "O" if other else "N"


def _neighbours(k: int, sides: Sequence[int]) -> tuple[int, int]:
    """The nearest of the sorted positions `sides` left and right of `k`; -1 where none is near enough."""
    left, right = bisect_left(sides, k) - 1, bisect_right(sides, k)
    before = sides[left] if left >= 0 and k - sides[left] <= _WINDOW else -1
    behind = sides[right] if right < len(sides) and sides[right] - k <= _WINDOW else -1
    return before, behind


class _Distance:
    """Distance from a position; the left one comes first among equals."""

    def __init__(self, position: int) -> None:
        self.position = position

    def __call__(self, other: int) -> tuple[int, int]:
        return (abs(other - self.position), other)
