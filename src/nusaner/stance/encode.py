"""Readings as sparse counts of hashed features."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nusaner.stance.attributes import checksum
from nusaner.stance.grid import Flags, Grid, Ints, generic_marks_of, lay_out, marks_of, select
from nusaner.stance.manner import manners
from nusaner.stance.roles import OPPONENT, SELF, Viewpoint
from nusaner.stance.templates import WIDTH, Features, slant_features, view_features
from nusaner.stance.view import Reading


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts in numbers. A *copy* is a text seen from one viewpoint; its sentences are rows.

    Attributes:
        copies: Number of the text, and the viewpoint.
        bounds: Rows of copy k are `bounds[k]:bounds[k + 1]`.
        counts: Of shape (rows, WIDTH).
        features: The occurrences that were counted; `sentence` is the row.
        starts: Units of copy k are `starts[k]:starts[k + 1]` in `features.unit`.
        slant: Counts that see no sides, one row for each sentence of the texts, of shape (sentences, WIDTH).
        sentences: For each row the row of `slant` of the same sentence.
        named: Whether the target and its opponent are named, of shape (rows, 2).
        quoted: Share of units in quotation marks, of shape (rows,).
        places: How often a contested place goes by the target's name and by its opponent's, of shape (copies, 2).
        manners: How each copy speaks, see `manners`.
    """

    copies: tuple[tuple[int, Viewpoint], ...]
    bounds: Ints
    counts: sparse.csr_matrix
    features: Features
    starts: Ints
    slant: sparse.csr_matrix
    sentences: Ints
    named: Flags
    quoted: np.ndarray
    places: np.ndarray
    manners: np.ndarray

    def rows(self, copy: int) -> slice:
        """The rows of a copy."""
        return slice(int(self.bounds[copy]), int(self.bounds[copy + 1]))


def encode(readings: Sequence[Reading], views: Sequence[Sequence[Viewpoint]]) -> Encoded:
    """Count the features of texts, each from its viewpoints.

    Args:
        readings: Texts of at least one sentence.
        views: For each text at least one viewpoint.
    """
    copies = tuple((k, view) for k, own in enumerate(views) for view in own)
    texts = lay_out(readings)
    chosen = np.array([k for k, _ in copies])
    grid = select(texts, chosen)
    marks = marks_of([readings[k] for k, _ in copies], [view for _, view in copies])
    features = view_features(grid, marks)
    lengths = np.array([len(reading.sentences) for reading in readings])
    begins = np.cumsum(lengths) - lengths
    bounds = np.concatenate([[0], np.cumsum(lengths[chosen])])
    within = np.arange(bounds[-1]) - np.repeat(bounds[:-1], lengths[chosen])
    units = np.array([sum(len(sentence.units) for sentence in reading.sentences) for reading in readings])[chosen]
    return Encoded(
        copies,
        bounds,
        count(features, grid.sentences),
        features,
        np.concatenate([[0], np.cumsum(units)]),
        count(slant_features(texts, generic_marks_of(readings)), texts.sentences),
        np.repeat(begins[chosen], lengths[chosen]) + within,
        np.column_stack([_share(marks == checksum(mark), grid) > 0 for mark in (SELF, OPPONENT)]),
        _share(grid.voice == 1, grid),
        _places(readings, copies),
        manners(texts)[chosen],
    )


def count(features: Features, sentences: int) -> sparse.csr_matrix:
    """Counts of features, of shape (sentences, WIDTH)."""
    ones = np.ones(len(features.column), dtype=np.float32)
    return sparse.csr_matrix((ones, (features.sentence, features.column)), shape=(sentences, WIDTH))


def _places(readings: Sequence[Reading], copies: Sequence[tuple[int, Viewpoint]]) -> np.ndarray:
    names = [reading.count_names() for reading in readings]
    return np.array([(names[k][view.target], names[k][view.adversary]) for k, view in copies], dtype=float)


def _share(chosen: Flags, grid: Grid) -> np.ndarray:
    """Share of each sentence's units that are chosen, of shape (sentences,)."""
    lengths = np.bincount(grid.sentence, minlength=grid.sentences)
    found: np.ndarray = np.bincount(grid.sentence[chosen], minlength=grid.sentences) / np.maximum(lengths, 1)
    return found
