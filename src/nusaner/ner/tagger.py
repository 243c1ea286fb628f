"""The trained CRF: from the words of a sentence to scored spans."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping, Sequence

import pycrfsuite

from nusaner.ner import clusters as cluster_table
from nusaner.ner.chances import chance
from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.joints import parted
from nusaner.ner.scheme import ScoredSpan, Span, decode

#: A longer sentence is tagged in pieces, so that memory stays bounded on any text.
LONGEST = 300


class CrfTagger:
    """A CRFsuite model and its features.

    CRFsuite keeps the sentence in the tagger, so one tagger serves one thread.

    Args:
        model: Content of a CRFsuite model file.
        extractor: The features that it was trained with.
    """

    #: The files of the model.
    FILES = ("crf.crfsuite", "gazetteer.json", "clusters.npz")

    def __init__(self, model: bytes, extractor: FeatureExtractor) -> None:
        self.model = model
        self.extractor = extractor
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""
        return tuple(sorted({tag[2:] for tag in self._tagger.labels() if tag != "O"}))

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that it was trained with."""
        return self.extractor.gazetteer

    @property
    def frequent(self) -> Container[str]:
        """Lower-cased words that are frequent in raw text."""
        return self.extractor.clusters

    def batch(self, sentences: Iterable[Sequence[str]]) -> list[list[ScoredSpan]]:
        """The entities of each sentence."""
        return [self.spans(words) for words in sentences]

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
            for start, end, label in parted(words, decode(tags), self.extractor.gazetteer)
        ]

    def judged(self, words: Sequence[str], others: Iterable[Span] = ()) -> dict[Span, float]:
        """The entities among the words of one sentence and other spans, each with its probability.

        Args:
            words: Words, none of them blank; at most `LONGEST`.
            others: Spans whose probability is asked for besides.
        """
        self._tagger.set(self.extractor(words))
        known = frozenset(self._tagger.labels())

        def marginal(tag: str, word: int) -> float:
            return float(self._tagger.marginal(tag, word)) if tag in known else 0.0

        spans = parted(words, decode(self._tagger.tag()), self.extractor.gazetteer)
        return {span: chance(span, marginal, len(words)) for span in dict.fromkeys([*spans, *others])}

    def parts(self) -> dict[str, bytes]:
        """The content of each of `FILES`."""
        names = json.dumps(self.extractor.gazetteer.names, ensure_ascii=False, indent=0)
        clusters = cluster_table.to_bytes(dict(self.extractor.clusters))  # type: ignore[arg-type]
        return dict(zip(self.FILES, (self.model, names.encode(), clusters), strict=True))

    @classmethod
    def from_parts(cls, parts: Mapping[str, bytes]) -> CrfTagger:
        """Read what `parts` gave."""
        model, names, clusters = (parts[name] for name in cls.FILES)
        return cls(model, FeatureExtractor(Gazetteer(json.loads(names)), cluster_table.from_bytes(clusters)))
