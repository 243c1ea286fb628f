"""A CRF on sparse features and the window network, which vote on each span.

The two err differently, so what both find is nearly always right (Florian et al., 2003, joined the
systems of CoNLL in this way): the probability of a span is the mean of what each gives it,
nought from the one that does not find it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.nettagger import NetTagger
from nusaner.ner.scheme import ScoredSpan
from nusaner.ner.tagger import CrfTagger
from nusaner.ner.words import ClassNumbers

#: What the CRF's word counts; the rest is the network's. Both figures were chosen on the development parts
#: of NER-UI, NERGrit and the corpus.
SHARE = 0.5
#: Spans of a lower mean are dropped: one that only one of the two finds must be sure for it, 0.9 and more.
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
        """The entities among the words of each sentence, with the mean of both taggers' scores."""
        known = list(sentences)
        both = zip(self.crf.batch(known), self.net.batch(known), strict=True)
        return [vote(first, second) for first, second in both]

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


def vote(
    first: Iterable[ScoredSpan], second: Iterable[ScoredSpan], *, share: float = SHARE, least: float = LEAST
) -> list[ScoredSpan]:
    """The spans of highest mean score that do not overlap, in order.

    Args:
        first, second: The spans of two taggers.
        share: Weight of the first, in [0, 1].
        least: Spans of a lower mean are dropped.

    Example:
        >>> vote([(0, 2, "ORG", 0.9), (3, 4, "GPE", 0.5)], [(0, 2, "ORG", 0.7), (1, 2, "GPE", 0.8)])
        [(0, 2, 'ORG', 0.8)]
    """
    means: dict[tuple[int, int, str], float] = {}
    for spans, weight in ((first, share), (second, 1 - share)):
        for start, end, label, score in spans:
            means[start, end, label] = means.get((start, end, label), 0.0) + weight * score
    chosen: list[ScoredSpan] = []
    taken: set[int] = set()
    for (start, end, label), mean in sorted(means.items(), key=_best_first):
        if mean >= least and taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            chosen.append((start, end, label, mean))
    return sorted(chosen)


def _best_first(item: tuple[tuple[int, int, str], float]) -> tuple[float, tuple[int, int, str]]:
    return (-item[1], item[0])
