"""The stance model on plain readings, and how it is kept without pickle.

Three linear readers (TF-IDF of hashed features, linear support vectors) look at a text: the *whole*
of it from one target's point of view, the *slant* of each sentence (does it take any side?), and its
*lean* from one side of the conflict to the other. Two logistic regressions that were trained on what
those readers said of texts they had not seen (stacking; Wolpert, 1992) give the probabilities of the
text and of each sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZIP_DEFLATED

import numpy as np
from scipy import sparse
from skops import io as skops

from nusaner.errors import ModelError
from nusaner.stance import stack
from nusaner.stance.encode import WIDTH, Encoded, columns, encode
from nusaner.stance.features import Feature
from nusaner.stance.linear import RowReader, TextReader
from nusaner.stance.roles import Viewpoint
from nusaner.stance.view import Groups, Reading
from nusaner.types import STANCES

#: The fitted scikit-learn pipelines of a model.
READERS = ("whole", "slant", "lean", "text", "sentence")
#: What of the sentence before counts when one sentence's lean is read.
_BEFORE = 0.3
#: scikit-learn's own types that skops does not know to be harmless.
_TRUSTED = ("sklearn.calibration._CalibratedClassifier", "sklearn.calibration._SigmoidCalibration")
_MIRROR = {"azerbaijan": "armenia", "armenia": "azerbaijan"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities of FAVOR, AGAINST and NONE.

    Attributes:
        text: Of shape (3,), in the order of `STANCES`.
        sentences: Of shape (sentences, 3).
    """

    text: np.ndarray
    sentences: np.ndarray


class StanceModel:
    """The fitted readers and the word clusters that they were trained with.

    Args:
        readers: Reader's name, of `READERS`, to its fitted scikit-learn pipeline.
        groups: Clusters of words.
    """

    def __init__(self, readers: dict[str, Any], groups: Groups) -> None:
        self.readers = readers
        self.groups = groups
        self._whole, self._slant, self._lean = (TextReader.of(readers[name]) for name in READERS[:3])
        self._text, self._sentence = (RowReader.of(readers[name]) for name in READERS[3:])

    def judge(self, reading: Reading, views: Sequence[Viewpoint]) -> list[Judgement]:
        """Judge a reading from several viewpoints.

        Args:
            reading: A text of at least one sentence.
            views: Whom to judge.
        """
        encoded = encode(reading, with_mirrors(views))
        slant = self.slant(encoded)
        lean = self.lean(encoded, slant)
        scores = {view: self.whole(text_counts(matrix))[0] for view, matrix in encoded.whole.items()}
        rows = [text_input(view, encoded, scores, slant, lean) for view in encoded.whole]
        found = self._text.probabilities(np.array(rows))
        texts = dict(zip(encoded.whole, found, strict=True))
        return [Judgement(texts[view], self._sentences(view, encoded, slant, texts)) for view in views]

    def _sentences(
        self, view: Viewpoint, encoded: Encoded, slant: np.ndarray, texts: dict[Viewpoint, np.ndarray]
    ) -> np.ndarray:
        rows = sentence_input(
            view, encoded, slant, texts, own_scores=self.whole(encoded.whole[view]), lean=self.sentence_lean(encoded)
        )
        return self._sentence.probabilities(rows)

    def whole(self, counts: sparse.csr_matrix) -> np.ndarray:
        """Scores of FAVOR, AGAINST and NONE, of shape (rows, 3)."""
        return self._whole.scores(counts)

    def slant(self, encoded: Encoded) -> np.ndarray:
        """How far each sentence takes a side, whichever, of shape (sentences,)."""
        return self._slant.scores(encoded.slant)[:, 0]

    def lean(self, encoded: Encoded, slant: np.ndarray) -> float:
        """How far the text leans to Azerbaijan's side (positive) or Armenia's."""
        return float(self._lean.scores(lean_counts(encoded, slant))[0, 0])

    def sentence_lean(self, encoded: Encoded) -> np.ndarray:
        """The same for each sentence, of shape (sentences,)."""
        return self._lean.scores(sentence_lean_counts(encoded))[:, 0]

    def weights(self, features: Sequence[Feature], label: str) -> list[float]:
        """How far each feature of a text moves the reader of the whole toward `label`, against the others' mean.

        Args:
            features: What `whole_features` gave for all sentences.
            label: One of `STANCES`.

        Returns:
            One weight for each feature, in order; repetitions share theirs.
        """
        if not features:
            return []
        names = [feature[0] for feature in features]
        column = dict(zip(names, columns(names).tolist(), strict=True))
        where = np.array([column[name] for name in names])
        known, counts = np.unique(where, return_counts=True)
        row = sparse.csr_matrix((counts.astype(np.float32), known, [0, len(known)]), shape=(1, WIDTH))
        index = STANCES.index(label)
        coefficients = self._whole.weights[known].T
        moved = coefficients[index] - np.delete(coefficients, index, axis=0).mean(axis=0)
        moved = moved * self._whole.weigh(row).data / counts
        return [float(weight) for weight in moved[np.searchsorted(known, where)]]

    def to_bytes(self) -> bytes:
        """The fitted pipelines and the clusters in skops's format."""
        words = np.frombuffer("\n".join(self.groups).encode(), dtype=np.uint8)
        ids = np.array(list(self.groups.values()), dtype=np.uint16)
        return bytes(skops.dumps({**self.readers, "words": words, "ids": ids}, compression=ZIP_DEFLATED))

    @classmethod
    def from_bytes(cls, data: bytes) -> StanceModel:
        """Read what `to_bytes` gave; only scikit-learn's and NumPy's own types are accepted.

        Raises:
            ModelError: The data holds any other type, or lacks a reader.
        """
        state = load_trusted(data)
        if not isinstance(state, dict) or {*READERS, "words", "ids"} - state.keys():
            raise ModelError("The stance model lacks a part; it was written by another version. Train it again.")
        words = state["words"].tobytes().decode().split("\n") if len(state["words"]) else []
        groups = {word: tuple(ids) for word, ids in zip(words, state["ids"].tolist(), strict=True)}
        return cls({name: state[name] for name in READERS}, groups)


def load_trusted(data: bytes) -> Any:
    """An object in skops's format.

    Raises:
        ModelError: It holds a type that is neither scikit-learn's nor NumPy's.
    """
    unknown = set(skops.get_untrusted_types(data=data)) - set(_TRUSTED)
    if unknown:
        raise ModelError(f"The stance model holds types that are not trusted: {', '.join(sorted(unknown))}.")
    return skops.loads(data, trusted=list(_TRUSTED))


def with_mirrors(views: Sequence[Viewpoint]) -> list[Viewpoint]:
    """The viewpoints, and those of their opponents in the conflict, each once."""
    mirrors = [Viewpoint(_MIRROR[view.target]) for view in views if view.target in _MIRROR]
    return list(dict.fromkeys([*views, *mirrors]))


def text_counts(sentences: sparse.csr_matrix) -> sparse.csr_matrix:
    """The counts of a text from those of its sentences, of shape (1, WIDTH)."""
    return sparse.csr_matrix(np.ones((1, sentences.shape[0]), dtype=np.float32)) @ sentences


def lean_counts(encoded: Encoded, slant: np.ndarray) -> sparse.csr_matrix:
    """Signed counts of a text, slanted sentences counting most, on a logarithmic scale; of shape (1, WIDTH)."""
    weights = sparse.csr_matrix(stack.lean_weights(slant).astype(np.float32)[None, :])
    return _signed_log(weights @ encoded.lean)


def sentence_lean_counts(encoded: Encoded) -> sparse.csr_matrix:
    """The same for each sentence with a little of the one before, of shape (sentences, WIDTH)."""
    n = encoded.lean.shape[0]
    mixing = sparse.diags([np.ones(n), np.full(max(0, n - 1), _BEFORE)], [0, -1], shape=(n, n), format="csr")
    return _signed_log(mixing.astype(np.float32) @ encoded.lean)


def _signed_log(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    counts = counts.tocsr()
    counts.data = np.sign(counts.data) * np.log1p(np.abs(counts.data))
    return counts


def text_input(
    view: Viewpoint, encoded: Encoded, scores: dict[Viewpoint, np.ndarray], slant: np.ndarray, lean: float
) -> np.ndarray:
    """The row that the last layer reads for a text."""
    mirror = _MIRROR.get(view.target)
    other = scores[Viewpoint(mirror)] if mirror else np.zeros(len(STANCES))
    return stack.text_row(
        scores[view],
        other,
        lean=lean * view.sign,
        mirrored=mirror is not None,
        slant=slant,
        named=encoded.named[view],
    )


def sentence_input(
    view: Viewpoint,
    encoded: Encoded,
    slant: np.ndarray,
    texts: dict[Viewpoint, np.ndarray],
    *,
    own_scores: np.ndarray,
    lean: np.ndarray,
) -> np.ndarray:
    """The rows that the last layer reads for a text's sentences."""
    mirror = _MIRROR.get(view.target)
    return stack.sentence_rows(
        texts[view],
        texts[Viewpoint(mirror)] if mirror else np.zeros(len(STANCES)),
        own_scores=own_scores,
        lean=lean * view.sign,
        slant=slant,
        named=encoded.named[view],
        quoted=encoded.quoted,
    )


def scores_of(reader: Any, counts: Any) -> np.ndarray:
    """Decision scores in the order of `STANCES`, of shape (rows, 3)."""
    order = [list(reader.classes_).index(label) for label in STANCES]
    found: np.ndarray = reader.decision_function(counts)[:, order]
    return found


def proba(reader: Any, rows: np.ndarray) -> np.ndarray:
    """Probabilities in the order of `STANCES`, of shape (rows, 3)."""
    order = [list(reader.classes_).index(label) for label in STANCES]
    found: np.ndarray = reader.predict_proba(rows)[:, order]
    return found
