"""The features of a text from one target's point of view, and those that see no sides, as hashed columns.

Each template joins a few codes of a unit (its stem, who stands beside it, ...) into one column, for
all units at once; a column's name is never made. Hashing needs no vocabulary (Weinberger et al., 2009).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nusaner.stance.attributes import ACTIVE, MIDDLE, NOUN, PASSIVE, checksum
from nusaner.stance.grid import Codes, Flags, Grid, Ints, nearest, per_sentence
from nusaner.stance.roles import OPPONENT, SELF

#: Columns of every matrix of counts; pairs of words have the upper half.
WIDTH = 2**18
_HALF = np.uint64(2**17)
_SHIFT = np.uint64(64 - 17)
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_FOLD = np.uint64(32)

#: Units at most so far from a side's mark are read as said of it.
_WINDOW = 6
_CLOSE = 2
_SOFT_WINDOW = 4
_SELF, _OPPONENT = checksum(SELF), checksum(OPPONENT)
_SOFT_SELF = np.array([checksum(mark) for mark in ("@NS", "@PS", "@XS", "@KS", "@MS")], dtype=np.uint64)
_SOFT_OPPONENT = np.array([checksum(mark) for mark in ("@NO", "@PO", "@XO", "@KO", "@MO")], dtype=np.uint64)
#: What a side is to a word of doing: who does it, who suffers it, whose it is, who stands before or behind it.
_AGENT, _PATIENT, _OWNER, _BEHIND, _BEFORE = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Features:
    """Occurrences of features.

    Attributes:
        unit: Position of the unit that each stands for, -1 for the whole sentence, of shape (occurrences,).
        sentence: Number of its sentence, of the same shape.
        column: Of the same shape, below `WIDTH`.
    """

    unit: Ints
    sentence: Ints
    column: Ints


class _Collector:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.units: list[Ints] = []
        self.sentences: list[Ints] = []
        self.columns: list[Ints] = []

    def add(self, template: int, where: Flags, *codes: Codes, pair: bool = False) -> None:
        """One feature for each unit in `where`; `codes` are of shape (units,)."""
        units = np.flatnonzero(where)
        self.units.append(units)
        self.sentences.append(self.grid.sentence[units])
        self.columns.append(_column(template, [code[units] for code in codes], pair))

    def add_beside(self, template: int, step: int, where: Flags, *codes: Codes) -> None:
        """One feature for the sentence beside that of each unit in `where`, within the text: it is coloured by it.

        Args:
            template: Its number.
            step: 1 for the sentence behind, -1 for the one before.
            where, codes: Of shape (units,).
        """
        grid = self.grid
        alone = grid.closing if step > 0 else grid.opening == np.arange(grid.sentences)
        units = np.flatnonzero(where & ~alone[grid.sentence])
        self.units.append(np.full(len(units), -1))
        self.sentences.append(grid.sentence[units] + step)
        self.columns.append(_column(template, [code[units] for code in codes], False))

    def add_sentences(self, template: int, where: Flags, *codes: Codes) -> None:
        """One feature for each sentence in `where`; `codes` are of shape (sentences,)."""
        sentences = np.flatnonzero(where)
        self.units.append(np.full(len(sentences), -1))
        self.sentences.append(sentences)
        self.columns.append(_column(template, [code[sentences] for code in codes], False))

    def features(self) -> Features:
        return Features(np.concatenate(self.units), np.concatenate(self.sentences), np.concatenate(self.columns))


def view_features(grid: Grid, marks: Codes) -> Features:
    """What texts say from one target's point of view.

    Args:
        grid: The texts.
        marks: Of the units, see `marks_of`.
    """
    out = _Collector(grid)
    symbol = np.where(grid.entity, marks, grid.stem)
    everything = np.ones(len(symbol), dtype=bool)
    words = ~grid.entity
    own, other = marks == _SELF, marks == _OPPONENT
    around = _named(grid, own, other, marks)
    voice, near = grid.voice, around[grid.sentence]
    out.add(1, everything, voice, symbol)
    out.add(2, everything, near, voice, symbol)
    out.add(3, words & (grid.word != grid.stem), voice, grid.word)
    known = grid.fine > 0
    out.add(4, known, voice, grid.fine)
    out.add(5, known, near, voice, grid.coarse)
    out.add(6, known, near, grid.fine)
    out.add(7, grid.closing[grid.sentence], voice, symbol)
    _add_neighbours(out, grid, marks, symbol, own | other)
    _add_frames(out, grid, marks, own | other, near)
    _add_soft(out, grid, marks)
    _add_pairs(out, grid, symbol)
    _add_sentences(out, grid, around, marks, own | other)
    return out.features()


def slant_features(grid: Grid, marks: Codes) -> Features:
    """What tells a sentence that takes sides, whichever; `marks` tell no side from another."""
    out = _Collector(grid)
    words = ~grid.entity
    symbol = np.where(grid.entity, marks, grid.word)
    voice = grid.voice
    everything = np.ones(len(symbol), dtype=bool)
    out.add(51, everything, voice, symbol)
    out.add(52, words, voice, grid.stem)
    known = grid.fine > 0
    out.add(53, known, voice, grid.fine)
    out.add(54, known, voice, grid.coarse)
    negated = grid.negated.astype(np.uint64)
    judging = grid.judgement > 0
    out.add(55, judging, voice, grid.judgement, negated)
    out.add_beside(65, 1, judging, grid.judgement, negated)
    out.add(56, words & grid.negated, voice, grid.stem)
    here = np.arange(len(symbol))
    out.add(57, here == grid.first, symbol)
    out.add(58, here == grid.stop - 1, symbol, voice)
    _add_pairs(out, grid, symbol)
    side = marks == checksum("@A")
    all_sentences = np.ones(grid.sentences, dtype=bool)
    out.add_sentences(61, all_sentences, _count(grid, everything) // np.uint64(5))
    out.add_sentences(62, all_sentences, _count(grid, side))
    out.add_sentences(63, all_sentences, np.minimum(_count(grid, judging), np.uint64(5)))
    out.add_sentences(64, all_sentences, grid.number)
    _add_punctuation(out, grid)
    return out.features()


def _named(grid: Grid, own: Flags, other: Flags, marks: Codes) -> Codes:
    """Who is named in each sentence, or else meant: by a town, or by having been named last; of shape (sentences,)."""
    who = per_sentence(own, grid) + 2 * per_sentence(other, grid)
    soft = per_sentence(np.isin(marks, _SOFT_SELF), grid) + 2 * per_sentence(np.isin(marks, _SOFT_OPPONENT), grid)
    carried = _carried(grid, own, other)
    found = np.where(who > 0, who, np.where(soft > 0, 3 + soft, np.where(carried > 0, 6 + carried, 0)))
    return found.astype(np.uint64)


def _carried(grid: Grid, own: Flags, other: Flags) -> Ints:
    """Who was named first in the last sentence before that named a side: 0 nobody, 1 target, 2 opponent."""
    positions = np.flatnonzero(own | other)
    sentences, order = np.unique(grid.sentence[positions], return_index=True)
    leading = np.zeros(grid.sentences, dtype=np.int64)
    leading[sentences] = np.where(own[positions[order]], 1, 2)
    latest = np.maximum.accumulate(np.where(leading > 0, np.arange(grid.sentences), -1))
    found = np.zeros(grid.sentences, dtype=np.int64)
    before = latest[:-1]
    found[1:] = np.where(before >= grid.opening[1:], leading[before], 0)
    return found


def _add_neighbours(out: _Collector, grid: Grid, marks: Codes, symbol: Codes, sides: Flags) -> None:
    """Words left and right of a side."""
    here = np.arange(len(symbol))
    voice, prefix = grid.voice, grid.prefix
    left, right = nearest(sides, grid, _WINDOW)
    has_left, has_right = left >= 0, right >= 0
    of_left, of_right = marks[left], marks[right]
    shaped = prefix > 0
    known = grid.coarse > 0
    out.add(11, has_left, voice, of_left, symbol)
    out.add(12, has_left & shaped, voice, of_left, prefix, symbol)
    out.add(13, has_left & (here - left <= _CLOSE), voice, of_left, symbol)
    out.add(14, has_right, voice, of_right, symbol)
    out.add(15, has_right & shaped, voice, of_right, prefix, symbol)
    out.add(16, has_right & (right - here <= _CLOSE), voice, of_right, symbol)
    out.add(17, has_left & has_right, voice, of_left, prefix, symbol, of_right)
    out.add(18, has_left & known, of_left, prefix, grid.coarse)
    out.add(19, has_right & known, of_right, prefix, grid.coarse)


def _add_frames(out: _Collector, grid: Grid, marks: Codes, sides: Flags, near: Codes) -> None:
    """Who does it and who suffers it (meN-, di- ... oleh, nouns in -an), here and in the sentences beside."""
    voice, stem, prefix = grid.voice, grid.stem, grid.prefix
    here = np.arange(len(stem))
    left, right = nearest(sides, grid, _WINDOW)
    has_left, has_right = left >= 0, right >= 0
    negated = grid.negated.astype(np.uint64)
    judging = grid.judgement > 0
    by = grid.by[right] > grid.by[here]
    toward = grid.toward[right] > grid.toward[here]
    active, passive, noun = np.isin(prefix, (ACTIVE, MIDDLE)), prefix == PASSIVE, prefix == NOUN
    frames = (
        (_AGENT, has_left & active, left),
        (_PATIENT, has_right & active, right),
        (_PATIENT, has_left & passive, left),
        (_AGENT, has_right & passive & (by | (right == here + 1)), right),
        (_PATIENT, has_right & noun & toward, right),
        (_OWNER, has_right & noun & ~toward & (right - here <= _CLOSE), right),
        (_BEHIND, has_right & noun & ~toward & (right - here > _CLOSE), right),
        (_BEFORE, has_left & noun & (here - left <= _CLOSE + 1), left),
    )
    for kind, where, partner in frames:
        mark = marks[partner] + np.uint64(kind)
        out.add(21, where, voice, mark, stem)
        out.add_beside(37, 1, where, mark, stem)
        out.add(22, where & (grid.coarse > 0), voice, mark, grid.coarse)
        out.add(23, where & judging, voice, mark, grid.judgement, negated)
        for template, step in ((33, 1), (38, -1)):
            out.add_beside(template, step, where & judging, mark, grid.judgement, negated)
    out.add(24, judging, voice, grid.judgement, negated)
    out.add(25, judging, near, voice, grid.judgement, negated)
    out.add(26, judging & has_left, voice, marks[left], prefix, grid.judgement, negated)
    out.add(27, judging & has_right, voice, marks[right], prefix, grid.judgement, negated)
    out.add_beside(34, 1, judging, near, grid.judgement, negated)
    for template, step in ((35, 1), (39, -1)):
        out.add_beside(template, step, judging & has_left, marks[left], grid.judgement, negated)
        out.add_beside(template + 10, step, judging & has_right, marks[right], grid.judgement, negated)
    out.add(28, grid.negated & ~grid.entity, voice, stem)
    out.add(29, grid.negated & ~grid.entity, near, stem)


def _add_soft(out: _Collector, grid: Grid, marks: Codes) -> None:
    """Words near names, places and things of a side."""
    own = np.isin(marks, _SOFT_SELF)
    soft = own | np.isin(marks, _SOFT_OPPONENT)
    if not soft.any():
        return
    here = np.arange(len(marks))
    left, right = nearest(soft, grid, _SOFT_WINDOW)
    closer = (right >= 0) & ((left < 0) | (right - here < here - left))
    partner = np.where(closer, right, left)
    where = (partner >= 0) & ~grid.entity
    code = own[partner].astype(np.uint64) + np.uint64(2) * closer.astype(np.uint64)
    out.add(31, where, grid.voice, code, grid.stem)
    out.add(32, where & (grid.judgement > 0), grid.voice, code, grid.judgement)


def _add_pairs(out: _Collector, grid: Grid, symbol: Codes) -> None:
    """Neighbouring pairs, and those with one unit between them."""
    here = np.arange(len(symbol))
    for gap in (1, 2):
        behind = np.minimum(here + gap, max(0, len(symbol) - 1))
        out.add(40 + gap, here + gap < grid.stop, grid.voice, symbol, symbol[behind], pair=True)


def _add_sentences(out: _Collector, grid: Grid, around: Codes, marks: Codes, sides: Flags) -> None:
    """Who is named where in the text, who comes first, and punctuation."""
    out.add_sentences(71, np.ones(grid.sentences, dtype=bool), around)
    out.add_sentences(72, grid.opening == np.arange(grid.sentences), around)
    out.add_sentences(73, grid.closing, around)
    positions = np.flatnonzero(sides)
    sentences, order = np.unique(grid.sentence[positions], return_index=True)
    leading = np.zeros(grid.sentences, dtype=np.uint64)
    leading[sentences] = marks[positions[order]]
    out.add_sentences(74, leading > 0, leading)
    _add_punctuation(out, grid)


def _add_punctuation(out: _Collector, grid: Grid) -> None:
    out.units.append(np.full(len(grid.punctuation), -1))
    out.sentences.append(grid.punctuation[:, 0].astype(np.int64))
    out.columns.append(_column(75, [grid.punctuation[:, 1]], False))


def _count(grid: Grid, chosen: Flags) -> Codes:
    return np.bincount(grid.sentence[chosen], minlength=grid.sentences).astype(np.uint64)


def _column(template: int, codes: list[Codes], pair: bool) -> Ints:
    """Multiply and fold each code into the hash (after Fowler, Noll and Vo); the top bits are the column."""
    value = np.full(len(codes[0]), template, dtype=np.uint64) * _PRIME
    for code in codes:
        value = (value ^ code) * _PRIME
        value ^= value >> _FOLD
    value *= _PRIME
    column = value >> _SHIFT
    found: Ints = (column + _HALF if pair else column).astype(np.int64)
    return found
