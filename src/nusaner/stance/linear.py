"""The arithmetic of fitted scikit-learn pipelines, without the checks that cost more than a short text does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse

from nusaner.types import STANCES

#: The score of a label that training has not seen.
_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class TextReader:
    """A TF-IDF transformer and a linear classifier.

    Attributes:
        idf: Of shape (columns,).
        weights: Of shape (columns, scores), contiguous: SciPy would copy it for every text otherwise.
        offsets: Of shape (scores,).
        sublinear: Whether counts are taken as 1 + log(count).
    """

    idf: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray
    sublinear: bool

    @classmethod
    def of(cls, pipeline: Any) -> TextReader:
        """The arithmetic of a pipeline of `TfidfTransformer` and a linear classifier, in the order of `STANCES`."""
        tfidf, machine = pipeline[0], pipeline[-1]
        order = [list(machine.classes_).index(label) for label in STANCES] if len(machine.classes_) > 2 else [0]
        offsets = np.broadcast_to(np.atleast_1d(machine.intercept_), (len(machine.coef_),))
        return cls(tfidf.idf_, np.ascontiguousarray(machine.coef_[order].T), offsets[order], tfidf.sublinear_tf)

    def scores(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Decision scores of TF-IDF of counts, each row of length 1; of shape (rows, scores)."""
        data = (np.log(counts.data) + 1) if self.sublinear else counts.data
        data = (data * self.idf[counts.indices]).astype(np.float64)
        rows = np.repeat(np.arange(counts.shape[0]), np.diff(counts.indptr))
        norms = np.sqrt(np.bincount(rows, weights=data * data, minlength=counts.shape[0]))
        norms[norms == 0] = 1.0
        weighed = sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)
        found: np.ndarray = weighed @ self.weights / norms[:, None] + self.offsets
        return found


@dataclass(frozen=True, slots=True)
class RowReader:
    """A standard scaler and a multinomial logistic regression.

    Attributes:
        mean, scale: Of shape (columns,).
        weights: Of shape (labels, columns).
        offsets: Of shape (labels,).
    """

    mean: np.ndarray
    scale: np.ndarray
    weights: np.ndarray
    offsets: np.ndarray

    @classmethod
    def of(cls, pipeline: Any, labels: Sequence[str] = STANCES) -> RowReader:
        """The arithmetic of a scaler and a logistic regression; a label that it has not seen has no probability."""
        scaler, machine = pipeline[0], pipeline[-1]
        classes = list(machine.classes_)
        weights = np.zeros((len(labels), len(scaler.mean_)))
        offsets = np.full(len(labels), _NEVER)
        for k, label in enumerate(labels):
            if label in classes:
                weights[k] = machine.coef_[classes.index(label)]
                offsets[k] = machine.intercept_[classes.index(label)]
        return cls(scaler.mean_, scaler.scale_, weights, offsets)

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """Probabilities, of shape (rows, labels)."""
        scores = (rows - self.mean) / self.scale @ self.weights.T + self.offsets
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        found: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
        return found
