"""A reading as sparse counts of hashed features.

Hashing (Weinberger et al., 2009) needs no vocabulary, so the model stays small and loads at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction import FeatureHasher
from sklearn.utils import murmurhash3_32

from nusaner.stance.features import lean_features, signs_of, slant_features, whole_features
from nusaner.stance.roles import OPPONENT, SELF, Viewpoint, roles
from nusaner.stance.view import Reading

#: Columns of every matrix of counts.
WIDTH = 2**17


@dataclass(frozen=True, slots=True)
class Encoded:
    """A reading in numbers; each matrix has one row for each sentence.

    Attributes:
        whole: Viewpoint -> counts, of shape (sentences, WIDTH).
        slant, lean: Counts and signed counts, of the same shape.
        named: Viewpoint -> whether the target and its opponent are named, of shape (sentences, 2).
        quoted: Share of each sentence's units in quotation marks, of shape (sentences,).
    """

    whole: dict[Viewpoint, sparse.csr_matrix]
    slant: sparse.csr_matrix
    lean: sparse.csr_matrix
    named: dict[Viewpoint, np.ndarray]
    quoted: np.ndarray


def encode(reading: Reading, views: Iterable[Viewpoint]) -> Encoded:
    """Count the features of a reading from each viewpoint."""
    sentences = reading.sentences
    last = len(sentences) - 1
    views = list(views)
    strings, pairs = _hasher("string"), _hasher("pair")
    whole = {
        view: strings.transform(
            [f[0] for f in whole_features(sentence, view, last=k == last)] for k, sentence in enumerate(sentences)
        )
        for view in views
    }
    named = {
        view: np.array([[SELF in marks, OPPONENT in marks] for marks in (roles(s, view) for s in sentences)], bool)
        for view in views
    }
    shares = [sum(u.voice == "q:" for u in s.units) / max(1, len(s.units)) for s in sentences]
    return Encoded(
        whole,
        strings.transform(slant_features(sentence) for sentence in sentences),
        pairs.transform(_lean_rows(reading)),
        named,
        np.array(shares),
    )


def columns(names: Iterable[str]) -> np.ndarray:
    """The column of each feature name, as `FeatureHasher` chooses it, of shape (names,)."""
    return np.array([abs(murmurhash3_32(name, seed=0)) % WIDTH for name in names])


def _lean_rows(reading: Reading) -> Iterator[list[tuple[str, int]]]:
    before = 0
    for sentence in reading.sentences:
        yield lean_features(sentence, before)
        before = next((sign for sign in signs_of(sentence) if sign), before)


def _hasher(kind: str) -> Any:
    return FeatureHasher(WIDTH, input_type=kind, alternate_sign=False, dtype=np.float32)
