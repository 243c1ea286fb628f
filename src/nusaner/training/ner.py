"""Training of the recognizer."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from nusaner.ner.clusters import Clusters
from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.tagger import CrfTagger
from nusaner.training.tagged import TaggedSentence, recased


@dataclass(frozen=True, slots=True)
class NerConfig:
    """Settings of the recognizer's training.

    Attributes:
        l1, l2: Strength of the two regularisations of CRFsuite's L-BFGS.
        iterations: Most L-BFGS iterations.
        min_frequency: Features seen less often are dropped.
        recase: Share of the sentences that is added again in lower and, as many, in upper case.
        gazetteer_dropout: Chance that a name of the gazetteer is unknown in a sentence, so that
            the model learns to find names that the gazetteer lacks.
        seed: Seed of all random choices.
    """

    l1: float = 0.1
    l2: float = 0.01
    iterations: int = 120
    min_frequency: int = 1
    recase: float = 0.2
    gazetteer_dropout: float = 0.4
    seed: int = 1


def train_ner(
    sentences: Sequence[TaggedSentence],
    *,
    names: Mapping[str, str],
    clusters: Clusters,
    config: NerConfig | None = None,
) -> CrfTagger:
    """Train a CRF.

    The same sentences, settings and seed give the same model, byte for byte.

    Args:
        sentences: Tagged sentences, with any labels.
        names: Names of the gazetteer, as `nusaner.ner.gazetteer.build_names` gives them.
        clusters: Clusters of word vectors.
        config: Settings; None for the defaults.
    """
    config = config or NerConfig()
    chance = random.Random(config.seed)  # noqa: S311  no secret depends on it
    extractor = FeatureExtractor(Gazetteer(names), clusters)
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params(
        {
            "c1": config.l1,
            "c2": config.l2,
            "max_iterations": config.iterations,
            "feature.minfreq": config.min_frequency,
            "feature.possible_transitions": False,
        }
    )
    for sentence in _augmented(sentences, config, chance):
        matched = extractor.gazetteer.found([extractor.key(word) for word in sentence.words])
        hidden = frozenset(name for name in matched if chance.random() < config.gazetteer_dropout)
        trainer.append(extractor(sentence.words, hidden), sentence.tags)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crf"
        trainer.train(str(path))
        model = path.read_bytes()
    return CrfTagger(model, extractor)


def _augmented(sentences: Sequence[TaggedSentence], config: NerConfig, chance: random.Random) -> list[TaggedSentence]:
    """The sentences, and some of them again in lower and in upper case."""
    result = list(sentences)
    for casing in ("lower", "upper"):
        result += [recased(s, casing) for s in sentences if chance.random() < config.recase]
    return result
