"""Training of the stance model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.base import clone
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import LinearSVC

from nusaner.errors import InputError
from nusaner.stance import said as parts
from nusaner.stance.doubt import Doubt
from nusaner.stance.encode import encode
from nusaner.stance.linear import RowReader, TextReader
from nusaner.stance.model import PAIR, READERS, StanceModel
from nusaner.stance.roles import Viewpoint
from nusaner.stance.stack import lean_weights
from nusaner.stance.view import Groups
from nusaner.training.stance_data import StanceExample
from nusaner.types import MAIN_TARGETS, STANCES

_VALUE = {"FAVOR": 1, "AGAINST": -1}


@dataclass(frozen=True, slots=True)
class StanceConfig:
    """Settings of the stance model's training.

    Attributes:
        slant, single, focus, lean: Inverse of the regularisation (`C`) of the readers.
        last, pair: The same of the logistic regressions on top.
        sentence_share: What a marked sentence counts for the lean, beside a text.
        folds: In so many parts, grouped by contrast set, the training data is read by models that have not seen it.
        false_alarm: What it costs to see FAVOR or AGAINST where the text holds NONE; to miss a stance costs 1.
        wrong_side: What it costs to take FAVOR for AGAINST.
        sentence_false_alarm: `false_alarm` for sentences, of which few take a side.
    """

    slant: float = 0.2
    single: float = 0.3
    focus: float = 0.7
    lean: float = 1.0
    last: float = 0.2
    pair: float = 0.1
    sentence_share: float = 0.4
    folds: int = 5
    false_alarm: float = 1.5
    wrong_side: float = 2.0
    sentence_false_alarm: float = 0.45

    def costs(self) -> dict[str, float]:
        """The settings of the pipe `nusaner_stance`."""
        names = ("false_alarm", "wrong_side", "sentence_false_alarm")
        return {name: getattr(self, name) for name in names}


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


@dataclass(frozen=True, slots=True)
class _Task:
    """What one linear reader learns.

    Attributes:
        counts: Of shape (rows, columns).
        labels: Of shape (rows,).
        owner: The text of each row, of shape (rows,).
        reader: Unfitted.
        shares: What each row counts, of shape (rows,), or None for all alike.
    """

    counts: sparse.csr_matrix
    labels: np.ndarray
    owner: np.ndarray
    reader: Pipeline
    shares: np.ndarray | None = None

    def fit(self, keep: np.ndarray) -> Pipeline:
        """A reader that has seen the texts in `keep`, of shape (texts,)."""
        rows = np.flatnonzero(keep[self.owner])
        weights = {} if self.shares is None else {"linearsvc__sample_weight": self.shares[rows]}
        return clone(self.reader).fit(self.counts[rows], self.labels[rows], **weights)


class _Trainer:
    def __init__(self, data: list[StanceExample], config: StanceConfig) -> None:
        self.data, self.config = data, config
        missing = set(STANCES) - {label for example in data for label in example.labels.values()}
        if missing:
            raise InputError(f"No text is labelled {', '.join(sorted(missing))}; give texts of all three labels.")
        if not any(held for example in data for held in example.sentences or ()):
            raise InputError("No sentence is marked with a stance; give articles with `sentence_stance: true`.")
        if len({example.group for example in data}) < config.folds:
            raise InputError(f"There are fewer than {config.folds} independent texts; give more or fewer folds.")
        self.encoded = encode([example.reading for example in data], [_views(example) for example in data])
        copies = self.encoded.copies
        self.owner = np.array([text for text, _ in copies])
        self.labels = np.array([data[text].labels.get(view.target, "") for text, view in copies])
        self.row_owner = np.repeat(self.owner, np.diff(self.encoded.bounds))
        self.marked = np.concatenate([_marks(data[text], view.target) for text, view in copies])
        lengths = [len(example.reading.sentences) for example in data]
        self.sentence_owner = np.repeat(np.arange(len(data)), lengths)
        self.folds = np.zeros(len(data), dtype=int)
        splitter = GroupKFold(config.folds)
        split = splitter.split(np.zeros((len(data), 1)), groups=[example.group for example in data])
        for fold, (_, unseen) in enumerate(split):
            self.folds[unseen] = fold

    def train(self, groups: Groups) -> tuple[StanceModel, OutOfFold]:
        encoded = self.encoded
        slant_task = self._slant()
        slant = self._unseen(slant_task, encoded.slant, self.sentence_owner)[encoded.sentences, 0]
        single_task = self._single()
        weighted = parts.text_counts(encoded, lean_weights(slant))
        focus_counts = parts.damped(weighted, parts.FOCUS)
        focus_task = self._focus(focus_counts)
        pairs = parts.lean_pairs(encoded)
        text_leans = parts.damped(weighted[pairs[:, 0]] - weighted[pairs[:, 1]])
        sentence_leans = parts.sentence_differences(encoded, pairs)
        lean_task = self._lean(text_leans, sentence_leans)
        lean, sentence_lean = parts.spread(
            encoded,
            pairs,
            self._unseen(lean_task, text_leans, np.arange(len(self.data)))[:, 0],
            self._unseen(lean_task, sentence_leans, self.sentence_owner)[:, 0],
        )
        said = parts.Said(
            slant,
            self._unseen(single_task, encoded.counts, self.row_owner),
            self._unseen(focus_task, focus_counts, self.owner),
            lean,
            sentence_lean,
        )
        tasks = (slant_task, single_task, focus_task, lean_task)
        everything = np.ones(len(self.data), dtype=bool)
        readers = {name: _slim(task.fit(everything)) for name, task in zip(READERS, tasks, strict=False)}
        return self._stack(readers, said, groups)

    def _stack(self, readers: dict[str, Pipeline], said: parts.Said, groups: Groups) -> tuple[StanceModel, OutOfFold]:
        """The last layer, on what the readers said out of fold."""
        encoded = self.encoded
        everything = np.ones(len(self.data), dtype=bool)
        rows = parts.text_inputs(encoded, said)
        known = np.flatnonzero(self.labels != "")
        text = _Task(rows[known], self.labels[known], self.owner[known], _logistic(self.config.last))
        texts = self._unseen(text, rows, self.owner)
        pair = self._pair(rows)
        if pair is not None:
            paired = self._unseen(pair, rows, self.owner, parts.STATES)
            texts = parts.join_states(parts.mirrors_of(encoded), paired, texts)
            readers[PAIR] = pair.fit(everything)
        blocks = parts.sentence_inputs(encoded, said, texts)
        told = np.flatnonzero(self.marked != "")
        sentence = _Task(blocks[told], self.marked[told], self.row_owner[told], _logistic(self.config.last))
        sentences = self._unseen(sentence, blocks, self.row_owner)
        readers |= {"text": text.fit(everything), "sentence": sentence.fit(everything)}
        names = [(text, view.target) for text, view in encoded.copies]
        unseen = OutOfFold(
            {names[k]: texts[k] for k in known.tolist()},
            {
                names[k]: sentences[encoded.rows(k)]
                for k in known.tolist()
                if self.data[names[k][0]].sentences is not None
            },
        )
        doubt = Doubt.of(
            texts[known], self.labels[known].tolist(), [self.data[text].group for text in self.owner[known].tolist()]
        )
        return StanceModel(readers, groups, doubt), unseen

    def _pair(self, rows: np.ndarray) -> _Task | None:
        """Stances toward a target and its opponent as one; None if no text has both."""
        mirrors = parts.mirrors_of(self.encoded)
        both = np.flatnonzero((self.labels != "") & (mirrors >= 0) & (self.labels[mirrors] != ""))
        states = np.array([f"{a}/{b}" for a, b in zip(self.labels[both], self.labels[mirrors[both]], strict=True)])
        if len(set(states)) < 2:
            return None
        return _Task(rows[both], states, self.owner[both], _logistic(self.config.pair))

    def _unseen(self, task: _Task, counts: Any, owner: np.ndarray, labels: Sequence[str] = STANCES) -> np.ndarray:
        """What readers say of rows whose text they have not seen, of shape (rows, scores)."""
        parts_of = []
        rows = [np.flatnonzero(self.folds[owner] == fold) for fold in range(self.config.folds)]
        for fold, chosen in enumerate(rows):
            parts_of.append(_scores(task.fit(self.folds != fold), counts[chosen], labels))
        found: np.ndarray = np.concatenate(parts_of)[np.argsort(np.concatenate(rows))]
        return found

    def _slant(self) -> _Task:
        chosen = [i for i, example in enumerate(self.data) if example.sentences is not None]
        takes_side = np.array([bool(held) for i in chosen for held in self.data[i].sentences or ()])
        rows = np.flatnonzero(np.isin(self.sentence_owner, chosen))
        return _Task(
            self.encoded.slant[rows], takes_side, self.sentence_owner[rows], _linear(self.config.slant, sublinear=True)
        )

    def _single(self) -> _Task:
        rows = np.flatnonzero(self.marked != "")
        reader = _linear(self.config.single, sublinear=True)
        return _Task(self.encoded.counts[rows], self.marked[rows], self.row_owner[rows], reader)

    def _focus(self, counts: sparse.csr_matrix) -> _Task:
        known = np.flatnonzero(self.labels != "")
        reader = _linear(self.config.focus, sublinear=False)
        return _Task(counts[known], self.labels[known], self.owner[known], reader)

    def _lean(self, texts: sparse.csr_matrix, sentences: sparse.csr_matrix) -> _Task:
        signs = np.array([_axis(example.labels) for example in self.data])
        held = np.array(
            [_axis(h) for e in self.data for h in (e.sentences if e.sentences is not None else [{}] * _length(e))]
        )
        sided, said = np.flatnonzero(signs), np.flatnonzero(held)
        # no intercept: a text that names neither side leans to neither
        machine = LinearSVC(C=self.config.lean, fit_intercept=False, random_state=0)
        return _Task(
            sparse.vstack([texts[sided], sentences[said]]).tocsr(),
            np.concatenate([signs[sided], held[said]]),
            np.concatenate([sided, self.sentence_owner[said]]),
            make_pipeline(TfidfTransformer(), machine),
            np.concatenate([np.ones(len(sided)), np.full(len(said), self.config.sentence_share)]),
        )


def _logistic(strength: float) -> Pipeline:
    return make_pipeline(StandardScaler(), LogisticRegression(C=strength, max_iter=1000))


def _linear(strength: float, *, sublinear: bool) -> Pipeline:
    machine = LinearSVC(C=strength, class_weight="balanced", random_state=0)
    return make_pipeline(TfidfTransformer(sublinear_tf=sublinear), machine)


def _scores(reader: Pipeline, rows: Any, labels: Sequence[str]) -> np.ndarray:
    """Decision scores of a support vector machine, or probabilities, in the order of `labels`."""
    if isinstance(reader[-1], LogisticRegression):
        return RowReader.of(reader, labels).probabilities(rows)
    return TextReader.of(reader).scores(rows)


def _marks(example: StanceExample, target: str) -> np.ndarray:
    """The label of each sentence for a target, "" where nobody has said."""
    if example.sentences is None or target not in example.labels:
        return np.full(_length(example), "", dtype="U7")
    return np.array([held.get(target, "NONE") for held in example.sentences], dtype="U7")


def _length(example: StanceExample) -> int:
    return len(example.reading.sentences)


def _views(example: StanceExample) -> list[Viewpoint]:
    return [Viewpoint(target) for target in dict.fromkeys((*MAIN_TARGETS, *example.labels))]


def _axis(labels: Mapping[str, str]) -> int:
    """1 if a text or sentence sides with Azerbaijan against Armenia or with one alone, -1 the other way, else 0."""
    value = _VALUE.get(labels.get("azerbaijan", ""), 0) - _VALUE.get(labels.get("armenia", ""), 0)
    return (value > 0) - (value < 0)


def _slim(reader: Pipeline) -> Pipeline:
    """The same reader with weights in half the space."""
    classifier: Any = reader[-1]
    # rounded to half precision, which halves the file and moves no decision
    classifier.coef_ = classifier.coef_.astype(np.float16).astype(np.float32)
    reader[0].idf_ = reader[0].idf_.astype(np.float32)
    return reader
