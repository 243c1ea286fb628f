"""Readings as arrays, so that all features of many texts are counted at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from nusaner.stance.attributes import Attributes, attributes, checksum
from nusaner.stance.roles import Viewpoint, generic_role, role
from nusaner.stance.view import Reading, Unit

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]

_VOICES = {"": 0, "q:": 1, "r:": 2}
#: Those of chats come as *tidak*: see `nusaner.stance.view`.
_NEGATIONS = frozenset(
    {"tidak", "tak", "bukan", "bukannya", "tanpa", "belum", "jangan", "enggan", "menolak", "takkan", "tiada"}
)
_BY = frozenset({"oleh"})
_TOWARD = frozenset({"terhadap", "atas", "kepada", "pada", "bagi", "untuk"})


@dataclass(frozen=True, slots=True)
class Grid:
    """The units of texts in one row.

    Attributes:
        sentence: Number of each unit's sentence, of shape (units,), like all that follow.
        first, stop: Where that sentence begins and ends (half-open).
        word, stem, prefix, judgement, coarse, fine: See `Attributes`; 0 for an entity.
        voice: 0 the text's own, 1 in quotation marks, 2 in an attributed sentence.
        entity: Whether it is an entity.
        negated: Whether a negation stands within three units before it.
        by, toward: How many of 'oleh', and of 'terhadap' and its like, stand before it; one longer.
        text: Number of each sentence's text, of shape (sentences,).
        opening: Number of that text's first sentence, of shape (sentences,).
        number: Whether the sentence holds a number, of shape (sentences,).
        punctuation: Sentence and checksum of each punctuation mark, of shape (marks, 2).
    """

    sentence: Ints
    first: Ints
    stop: Ints
    word: Codes
    stem: Codes
    prefix: Codes
    judgement: Codes
    coarse: Codes
    fine: Codes
    voice: Codes
    entity: Flags
    negated: Flags
    by: Ints
    toward: Ints
    text: Ints
    opening: Ints
    number: Codes
    punctuation: Codes

    @property
    def sentences(self) -> int:
        """How many sentences there are, empty ones too."""
        return len(self.text)

    @property
    def closing(self) -> Flags:
        """Whether each sentence ends its text."""
        found = np.ones(len(self.text), dtype=bool)
        found[:-1] = self.text[1:] != self.text[:-1]
        return found


_NOTHING = (0, 0, 0, 0, 0, 0)
#: Columns of a unit's numbers.
_COLUMNS = (*Attributes.__slots__, "voice", "entity", "negation", "by", "toward")


def lay_out(readings: Sequence[Reading]) -> Grid:
    """The arrays of texts, each of at least one sentence."""
    sentences = [sentence for reading in readings for sentence in reading.sentences]
    units = [unit for sentence in sentences for unit in sentence.units]
    lengths = np.array([len(sentence.units) for sentence in sentences], dtype=np.int64)
    stops = np.cumsum(lengths)
    table = np.frombuffer(b"".join(map(_numbers, units)), dtype=np.uint64).reshape(-1, len(_COLUMNS))
    columns = dict(zip(_COLUMNS, np.ascontiguousarray(table.T), strict=True))
    first = np.repeat(stops - lengths, lengths)
    here = np.arange(len(units))
    negations = _running(columns["negation"])
    text = np.repeat(np.arange(len(readings)), [len(reading.sentences) for reading in readings])
    marks = [(k, checksum(mark)) for k, sentence in enumerate(sentences) for mark in sentence.marks]
    return Grid(
        sentence=np.repeat(np.arange(len(lengths)), lengths),
        first=first,
        stop=np.repeat(stops, lengths),
        **{name: columns[name] for name in (*Attributes.__slots__, "voice")},
        entity=columns["entity"] > 0,
        negated=negations[here] > negations[np.maximum(first, here - 3)],
        by=_running(columns["by"]),
        toward=_running(columns["toward"]),
        text=text,
        opening=np.searchsorted(text, text),
        number=np.array([sentence.number for sentence in sentences], dtype=np.uint64),
        punctuation=np.array(marks, dtype=np.uint64).reshape(-1, 2),
    )


@lru_cache(maxsize=2**16)
def _numbers(unit: Unit) -> bytes:
    """What is known of a unit by itself: `_COLUMNS`, as the bytes of an array, which are quickly joined."""
    word = unit.word
    known = _NOTHING if unit.kind else attributes(word, unit.stem, unit.groups)
    flags = (bool(unit.kind), word in _NEGATIONS, word in _BY, word in _TOWARD)
    return np.array([*known, _VOICES[unit.voice], *flags], dtype=np.uint64).tobytes()


def select(grid: Grid, texts: Ints) -> Grid:
    """Some texts of a grid, in any order and as often as wanted; quicker than laying them out again.

    Args:
        grid: The texts.
        texts: Their numbers, of shape (chosen texts,).
    """
    lengths = np.bincount(grid.sentence, minlength=grid.sentences)
    bounds = np.searchsorted(grid.text, np.arange(grid.text[-1] + 2))
    stops = np.concatenate([[0], np.cumsum(lengths)])
    sentences = _ranges(bounds[texts], bounds[texts + 1])
    units = _ranges(stops[bounds[texts]], stops[bounds[texts + 1]])
    own = lengths[sentences]
    ends = np.cumsum(own)
    text = np.repeat(np.arange(len(texts)), bounds[texts + 1] - bounds[texts])
    marks = np.searchsorted(grid.punctuation[:, 0], np.arange(grid.sentences + 1))
    punctuation = grid.punctuation[_ranges(marks[sentences], marks[sentences + 1])]
    punctuation[:, 0] = np.repeat(np.arange(len(sentences)), marks[sentences + 1] - marks[sentences])
    return Grid(
        sentence=np.repeat(np.arange(len(own)), own),
        first=np.repeat(ends - own, own),
        stop=np.repeat(ends, own),
        **{name: getattr(grid, name)[units] for name in (*Attributes.__slots__, "voice", "entity", "negated")},
        by=_running(np.diff(grid.by)[units]),
        toward=_running(np.diff(grid.toward)[units]),
        text=text,
        opening=np.searchsorted(text, text),
        number=grid.number[sentences],
        punctuation=punctuation,
    )


def _ranges(starts: Ints, stops: Ints) -> Ints:
    """All numbers from each start to its stop (half-open), one range behind the other."""
    lengths = stops - starts
    shifts = starts - np.cumsum(lengths) + lengths
    found: Ints = np.arange(lengths.sum()) + np.repeat(shifts, lengths)
    return found


def marks_of(readings: Sequence[Reading], views: Sequence[Viewpoint]) -> Codes:
    """The checksum of each unit's mark, 0 for a word, of shape (units,); each text from its own viewpoint."""
    known = {id(reading): _entities(reading) for reading in readings}
    found = []
    for reading, view in zip(readings, views, strict=True):
        length, places, entities = known[id(reading)]
        marks = np.zeros(length, dtype=np.uint64)
        if entities:
            marks[places] = [_code(role(unit, view)) for unit in entities]
        found.append(marks)
    return np.concatenate(found)


def _entities(reading: Reading) -> tuple[int, list[int], list[Unit]]:
    """The number of units, the positions of the entities among them, and these."""
    units = [unit for sentence in reading.sentences for unit in sentence.units]
    places = [i for i, unit in enumerate(units) if unit.kind]
    return len(units), places, [units[i] for i in places]


def generic_marks_of(readings: Sequence[Reading]) -> Codes:
    """The same with marks that tell no side from another."""
    units = (unit for reading in readings for sentence in reading.sentences for unit in sentence.units)
    return np.array([_code(generic_role(unit)) if unit.kind else 0 for unit in units], dtype=np.uint64)


def nearest(chosen: Flags, grid: Grid, reach: int) -> tuple[Ints, Ints]:
    """The nearest chosen unit left and right of each unit in its sentence, -1 where none is within `reach`.

    Args:
        chosen: Of shape (units,).
        grid: The text.
        reach: Units at most between the two.
    """
    n = len(chosen)
    here = np.arange(n)
    left = np.full(n, -1)
    right = np.full(n, -1)
    if n:
        left[1:] = np.maximum.accumulate(np.where(chosen, here, -1))[:-1]
        right[:-1] = np.minimum.accumulate(np.where(chosen, here, n)[::-1])[::-1][1:]
        left[(left < grid.first) | (here - left > reach)] = -1
        right[(right >= grid.stop) | (right - here > reach)] = -1
    return left, right


def per_sentence(chosen: Flags, grid: Grid) -> Flags:
    """Whether each sentence has a chosen unit, of shape (sentences,)."""
    found: Flags = np.bincount(grid.sentence[chosen], minlength=grid.sentences) > 0
    return found


def _running(chosen: Ints | Codes) -> Ints:
    """How many are chosen before each, and at last in all."""
    return np.concatenate([[0], np.cumsum(chosen, dtype=np.int64)])


@cache
def _code(mark: str) -> int:
    """Checksums of marks, of which there are few."""
    return checksum(mark)
