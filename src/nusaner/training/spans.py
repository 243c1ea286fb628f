"""A classifier of whole spans: whether a stretch of words is a name, and of which label.

It is multinomial logistic regression on hashed features (Weinberger et al., 2009) of `span_features`. It is no
recognizer by itself: it is asked about the spans that others find (`nusaner.training.trio`).
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterable, Sequence

from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction import FeatureHasher
from sklearn.linear_model import LogisticRegression

from nusaner.ner.scheme import Span, decode
from nusaner.ner.words import WordTable
from nusaner.training.span_features import SpanFeatures, stretches
from nusaner.training.tagged import TaggedSentence, recased

_ROWS = 2**19
_PENALTY = 10.0
_ITERATIONS = 60
#: The class of stretches that are no name.
_NONE = "O"


class SpanJudge:
    """The trained classifier.

    Args:
        features: What it sees of a span.
        model: Logistic regression on the features, hashed into `_ROWS` rows.
    """

    def __init__(self, features: SpanFeatures, model: LogisticRegression) -> None:
        self._features, self._model = features, model
        self._labels = {str(label): i for i, label in enumerate(model.classes_)}

    def __call__(self, words: Sequence[str], spans: Iterable[Span]) -> dict[Span, float]:
        """The probability of each span of one sentence; 0 for a label that training lacks."""
        known = list(spans)
        places = list(dict.fromkeys(span[:2] for span in known))
        if not places:
            return {}
        found = self._model.predict_proba(_hasher().transform(self._features(words, places)))
        rows = dict(zip(places, found, strict=True))
        return {
            (start, end, label): float(rows[start, end][self._labels[label]]) if label in self._labels else 0.0
            for start, end, label in known
        }


def train_spans(sentences: Iterable[TaggedSentence], *, table: WordTable, recase: float, seed: int) -> SpanJudge:
    """Train a classifier on the names of sentences and on what else may be one (`stretches`).

    Args:
        sentences: Tagged sentences, with at least one name.
        table: Classes of words.
        recase: Share of the sentences that is added again in lower and, as many, in upper case.
        seed: Seed of that choice.
    """
    chance = random.Random(seed)  # noqa: S311  no secret depends on it
    features = SpanFeatures(table)
    rows: list[list[str]] = []
    labels: list[str] = []
    for sentence in sentences:
        gold = {(start, end): label for start, end, label in decode(sentence.tags)}
        places = sorted({*stretches(sentence.words), *gold})
        copies = [recased(sentence, casing) for casing in ("lower", "upper") if chance.random() < recase]
        for copy in (sentence, *copies):
            rows += features(copy.words, places)
            labels += [gold.get(place, _NONE) for place in places]
    model = LogisticRegression(C=1 / _PENALTY, max_iter=_ITERATIONS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # stopping early regularises as well
        model.fit(_hasher().transform(rows), labels)
    return SpanJudge(features, model)


def _hasher() -> FeatureHasher:
    return FeatureHasher(_ROWS, input_type="string", alternate_sign=False)
