"""A CRF on sparse features and the window network, which vote on each span.

The two err differently, so what both find is nearly always right (Florian et al., 2003, joined the
systems of CoNLL in this way). Spans that either finds are weighed by the mean of the probabilities that
both give them: the one that does not find a span may yet hold it for nearly as likely.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from nusaner.ner.chances import chance
from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.nettagger import NetTagger, in_pieces
from nusaner.ner.scheme import ScoredSpan, Span
from nusaner.ner.tagger import CrfTagger
from nusaner.ner.words import ClassNumbers

#: What the CRF's word counts; the rest is the network's. Both figures were chosen on the development parts
#: of the public sets.
SHARE = 0.5
#: Spans of a lower mean are dropped.
LEAST = 0.45
_CRF = CrfTagger.FILES[0]


class PairTagger:
    """Both taggers, with the same gazetteer and the same word table.

    Args:
        crf: The CRF; its clusters are the classes of the network's word table.
        net: The network.
    """

    #: The files of the model.
    FILES = (_CRF, *NetTagger.FILES)

    def __init__(self, crf: CrfTagger, net: NetTagger) -> None:
        self.crf, self.net = crf, net

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the model knows, sorted."""
        return tuple(sorted({*self.crf.labels, *self.net.labels}))

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that it was trained with."""
        return self.net.gazetteer

    @property
    def frequent(self) -> Container[str]:
        """Lower-cased words that are frequent in raw text."""
        return self.net.frequent

    def batch(self, sentences: Iterable[Sequence[str]]) -> list[list[ScoredSpan]]:
        """The entities among the words of each sentence, with the mean of both taggers' probabilities."""
        known = list(sentences)
        found: list[list[ScoredSpan]] = [[] for _ in known]
        for number, offset, _, first, second in self.judged(known):
            for start, end, label, score in best(means(first, second)):
                found[number].append((start + offset, end + offset, label, score))
        return found

    def judged(
        self, sentences: Sequence[Sequence[str]]
    ) -> Iterator[tuple[int, int, Sequence[str], dict[Span, float], dict[Span, float]]]:
        """The spans that either finds, with the probabilities that both give them.

        Yields:
            For each piece of a sentence (`in_pieces`) the number of the sentence, the piece's first word in it, the
            words, and the probabilities of the CRF and of the network for the same spans.
        """
        pieces = in_pieces(sentences)
        both = self.net.judged([words for *_, words in pieces])
        for (number, offset, words), (spans, marginal) in zip(pieces, both, strict=True):
            first = self.crf.judged(words, spans)
            yield number, offset, words, first, {span: chance(span, marginal, len(words)) for span in first}

    def spans(self, words: Sequence[str]) -> list[ScoredSpan]:
        """The entities among the words of one sentence, as `batch` gives them."""
        return self.batch([words])[0]

    def parts(self) -> dict[str, bytes]:
        """The content of each of `FILES`."""
        return {_CRF: self.crf.model, **self.net.parts()}

    @classmethod
    def from_parts(cls, parts: Mapping[str, bytes]) -> PairTagger:
        """Read what `parts` gave."""
        net = NetTagger.from_parts(parts)
        return cls(CrfTagger(parts[_CRF], FeatureExtractor(net.gazetteer, ClassNumbers(net.network.table))), net)


def means(first: Mapping[Span, float], second: Mapping[Span, float], *, share: float = SHARE) -> dict[Span, float]:
    """The mean probability of each span.

    Args:
        first, second: The same spans with the probabilities that two taggers give them.
        share: Weight of the first, in [0, 1].
    """
    return {span: share * score + (1 - share) * second[span] for span, score in first.items()}


def best(scores: Mapping[Span, float], *, least: float = LEAST) -> list[ScoredSpan]:
    """The spans of highest probability that do not overlap, in order.

    Args:
        scores: The probability of each span.
        least: Spans of a lower one are dropped.

    Example:
        >>> best({(0, 2, "ORG"): 0.6, (1, 2, "GPE"): 0.5})
        [(0, 2, 'ORG', 0.6)]
    """
    chosen: list[ScoredSpan] = []
    taken: set[int] = set()
    for (start, end, label), score in sorted(scores.items(), key=_best_first):
        if score >= least and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, end, label, score))
    return sorted(chosen)


def _best_first(item: tuple[Span, float]) -> tuple[float, Span]:
    return (-item[1], item[0])
