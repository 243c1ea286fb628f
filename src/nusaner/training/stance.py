"""Training of the stance model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC
from spacy.language import Language

from nusaner.corpus import Article
from nusaner.errors import InputError
from nusaner.stance import model as parts
from nusaner.stance.encode import encode
from nusaner.stance.model import StanceModel, text_counts
from nusaner.stance.roles import Viewpoint
from nusaner.stance.view import Groups, Reading, read
from nusaner.types import MAIN_TARGETS, STANCES, TARGETS

_VALUE = {"FAVOR": 1, "AGAINST": -1}


@dataclass(frozen=True, slots=True)
class StanceConfig:
    """Settings of the stance model's training.

    Attributes:
        whole, slant, lean: Inverse of the regularisation (`C`) of the three readers.
        last: The same of the two logistic regressions on top.
        sentence_share: What a marked sentence counts for the lean, beside a text.
        folds: In so many parts, grouped by contrast set, the training data is read by models that have not seen it.
        false_alarm: What it costs to see FAVOR or AGAINST where the text holds NONE; to miss a stance costs 1.
        wrong_side: What it costs to take FAVOR for AGAINST.
        sentence_false_alarm: `false_alarm` for sentences, of which few take a side.
    """

    whole: float = 0.7
    slant: float = 0.2
    lean: float = 1.0
    last: float = 0.3
    sentence_share: float = 0.4
    folds: int = 5
    false_alarm: float = 2.5
    wrong_side: float = 3.0
    sentence_false_alarm: float = 0.3

    def costs(self) -> dict[str, float]:
        """The settings of the pipe `nusaner_stance`."""
        names = ("false_alarm", "wrong_side", "sentence_false_alarm")
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class StanceExample:
    """A text with its labels.

    Attributes:
        article, group: Its id, and what must not be torn apart by folds.
        reading: The text.
        labels: Target to stance.
        sentences: Target to stance for each sentence (absent targets are NONE), None if nobody has said.
    """

    article: str
    group: str
    reading: Reading
    labels: Mapping[str, str]
    sentences: tuple[Mapping[str, str], ...] | None = None


def examples(nlp: Language, articles: Sequence[Article], groups: Groups) -> list[StanceExample]:
    """Articles as the model reads them.

    Args:
        nlp: A pipeline up to the linker.
        articles: Articles with document stance, and sentence stance where the front matter says so.
        groups: Clusters of words.
    """
    docs = nlp.pipe(article.text for article in articles)
    found = []
    for article, doc in zip(articles, docs, strict=True):
        reading = read(doc, groups)
        labels = {target: label for target, label in article.stance.items() if target in TARGETS}
        if not reading.sentences or not labels:
            continue
        sentences: tuple[Mapping[str, str], ...] | None = None
        if article.meta.get("sentence_stance") is True:
            marks = {mark.position: dict(mark.stance) for mark in article.marks}
            sentences = tuple(
                _held(marks, doc[s.start].idx, doc[s.end - 1].idx + len(doc[s.end - 1])) for s in reading.sentences
            )
        elif all(label == "NONE" for label in labels.values()):
            sentences = tuple({} for _ in reading.sentences)
        group = article.meta.get("contrast_set") or article.id
        found.append(StanceExample(article.id, group, reading, labels, sentences))
    return found


def _held(marks: Mapping[int, Mapping[str, str]], start: int, end: int) -> dict[str, str]:
    """What the marks within a sentence's characters say."""
    held: dict[str, str] = {}
    for position, stance in marks.items():
        if start < position <= end:
            held.update(stance)
    return held


@dataclass(frozen=True, slots=True)
class OutOfFold:
    """What a model says of texts that it has not seen, in training.

    Attributes:
        texts: (index of the example, target) to probabilities of shape (3,).
        sentences: The same to probabilities of the sentences, of shape (sentences, 3).
    """

    texts: dict[tuple[int, str], np.ndarray]
    sentences: dict[tuple[int, str], np.ndarray]


def train_stance(
    data: Iterable[StanceExample], groups: Groups, config: StanceConfig | None = None
) -> tuple[StanceModel, OutOfFold]:
    """Fit the model; the same data and settings give the same model.

    Returns:
        The model, and its probabilities out of fold, for choosing and for calibration.

    Raises:
        InputError: The data lacks one of the labels, or has fewer groups than folds.
    """
    return _Trainer(list(data), config or StanceConfig()).train(groups)


class _Trainer:
    def __init__(self, data: list[StanceExample], config: StanceConfig) -> None:
        self.data, self.config = data, config
        missing = set(STANCES) - {label for example in data for label in example.labels.values()}
        if missing:
            raise InputError(f"No text is labelled {', '.join(sorted(missing))}; give texts of all three labels.")
        if len({example.group for example in data}) < config.folds:
            raise InputError(f"There are fewer than {config.folds} independent texts; give more or fewer folds.")
        self.encoded = [encode(example.reading, _views(example)) for example in data]
        self.pairs = [(i, target) for i, example in enumerate(data) for target in example.labels]
        self.labels = np.array([data[i].labels[target] for i, target in self.pairs])
        self.index = np.array([i for i, _ in self.pairs])
        self.counts = sparse.vstack(
            [text_counts(self.encoded[i].whole[Viewpoint(target)]) for i, target in self.pairs]
        ).tocsr()
        self.folds = np.zeros(len(data), dtype=int)
        splitter = GroupKFold(config.folds)
        split = splitter.split(np.zeros((len(data), 1)), groups=[example.group for example in data])
        for fold, (_, unseen) in enumerate(split):
            self.folds[unseen] = fold

    def train(self, groups: Groups) -> tuple[StanceModel, OutOfFold]:
        count = self.config.folds
        keeps = [self.folds != fold for fold in range(count)]
        everything = np.ones(len(self.data), dtype=bool)
        wholes = [self._whole(keep) for keep in keeps]
        slants = [self._slant(keep) for keep in keeps]
        slant = [slants[fold].decision_function(e.slant) for e, fold in zip(self.encoded, self.folds, strict=True)]
        leans = [self._lean(keep, slant) for keep in keeps]
        rows = [self._row(pair, wholes, leans, slant) for pair in self.pairs]
        last = [self._logistic(np.array(rows), self.labels, keep[self.index]) for keep in keeps]
        texts = {
            (i, target): parts.proba(last[self.folds[i]], row[None, :])[0]
            for (i, target), row in zip(self.pairs, rows, strict=True)
        }
        marked = [(i, target) for i, target in self.pairs if self.data[i].sentences is not None]
        blocks = [self._sentence_rows(pair, wholes, leans, slant, texts) for pair in marked]
        held = np.array([s.get(t, "NONE") for i, t in marked for s in self.data[i].sentences or ()])
        owner = np.repeat([i for i, _ in marked], [len(block) for block in blocks])
        stacked = np.vstack(blocks)
        tops = [self._logistic(stacked, held, keep[owner]) for keep in keeps]
        sentences = {
            pair: parts.proba(tops[self.folds[pair[0]]], block) for pair, block in zip(marked, blocks, strict=True)
        }
        readers = {
            "whole": _slim(self._whole(everything)),
            "slant": _slim(self._slant(everything)),
            "lean": _slim(self._lean(everything, slant)),
            "text": self._logistic(np.array(rows), self.labels, everything[self.index]),
            "sentence": self._logistic(stacked, held, everything[owner]),
        }
        return StanceModel(readers, groups), OutOfFold(texts, sentences)

    def _whole(self, keep: np.ndarray) -> Pipeline:
        chosen = keep[self.index]
        reader = make_pipeline(
            TfidfTransformer(sublinear_tf=True),
            LinearSVC(C=self.config.whole, class_weight="balanced", random_state=0),
        )
        return reader.fit(self.counts[chosen], self.labels[chosen])

    def _slant(self, keep: np.ndarray) -> Pipeline:
        chosen = [i for i, example in enumerate(self.data) if keep[i] and example.sentences is not None]
        takes_side = [bool(held) for i in chosen for held in self.data[i].sentences or ()]
        reader = make_pipeline(
            TfidfTransformer(sublinear_tf=True),
            LinearSVC(C=self.config.slant, class_weight="balanced", random_state=0),
        )
        return reader.fit(sparse.vstack([self.encoded[i].slant for i in chosen]).tocsr(), takes_side)

    def _lean(self, keep: np.ndarray, slant: Sequence[np.ndarray]) -> Pipeline:
        rows, signs, shares = [], [], []
        for i in np.flatnonzero(keep).tolist():
            example, encoded = self.data[i], self.encoded[i]
            sign = _axis(example.labels)
            if sign:
                rows.append(parts.lean_counts(encoded, slant[i]))
                signs.append(sign)
                shares.append(1.0)
            sided = [(k, _axis(held)) for k, held in enumerate(example.sentences or ()) if _axis(held)]
            if sided:
                rows.append(parts.sentence_lean_counts(encoded)[[k for k, _ in sided]])
                signs.extend(s for _, s in sided)
                shares.extend(self.config.sentence_share for _ in sided)
        # no intercept: a text that names neither side leans to neither
        reader = make_pipeline(TfidfTransformer(), LinearSVC(C=self.config.lean, fit_intercept=False, random_state=0))
        return reader.fit(sparse.vstack(rows).tocsr(), signs, linearsvc__sample_weight=shares)

    def _row(
        self, pair: tuple[int, str], wholes: Sequence[Pipeline], leans: Sequence[Pipeline], slant: Sequence[np.ndarray]
    ) -> np.ndarray:
        i, target = pair
        encoded, fold = self.encoded[i], int(self.folds[i])
        scores = {
            view: parts.scores_of(wholes[fold], text_counts(encoded.whole[view]))[0]
            for view in parts.with_mirrors([Viewpoint(target)])
        }
        lean = float(leans[fold].decision_function(parts.lean_counts(encoded, slant[i]))[0])
        return parts.text_input(Viewpoint(target), encoded, scores, slant[i], lean)

    def _sentence_rows(
        self,
        pair: tuple[int, str],
        wholes: Sequence[Pipeline],
        leans: Sequence[Pipeline],
        slant: Sequence[np.ndarray],
        texts: Mapping[tuple[int, str], np.ndarray],
    ) -> np.ndarray:
        i, target = pair
        encoded, fold, view = self.encoded[i], int(self.folds[i]), Viewpoint(target)
        nothing = np.array([0.0, 0.0, 1.0])
        known = {v: texts.get((i, v.target), nothing) for v in parts.with_mirrors([view])}
        return parts.sentence_input(
            view,
            encoded,
            slant[i],
            known,
            own_scores=parts.scores_of(wholes[fold], encoded.whole[view]),
            lean=leans[fold].decision_function(parts.sentence_lean_counts(encoded)),
        )

    def _logistic(self, rows: np.ndarray, labels: np.ndarray, keep: np.ndarray) -> Pipeline:
        reader = make_pipeline(StandardScaler(), LogisticRegression(C=self.config.last, max_iter=1000))
        return reader.fit(rows[keep], labels[keep])


def _views(example: StanceExample) -> list[Viewpoint]:
    return [Viewpoint(target) for target in dict.fromkeys((*MAIN_TARGETS, *example.labels))]


def _axis(labels: Mapping[str, str]) -> int:
    """1 if a text or sentence sides with Azerbaijan against Armenia or with one alone, -1 the other way, else 0."""
    value = _VALUE.get(labels.get("azerbaijan", ""), 0) - _VALUE.get(labels.get("armenia", ""), 0)
    return (value > 0) - (value < 0)


def _slim(reader: Pipeline) -> Pipeline:
    """The same reader with weights in half the space."""
    classifier: Any = reader[-1]
    classifier.coef_ = classifier.coef_.astype(np.float32)
    reader[0].idf_ = reader[0].idf_.astype(np.float32)
    return reader
