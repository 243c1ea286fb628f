"""The network, the CRF and a classifier of whole spans, which vote together.

It is slower than the pair and is not kept in files: it is there for the yardsticks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from nusaner.ner.pair import PairTagger, best, means
from nusaner.ner.scheme import ScoredSpan
from nusaner.ner.words import WordTable
from nusaner.training.network import NetworkConfig
from nusaner.training.pair import train_pair
from nusaner.training.spans import SpanJudge, train_spans
from nusaner.training.tagged import TaggedSentence

#: All three count the same.
_SHARE = 1 / 3
#: Spans of a lower mean are dropped: half the F1 that can be reached, at which F1 is highest (Lipton et al., 2014).
_LEAST = 0.4


class TrioTagger:
    """A pair and a classifier of whole spans, which is asked about each span that one of the pair finds.

    Args:
        pair: The CRF and the network.
        judge: The classifier.
    """

    def __init__(self, pair: PairTagger, judge: SpanJudge) -> None:
        self._pair, self._judge = pair, judge

    def batch(self, sentences: Iterable[Sequence[str]]) -> list[list[ScoredSpan]]:
        """The entities among the words of each sentence, with the mean of the three probabilities."""
        known = list(sentences)
        found: list[list[ScoredSpan]] = [[] for _ in known]
        for number, offset, words, both in self._pair.judged(known):
            joined = means(self._judge(words, both), both, share=_SHARE)
            for start, end, label, score in best(joined, least=_LEAST):
                found[number].append((start + offset, end + offset, label, score))
        return found


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
