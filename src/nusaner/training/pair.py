"""Training of the network and the CRF that vote together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from nusaner.ner.pair import PairTagger
from nusaner.ner.words import ClassNumbers, WordTable
from nusaner.training.ner import NerConfig, train_ner
from nusaner.training.network import Body, NetworkConfig, train_network
from nusaner.training.tagged import TaggedSentence

_ITERATIONS = 80
_L2 = 0.05


def train_pair(
    sentences: Sequence[TaggedSentence],
    *,
    table: WordTable,
    names: Mapping[str, str] | None = None,
    body: Body | None = None,
    config: NetworkConfig | None = None,
    on_epoch: Callable[[int, int], None] | None = None,
) -> PairTagger:
    """Train both taggers on the same sentences; the CRF takes the classes of the word table for clusters.

    Args:
        sentences, table, names, body, config, on_epoch: See `nusaner.training.network.train_network`; the shares
            of recased sentences and of hidden names, and the seed, hold for the CRF as well.
    """
    config = config or NetworkConfig()
    net = train_network(sentences, table=table, names=names, body=body, config=config, on_epoch=on_epoch)
    settings = NerConfig(
        l2=_L2,
        iterations=_ITERATIONS,
        recase=config.recase,
        gazetteer_dropout=config.gazetteer_dropout,
        seed=config.seed,
    )
    crf = train_ner(sentences, names=names or {}, clusters=ClassNumbers(table), config=settings)
    return PairTagger(crf, net)
