"""The trained CRF: from the words of a sentence to scored spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pycrfsuite

from nusaner.ner.features import FeatureExtractor
from nusaner.ner.scheme import Span, decode

ScoredSpan = tuple[int, int, str, float]

_JOINTS = frozenset("-–/")
#: A longer sentence is tagged in pieces, so that memory stays bounded on any text.
LONGEST = 300


class CrfTagger:
    """A CRFsuite model and its features.

    CRFsuite keeps the sentence in the tagger, so one tagger serves one thread.

    Args:
        model: Content of a CRFsuite model file.
        extractor: The features that it was trained with.
    """

    def __init__(self, model: bytes, extractor: FeatureExtractor) -> None:
        self.model = model
        self.extractor = extractor
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""
        return tuple(sorted({tag[2:] for tag in self._tagger.labels() if tag != "O"}))

    def spans(self, words: Sequence[str]) -> list[ScoredSpan]:
        """The entities among the words of one sentence.

        Args:
            words: Words, none of them blank.

        Returns:
            (first word, word behind the last, label, score) of each span. The score is the lowest
            marginal probability among the tags of the span's words.
        """
        found: list[ScoredSpan] = []
        for offset in range(0, len(words), LONGEST):
            found += self._piece(words[offset : offset + LONGEST], offset)
        return found

    def _piece(self, words: Sequence[str], offset: int) -> list[ScoredSpan]:
        self._tagger.set(self.extractor(words))
        tags = self._tagger.tag()
        return [
            (
                start + offset,
                end + offset,
                label,
                min(self._tagger.marginal(tags[i], i) for i in range(start, end)),
            )
            for start, end, label in self._parted(words, decode(tags))
        ]

    def _parted(self, words: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
        """Part joined names: Turki-Azerbaijan is two mentions (guidelines, decision 8).

        A span is parted at a hyphen or slash if the gazetteer knows both sides by its label, and
        not the whole, as it knows Nagorno-Karabakh.
        """
        for start, end, label in spans:
            joints = [i for i in range(start + 1, end - 1) if words[i] in _JOINTS]
            if len(joints) == 1 and not self._knows(words[start:end], label):
                (joint,) = joints
                if self._knows(words[start:joint], label) and self._knows(words[joint + 1 : end], label):
                    yield start, joint, label
                    yield joint + 1, end, label
                    continue
            yield start, end, label

    def _knows(self, words: Sequence[str], label: str) -> bool:
        keys = (self.extractor.key(word) for word in words)
        known = self.extractor.gazetteer.names.get(" ".join(key for key in keys if key), "")
        return label in known.split("/")
