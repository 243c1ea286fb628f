"""The stance classifier on plain feature names, and how it is kept without pickle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zipfile import ZIP_DEFLATED

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from skops import io as skops

from nusaner.errors import ModelError
from nusaner.types import STANCES

#: Feature names are joined by blanks and read back whole.
_ANY = r"\S+"


class StanceModel:
    """TF-IDF of feature names and a multinomial logistic regression.

    Args:
        pipeline: A fitted scikit-learn pipeline of a `TfidfVectorizer` and a `LogisticRegression`.
    """

    def __init__(self, pipeline: Pipeline) -> None:
        self.pipeline = pipeline
        self._vectorizer: TfidfVectorizer = pipeline[0]
        self._classifier: LogisticRegression = pipeline[-1]

    @classmethod
    def train(
        cls, texts: Sequence[Sequence[str]], labels: Sequence[str], *, strength: float, most_features: int
    ) -> StanceModel:
        """Fit a model.

        Args:
            texts: Feature names of each text.
            labels: Its stance label.
            strength: Inverse of the regularisation (scikit-learn's `C`).
            most_features: Only so many of the most frequent features are kept.
        """
        pipeline = make_pipeline(
            TfidfVectorizer(token_pattern=_ANY, lowercase=False, max_features=most_features, sublinear_tf=True),
            LogisticRegression(C=strength, class_weight="balanced", max_iter=2000),
        )
        return cls(pipeline.fit([" ".join(names) for names in texts], list(labels)))

    def probabilities(self, names: Sequence[str]) -> dict[str, float]:
        """Label to probability for one text; they sum to 1."""
        row = self.pipeline.predict_proba([" ".join(names)])[0]
        known = dict(zip(self._classifier.classes_, row.tolist(), strict=True))
        return {label: float(known.get(label, 0.0)) for label in STANCES}

    def weights(self, names: Sequence[str], label: str) -> list[float]:
        """How far each feature moves the decision toward `label`, against the mean of the others.

        Args:
            names: Feature names of one text, repetitions included.
            label: One of `STANCES`.

        Returns:
            One weight (log-odds) for each name, in order; repetitions share theirs.
        """
        row = self._vectorizer.transform([" ".join(names)])
        classes = list(self._classifier.classes_)
        if label not in classes:
            return [0.0] * len(names)
        coefficients = self._classifier.coef_
        index = classes.index(label)
        others = np.delete(coefficients, index, axis=0).mean(axis=0)
        moved = row.multiply(coefficients[index] - others).tocoo()
        by_column = dict(zip(moved.col.tolist(), moved.data.tolist(), strict=True))
        counts: dict[str, int] = {}
        for name in names:
            counts[name] = counts.get(name, 0) + 1
        vocabulary = self._vectorizer.vocabulary_
        return [by_column.get(vocabulary.get(name, -1), 0.0) / counts[name] for name in names]

    def to_bytes(self) -> bytes:
        """The fitted pipeline in skops's format."""
        return bytes(skops.dumps(self.pipeline, compression=ZIP_DEFLATED))

    @classmethod
    def from_bytes(cls, data: bytes) -> StanceModel:
        """Read what `to_bytes` gave; only scikit-learn's and NumPy's own types are accepted.

        Raises:
            ModelError: The data holds any other type.
        """
        unknown = skops.get_untrusted_types(data=data)
        if unknown:
            raise ModelError(f"The stance model holds types that are not trusted: {', '.join(unknown)}.")
        pipeline: Any = skops.loads(data)
        return cls(pipeline)
