"""Training of the recognizer."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pycrfsuite

from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.tagger import CrfTagger
from nusaner.training.tagged import TaggedSentence, recased

#: The group of CRFsuite that is held out of training.
_DEV = 1


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
    clusters: Mapping[str, Sequence[int]],
    config: NerConfig | None = None,
    dev: Sequence[TaggedSentence] = (),
    on_iteration: Callable[[Mapping[str, Any]], None] | None = None,
) -> CrfTagger:
    """Train a CRF.

    The same sentences, settings and seed give the same model, byte for byte.

    Args:
        sentences: Tagged sentences, with any labels.
        names: Names of the gazetteer, as `nusaner.ner.gazetteer.build_names` gives them.
        clusters: Clusters of word vectors.
        config: Settings; None for the defaults.
        dev: Sentences that are only tagged, after each iteration, to tell `on_iteration` how well that goes.
        on_iteration: Called after each iteration with what python-crfsuite tells of it (`num`, `loss`, with
            `dev` also `scores`); an exception that it raises ends the training.
    """
    config = config or NerConfig()
    chance = random.Random(config.seed)  # noqa: S311  no secret depends on it
    extractor = FeatureExtractor(Gazetteer(names), clusters)
    trainer = _Trainer(on_iteration) if on_iteration else pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
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
    for sentence in dev:
        trainer.append(extractor(sentence.words), sentence.tags, group=_DEV)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crf"
        trainer.train(str(path), holdout=_DEV if dev else -1)
        model = path.read_bytes()
    return CrfTagger(model, extractor)


class _Trainer(pycrfsuite.Trainer):  # type: ignore[misc]
    """CRFsuite's trainer, which hands on what it logs and writes nothing."""

    def __init__(self, on_iteration: Callable[[Mapping[str, Any]], None]) -> None:
        # python-crfsuite reads its log only if it is verbose; the methods below keep it silent
        super().__init__(algorithm="lbfgs", verbose=True)
        self._on_iteration = on_iteration

    def on_iteration(self, log: str, info: Mapping[str, Any]) -> None:
        self._on_iteration(info)

    def _ignore(self, *log: Any) -> None:
        """Say nothing."""

    on_start = on_featgen_progress = on_featgen_end = on_prepared = _ignore
    on_prepare_error = on_optimization_end = on_end = _ignore


def _augmented(sentences: Sequence[TaggedSentence], config: NerConfig, chance: random.Random) -> list[TaggedSentence]:
    """The sentences, and some of them again in lower and in upper case."""
    result = list(sentences)
    for casing in ("lower", "upper"):
        result += [recased(s, casing) for s in sentences if chance.random() < config.recase]
    return result
