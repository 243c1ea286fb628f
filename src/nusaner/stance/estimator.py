"""A stance classifier for any targets, with the manners of scikit-learn.

It knows neither records nor sides: it reads plain texts with the name of a target, so it can be
trained on any labelled set. The pipe `nusaner_stance` is another, finer reader of this library's own corpus.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted
from skops import io as skops

from nusaner.errors import InputError, ModelError
from nusaner.stance.balance import judgement_counts
from nusaner.stance.trusted import load_trusted
from nusaner.storage import read_checked, write_sums

_SENTENCE = re.compile(r"[.!?]+\s+|\n+")
_WORD = re.compile(r"@S|\w+(?:-\w+)*|[!?]")
_BLANKS = re.compile(r"\W+")
#: Feature names are joined by blanks and read back whole.
_ANY = r"\S+"
_SELF = "@S"
_WINDOW = 5
_FILE = "stance_classifier.skops"
_PARTS = ("classes_", "words_", "starts_", "chars_", "scaler_", "classifier_", "calibrator_", "stakes_")
#: Rounds in which the stakes of labels are sought.
_ROUNDS = 200
#: Letters of a word that are taken for its stem.
_START = 5


class StanceClassifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Stance of texts toward named targets.

    The target's names become a mark, so what is learned of one target serves another.

    Args:
        C: Inverse of the regularisation.
        folds: Parts for the calibration of probabilities (Platt, 1999) and for `keep_shares`; 0 for neither, by
            logistic regression.
        char_weight: Weight of character n-grams beside words.
        start_weight: Weight of words cut to their first letters, which are alike whatever their suffixes.
        judgement_weight: Weight of the counts of judging words, which serve a target that is new.
        own_name: Whether the target's own name is a feature too (what most texts hold of it).
        class_weight: As in scikit-learn.
        keep_shares: Whether `predict` gives each label as often as training has it, judged by its `folds`, where the
            likeliest label would hide the rarer ones. It finds more of these and is wrong about them more often.

    Example:
        >>> X = [("Aliyev hebat", "aliyev"), ("Aliyev buruk", "aliyev"), ("Pashinyan hebat", "pashinyan")]
        >>> model = StanceClassifier(folds=0).fit(X, ["FAVOR", "AGAINST", "FAVOR"])
        >>> model.predict([("Pashinyan buruk", "pashinyan")]).tolist()
        ['AGAINST']
    """

    def __init__(
        self,
        *,
        C: float = 1.0,  # noqa: N803 (the name that scikit-learn gives it)
        folds: int = 5,
        char_weight: float = 1.0,
        start_weight: float = 1.0,
        judgement_weight: float = 1.0,
        own_name: bool = True,
        class_weight: str | dict[str, float] | None = "balanced",
        keep_shares: bool = False,
    ) -> None:
        self.C = C
        self.folds = folds
        self.char_weight = char_weight
        self.start_weight = start_weight
        self.judgement_weight = judgement_weight
        self.own_name = own_name
        self.class_weight = class_weight
        self.keep_shares = keep_shares

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.no_validation = True
        return tags

    def fit(self, X: Sequence[Sequence[str]], y: Sequence[str]) -> StanceClassifier:  # noqa: N803
        """Learn from texts.

        Args:
            X: (text, target) pairs: a sequence of pairs, or an array or data frame of two columns.
            y: The label of each pair; any labels.

        Raises:
            InputError: `X` is no sequence of pairs, or not as long as `y`.
        """
        pairs = _pairs(X)
        labels = np.asarray(y)
        check_classification_targets(labels)
        if len(pairs) != len(labels):
            raise InputError(f"`X` and `y` are of one length, got {len(pairs)} pairs and {len(labels)} labels.")
        self.classes_, counts = np.unique(labels, return_counts=True)
        if len(self.classes_) < 2:
            raise InputError(f"`y` holds at least two classes, got only {self.classes_[0]!r}.")
        least = 2 if len(pairs) > 50 else 1
        self.words_ = TfidfVectorizer(token_pattern=_ANY, lowercase=False, sublinear_tf=True, min_df=least)
        self.chars_ = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=least, max_features=100_000
        )
        self.starts_ = TfidfVectorizer(token_pattern=_ANY, lowercase=False, sublinear_tf=True, min_df=least)
        self.scaler_ = StandardScaler(with_mean=False)
        rows = self._rows(pairs, "fit_transform")
        self.calibrator_, self.stakes_ = None, np.ones(len(self.classes_))
        folds = min(self.folds, int(counts.min()))
        if folds >= 2:
            self.classifier_ = LinearSVC(C=self.C, class_weight=self.class_weight, random_state=0)
            unseen = cross_val_predict(self.classifier_, rows, labels, cv=folds, method="decision_function")
            unseen = unseen.reshape(len(labels), -1)
            self.calibrator_ = LogisticRegression().fit(unseen, labels)
            if self.keep_shares:
                self.stakes_ = _stakes(self.calibrator_.predict_proba(unseen), counts / len(labels))
        else:
            self.classifier_ = LogisticRegression(C=10 * self.C, class_weight=self.class_weight, max_iter=1000)
        self.classifier_.fit(rows, labels)
        return self

    def predict(self, X: Sequence[Sequence[str]]) -> np.ndarray:  # noqa: N803
        """The label of each (text, target) pair, of shape (pairs,); see `keep_shares`."""
        best = (self.predict_proba(X) * self.stakes_).argmax(axis=1)
        found: np.ndarray = self.classes_[best]
        return found

    def predict_proba(self, X: Sequence[Sequence[str]]) -> np.ndarray:  # noqa: N803
        """Probabilities in the order of `classes_`, of shape (pairs, classes)."""
        check_is_fitted(self)
        rows = self._rows(_pairs(X))
        if self.calibrator_ is None:
            found: np.ndarray = self.classifier_.predict_proba(rows)
        else:
            found = self.calibrator_.predict_proba(self.classifier_.decision_function(rows).reshape(rows.shape[0], -1))
        return found

    def _rows(self, pairs: Sequence[tuple[str, str]], turn: str = "transform") -> sparse.csr_matrix:
        """The features of pairs; `turn` is the method of the vectorizers, which "fit_transform" teaches first."""
        masked = list(_masked(pairs))
        sentences = [_sentences(text) for text in masked]
        words = getattr(self.words_, turn)(_features(sentences, pairs, self.own_name))
        starts = getattr(self.starts_, turn)(" ".join(w[:_START] for s in text for w in s) for text in sentences)
        chars = getattr(self.chars_, turn)(masked)
        judged = getattr(self.scaler_, turn)(np.array([judgement_counts(text, _SELF) for text in sentences]))
        judged = sparse.csr_matrix(self.judgement_weight / np.sqrt(judged.shape[1]) * judged)
        return sparse.hstack([words, self.start_weight * starts, self.char_weight * chars, judged]).tocsr()

    def to_disk(self, folder: Path | str) -> None:
        """Write the model by skops, with its checksum."""
        check_is_fitted(self)
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        state = {"parameters": self.get_params(), **{name: getattr(self, name) for name in _PARTS}}
        (folder / _FILE).write_bytes(skops.dumps(state))
        write_sums(folder)

    @classmethod
    def from_disk(cls, folder: Path | str) -> StanceClassifier:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: The file is missing or damaged, holds types that are not trusted, or lacks a part.
        """
        state = load_trusted(read_checked(Path(folder), _FILE))
        if {"parameters", *_PARTS} - state.keys():
            raise ModelError("The stance classifier lacks a part; it was written by another version. Train it again.")
        model = cls(**state["parameters"])
        for name in _PARTS:
            setattr(model, name, state[name])
        return model


def _stakes(probabilities: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Factors of probabilities by which each label comes out best as often as wanted, or nearly so.

    Args:
        probabilities: Of shape (pairs, classes).
        shares: Of shape (classes,); they sum to 1.
    """
    logs, least = np.zeros(len(shares)), 0.5 / len(probabilities)
    for step in 1.0 / np.sqrt(np.arange(1, _ROUNDS + 1)):
        best = (probabilities * np.exp(logs)).argmax(axis=1)
        found = np.bincount(best, minlength=len(shares)) / len(best)
        logs += 0.5 * step * np.log(shares / np.maximum(found, least))
    stakes: np.ndarray = np.exp(logs - logs.max())
    return stakes


def _pairs(given: Any) -> list[tuple[str, str]]:
    rows = given.to_numpy().tolist() if hasattr(given, "to_numpy") else list(given)
    if not rows:
        raise InputError("`X` holds at least one (text, target) pair, got none.")
    for row in rows:
        if isinstance(row, str) or len(row) != 2 or not all(isinstance(part, str) for part in row):
            raise InputError(f"`X` is a sequence of (text, target) pairs of strings, got {row!r}.")
    return [(row[0], row[1]) for row in rows]


def _masked(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """The texts in lower case, the target's names as a mark."""
    for text, target in pairs:
        names = [re.escape(word) for word in re.split(r"[\s_-]+", target.lower()) if len(word) > 2]
        lowered = text.lower()
        yield re.sub(rf"\b(?:{'|'.join(names)})\b", _SELF, lowered) if names else lowered


def _sentences(masked: str) -> list[list[str]]:
    return [_WORD.findall(sentence) for sentence in _SENTENCE.split(masked)]


def _features(
    sentences: Sequence[Sequence[Sequence[str]]], pairs: Sequence[tuple[str, str]], own_name: bool
) -> Iterator[str]:
    """Names of features, joined by blanks."""
    for text, (_, target) in zip(sentences, pairs, strict=True):
        found = ["target=" + _BLANKS.sub("_", target.lower())] if own_name else []
        for words in text:
            found += _sentence_features(words)
        yield " ".join(found)


def _sentence_features(words: Sequence[str]) -> Iterator[str]:
    marks = [k for k, word in enumerate(words) if word == _SELF]
    for k, word in enumerate(words):
        yield word
        if k + 1 < len(words):
            yield f"{word}_{words[k + 1]}"
        if marks:
            yield f"S|{word}"
            if any(0 < k - m <= _WINDOW for m in marks):
                yield f"S>{word}"
            if any(0 < m - k <= _WINDOW for m in marks):
                yield f"S<{word}"
