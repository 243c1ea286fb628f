"""Training of the window network with PyTorch (the extra `neural`)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType

import numpy as np
import numpy.typing as npt

from nusaner.errors import InputError, MissingExtraError
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.nettagger import Matcher, NetTagger
from nusaner.ner.network import Network
from nusaner.ner.words import WordTable
from nusaner.training.chance import alone
from nusaner.training.tagged import TaggedSentence, recased


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to learn from: words, tags, and the number of each word's gazetteer tag."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    matches: tuple[int, ...]


#: The name of the task that a recognizer is trained for.
MAIN = "main"


@dataclass(frozen=True, slots=True)
class NetworkConfig:
    """Settings of the network and its training.

    Attributes:
        width: Numbers that a word is turned into.
        hidden: Numbers in each hidden layer.
        reach: Words to the left and to the right that the first layer sees.
        rows: Rows of the table of hashed features.
        epochs: Passes over the sentences.
        body_epochs: Passes over the sets in `pretrain`.
        batch: Sentences in a batch.
        rate: Highest rate of learning; it rises for 40 batches, or a fifth of all, and then falls to nothing.
        body_rate: The same in `pretrain`.
        decay: Weight decay of the layers (not of the feature table).
        dropout: Chance of each hidden number to be dropped.
        feature_dropout: Chance of each feature of a word type to be dropped in a batch.
        word_dropout: Chance of each word to be dropped whole.
        recase: Share of the sentences that is added again in lower and, as many, in upper case.
        gazetteer_dropout: Chance that a name of the gazetteer is unknown in a sentence.
        seed: Seed of all random choices.
    """

    width: int = 96
    hidden: int = 160
    reach: int = 2
    rows: int = 65_536
    epochs: int = 10
    body_epochs: int = 6
    batch: int = 32
    rate: float = 2e-3
    body_rate: float = 3e-3
    decay: float = 0.02
    dropout: float = 0.3
    feature_dropout: float = 0.15
    word_dropout: float = 0.1
    recase: float = 0.1
    gazetteer_dropout: float = 0.4
    seed: int = 1


Body = Mapping[str, npt.NDArray[np.generic]]


def pretrain(
    sets: Mapping[str, Sequence[TaggedSentence]],
    *,
    table: WordTable,
    config: NetworkConfig | None = None,
    on_epoch: Callable[[int, int], None] | None = None,
) -> Body:
    """Train the body of the network on sets of tagged sentences with labels of their own.

    One body learns them all with a head for each (Caruana, 1997); the heads are thrown away. One body
    serves to start any number of recognizers, for example one for each fold. A set must not hold
    sentences, or share its source, with what the recognizer is to be tested on.

    Args:
        sets: Tagged sentences by the name of the set.
        table: Vectors and classes of words.
        config: Settings, the same as for `train_network`.
        on_epoch: Called after each pass over the sets with how many are done, and all.

    Returns:
        Arrays by the names of PyTorch's parameters.
    """
    config = config or NetworkConfig()
    chance = random.Random(config.seed)  # noqa: S311  no secret depends on it
    matcher = Matcher(Gazetteer({}))
    tasks = {name: list(_examples(sentences, matcher, config, chance)) for name, sentences in sets.items()}
    torchnet = _torch()
    with alone(config.seed):
        trainer = torchnet.Trainer(config, table, 0, {name: found for name, found in tasks.items() if found})
        trainer.fit(list(trainer.tags), epochs=config.body_epochs, rate=config.body_rate, on_epoch=on_epoch)
        body: Body = trainer.body()
    return body


def train_network(
    sentences: Sequence[TaggedSentence],
    *,
    table: WordTable,
    names: Mapping[str, str] | None = None,
    body: Body | None = None,
    config: NetworkConfig | None = None,
    on_epoch: Callable[[int, int], None] | None = None,
) -> NetTagger:
    """Train a recognizer.

    The same sentences, settings, seed and version of PyTorch give the same model: one thread is used.

    Args:
        sentences: Tagged sentences, with any labels.
        table: Vectors and classes of words.
        names: Names of the gazetteer, as `nusaner.ner.gazetteer.build_names` gives them.
        body: What `pretrain` gave with the same table and settings; None to start from nothing.
        config: Settings; None for the defaults.
        on_epoch: Called after each pass over the sentences with how many are done, and all.

    Raises:
        InputError: There are no sentences.
        MissingExtraError: PyTorch is not installed.
    """
    if not sentences:
        raise InputError("There are no sentences to train on.")
    config = config or NetworkConfig()
    matcher = Matcher(Gazetteer(names or {}))
    chance = random.Random(config.seed)  # noqa: S311  no secret depends on it
    examples = list(_examples(sentences, matcher, config, chance))
    torchnet = _torch()
    with alone(config.seed):
        trainer = torchnet.Trainer(config, table, len(matcher.tags), {MAIN: examples})
        if body is not None:
            trainer.start(body)
        trainer.fit([MAIN], epochs=config.epochs, rate=config.rate, on_epoch=on_epoch)
        return NetTagger(Network(trainer.weights(MAIN), table), trainer.tags[MAIN], matcher)


def _torch() -> ModuleType:
    try:
        from nusaner.training import torchnet
    except ImportError as error:
        raise MissingExtraError("torch", "neural") from error
    return torchnet


def _examples(
    sentences: Sequence[TaggedSentence], matcher: Matcher, config: NetworkConfig, chance: random.Random
) -> Iterator[Example]:
    """The sentences, some of them again in lower and upper case, each with its gazetteer matches."""
    copies = list(sentences)
    for casing in ("lower", "upper"):
        copies += [recased(s, casing) for s in sentences if chance.random() < config.recase]
    for sentence in copies:
        if sentence.words:
            found = matcher.found(sentence.words)
            hidden = frozenset(name for name in found if chance.random() < config.gazetteer_dropout)
            yield Example(sentence.words, sentence.tags, tuple(matcher(sentence.words, hidden)))
