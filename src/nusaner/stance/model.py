"""The stance model on plain readings, and how it is kept without pickle.

Four linear readers (TF-IDF of hashed features, linear support vectors) look at a text: *slant* (does
a sentence take any side?), *single* (each sentence by itself, from one target's point of view),
*focus* (the text, slanted sentences counting most) and *lean* (what is said of one side and not of
the other). Logistic regressions that were trained on what those readers said of texts they had not
seen (stacking; Wolpert, 1992) give the probabilities of the text - *pair* for a target together with
its opponent, *text* for a target that has none - and of each *sentence*.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nusaner.errors import ModelError
from nusaner.stance import said as parts
from nusaner.stance.archive import read_archive
from nusaner.stance.doubt import Doubt
from nusaner.stance.encode import Encoded, encode
from nusaner.stance.linear import RowReader, TextReader
from nusaner.stance.roles import Viewpoint
from nusaner.stance.stack import lean_weights
from nusaner.stance.view import Groups, Reading, Words
from nusaner.types import STANCES

#: The fitted scikit-learn pipelines of a model; and one more, `PAIR`, if texts with labels of both sides were given.
READERS = ("slant", "single", "focus", "lean", "text", "sentence")
PAIR = "pair"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Probabilities of FAVOR, AGAINST and NONE, and what they were drawn from.

    Attributes:
        text: Of shape (3,), in the order of `STANCES`.
        sentences: Of shape (sentences, 3).
        encoded, copy: The text in numbers, seen from one viewpoint.
        slant: Of the rows of `encoded`.
    """

    text: np.ndarray
    sentences: np.ndarray
    encoded: Encoded
    copy: int
    slant: np.ndarray


class StanceModel:
    """The fitted readers and the word clusters that they were trained with.

    Args:
        readers: Reader's name, of `READERS` or `PAIR`, to its fitted scikit-learn pipeline, or to the
            steps of one as `read_archive` gives them.
        groups: Clusters of words.
        doubt: Intervals of doubt of the probabilities of texts.
        data: The same as bytes, if they were read from there.
    """

    def __init__(self, readers: dict[str, Any], groups: Groups, doubt: Doubt, *, data: bytes = b"") -> None:
        self.readers = readers
        self.doubt = doubt
        self._data = data
        self.groups = groups
        self.words = Words(groups)
        self._slant, self._single, self._focus, self._lean = (TextReader.of(readers[name]) for name in READERS[:4])
        self._text, self._sentence = RowReader.of(readers["text"]), RowReader.of(readers["sentence"])
        self._pair = RowReader.of(readers[PAIR], parts.STATES) if PAIR in readers else None

    def judge(self, reading: Reading, views: Sequence[Viewpoint]) -> list[Judgement]:
        """Judge one text from several viewpoints; see `judge_all`."""
        return self.judge_all([reading], [views])[0]

    def judge_all(self, readings: Sequence[Reading], views: Sequence[Sequence[Viewpoint]]) -> list[list[Judgement]]:
        """Judge texts, many at once being faster than one by one.

        Args:
            readings: Texts of at least one sentence.
            views: Whom to judge in each, at least one.
        """
        if not readings:
            return []
        encoded = encode(readings, [parts.with_mirrors(own) for own in views])
        said = self.read(encoded)
        rows = parts.text_inputs(encoded, said)
        texts = self._text.probabilities(rows)
        if self._pair is not None:
            texts = parts.join_states(parts.mirrors_of(encoded), self._pair.probabilities(rows), texts)
        sentences = self._sentence.probabilities(parts.sentence_inputs(encoded, said, texts))
        place = {copy: k for k, copy in enumerate(encoded.copies)}
        return [
            [
                Judgement(texts[k], sentences[encoded.rows(k)], encoded, k, said.slant)
                for k in (place[number, view] for view in own)
            ]
            for number, own in enumerate(views)
        ]

    def read(self, encoded: Encoded) -> parts.Said:
        """What the four readers say."""
        slant = self._slant.scores(encoded.slant)[encoded.sentences, 0]
        weighted = parts.text_counts(encoded, lean_weights(slant))
        pairs = parts.lean_pairs(encoded)
        differences = parts.damped(weighted[pairs[:, 0]] - weighted[pairs[:, 1]])
        lean, sentence_lean = parts.spread(
            encoded,
            pairs,
            self._lean.scores(differences)[:, 0],
            self._lean.scores(parts.sentence_differences(encoded, pairs))[:, 0],
        )
        return parts.Said(
            slant,
            self._single.scores(encoded.counts),
            self._focus.scores(parts.damped(weighted, parts.FOCUS)),
            lean,
            sentence_lean,
        )

    def weigh_units(self, judged: Sequence[tuple[Judgement, str]]) -> list[np.ndarray]:
        """How far each unit of a text moved the reader `focus` toward a label, in sentences that hold it.

        Args:
            judged: What one call of `judge_all` gave, each with one of `STANCES`.

        Returns:
            For each an array of shape (units,); 0 or less for what speaks against the label.
        """
        if not judged:
            return []
        encoded = judged[0][0].encoded
        features = encoded.features
        share = np.zeros(len(encoded.sentences))
        labels = np.zeros(len(encoded.sentences), dtype=np.int64)
        for judgement, label in judged:
            own, index = encoded.rows(judgement.copy), STANCES.index(label)
            share[own] = lean_weights(judgement.slant[own]) * judgement.sentences[:, index]
            labels[own] = index
        chosen = np.flatnonzero((share[features.sentence] > 0) & (features.unit >= 0))
        column, row = features.column[chosen], features.sentence[chosen]
        weights = self._focus.weights[column]
        toward = weights[np.arange(len(chosen)), labels[row]]
        moved = toward - (weights.sum(axis=1) - toward) / (len(STANCES) - 1)
        weighed = moved * self._focus.idf[column] * share[row]
        found = np.bincount(features.unit[chosen], weights=weighed, minlength=encoded.starts[-1])
        return [found[encoded.starts[j.copy] : encoded.starts[j.copy + 1]] for j, _ in judged]

    def to_bytes(self) -> bytes:
        """The fitted pipelines and the clusters in skops's format."""
        if self._data:
            return self._data
        from nusaner.stance.trusted import dump  # imports scikit-learn, which a pipeline does without

        words = np.frombuffer("\n".join(self.groups).encode(), dtype=np.uint8)
        ids = np.array(list(self.groups.values()), dtype=np.uint16)
        return dump({**self.readers, "words": words, "ids": ids, "doubt": self.doubt.bounds})

    @classmethod
    def from_bytes(cls, data: bytes) -> StanceModel:
        """Read what `to_bytes` gave, without scikit-learn; see `read_archive`.

        Raises:
            ModelError: The data is damaged, holds types that are not trusted, or lacks a reader.
        """
        state = read_archive(data)
        if not isinstance(state, dict) or {*READERS, "words", "ids", "doubt"} - state.keys():
            raise ModelError("The stance model lacks a part; it was written by another version. Train it again.")
        words = state["words"].tobytes().decode().split("\n") if len(state["words"]) else []
        columns = [column.tolist() for column in state["ids"].T]  # quicker than a list for each word
        groups = dict(zip(words, zip(*columns, strict=True), strict=True))
        readers = {name: state[name] for name in (*READERS, PAIR) if name in state}
        return cls(readers, groups, Doubt(state["doubt"]), data=data)
