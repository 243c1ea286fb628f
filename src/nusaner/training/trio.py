"""The network, the CRF and a classifier of whole spans, which vote together.

It is slower than the pair and is not kept in files: it is there for the yardsticks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from nusaner.ner.pair import PairTagger, best
from nusaner.ner.scheme import ScoredSpan, Span
from nusaner.ner.words import WordTable
from nusaner.training.network import NetworkConfig
from nusaner.training.pair import train_pair
from nusaner.training.spans import SpanJudge, train_spans
from nusaner.training.tagged import TaggedSentence

#: Spans that are less likely are dropped; chosen on held out thirds of NERGrit's training part and on its dev.
_LEAST = 0.35
#: What probabilities are kept away from 0 and 1 by, so that no voter has a veto.
_DOUBT = 0.003


class TrioTagger:
    """A pair and a classifier of whole spans, which is asked about each span that one of the pair finds.

    Args:
        pair: The CRF and the network.
        judge: The classifier.
    """

    def __init__(self, pair: PairTagger, judge: SpanJudge) -> None:
        self._pair, self._judge = pair, judge

    def batch(self, sentences: Iterable[Sequence[str]]) -> list[list[ScoredSpan]]:
        """The entities among the words of each sentence, with the joint probability of all three."""
        known = list(sentences)
        found: list[list[ScoredSpan]] = [[] for _ in known]
        for number, offset, words, first, second in self._pair.judged(known):
            joint = joined(first, second, self._judge(words, first))
            for start, end, label, score in best(joint, least=_LEAST):
                found[number].append((start + offset, end + offset, label, score))
        return found


def joined(*votes: Mapping[Span, float]) -> dict[Span, float]:
    """The joint probability of each span: the mean of the log odds that all voters give it.

    A logarithmic pool (Genest and Zidek, 1986): one who is sure counts more than one who is not.

    Args:
        votes: The same spans with the probabilities that each voter gives them.
    """
    return {span: 1 / (1 + math.exp(-fmean(_log_odds(vote[span]) for vote in votes))) for span in votes[0]}


def _log_odds(probability: float) -> float:
    return math.log((probability + _DOUBT) / (1 - probability + _DOUBT))


def train_trio(
    sentences: Sequence[TaggedSentence], *, table: WordTable, config: NetworkConfig | None = None, **others: Any
) -> TrioTagger:
    """Train all three on the same sentences.

    Args:
        sentences, table, config, others: See `nusaner.training.pair.train_pair`; the share of recased sentences and
            the seed hold for the classifier as well.
    """
    config = config or NetworkConfig()
    pair = train_pair(sentences, table=table, config=config, **others)
    return TrioTagger(pair, train_spans(sentences, table=table, recase=config.recase, seed=config.seed))
