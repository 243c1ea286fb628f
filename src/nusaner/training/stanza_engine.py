"""The engine "stanza": Stanza's recognizer, trained by Stanza's own trainer; extra `stanza`.

Nothing is downloaded. The word vectors are made from nusaner's word clusters, or read from a file of
one's own (`vectors`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

from spacy.language import Language

from nusaner.errors import MissingExtraError
from nusaner.ner.neural import NeuralRecognizer
from nusaner.ner.stanza_tagger import (
    LONGEST,
    SAFE,
    WEIGHTS,
    StanzaTagger,
    Vectors,
    document,
    from_parts,
    to_bytes,
    trained_state,
)
from nusaner.training.chance import seeded
from nusaner.training.engines import Job
from nusaner.training.tagged import TaggedSentence
from nusaner.training.vectors import cluster_vectors, read_vectors

try:
    import torch
    from stanza.models.common.peft_config import add_peft_args
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner_tagger import build_argparse

    from nusaner.training.epochs import Run
except ImportError as error:
    raise MissingExtraError("stanza", "stanza") from error

# importing Stanza's training turns all its messages on
logging.getLogger("stanza").setLevel(logging.WARNING)

FACTORY = "nusaner_stanza_ner"
RESUMES = True


@dataclass(frozen=True, slots=True)
class Config:
    """Settings; those that Stanza has keep its meaning.

    Attributes:
        epochs: Most passes over the training sentences.
        patience: Epochs without a better figure before training stops.
        batch_size: Sentences for each step.
        learning_rate: Of the optimizer.
        optimizer: "adam", "sgd", "adagrad" or "adamax".
        hidden_dim: Width of the sentence's LSTM, for each direction.
        char_hidden_dim, char_emb_dim: Widths of the letters' LSTM and vectors.
        dropout, word_dropout: Shares of inputs and of words left out in training.
        vectors: A file of word vectors (text, word and numbers on a line, as word2vec and fastText
            write it); "" for vectors of nusaner's word clusters.
    """

    epochs: int = 40
    patience: int = 8
    batch_size: int = 16
    learning_rate: float = 0.002
    optimizer: str = "adam"
    hidden_dim: int = 128
    char_hidden_dim: int = 50
    char_emb_dim: int = 30
    dropout: float = 0.5
    word_dropout: float = 0.05
    vectors: str = ""


def train_engine(nlp: Language, job: Job) -> None:
    """Train Stanza's recognizer and set the best of its epochs into the pipe `nusaner_stanza_ner`."""
    names = sorted({tag[2:] for s in job.train for tag in s.tags if tag != "O"})
    words, matrix = read_vectors(Path(job.config.vectors)) if job.config.vectors else cluster_vectors(job.seed)
    vectors = Vectors(words, matrix)
    args = _arguments(job.config, matrix.shape[1], job.seed)
    with seeded(job.seed):
        sentences = _pieces(job.train)
        tags = [_bioes(s.tags, names) for s in sentences]
        loader = DataLoader(
            document([s.words for s in sentences], tags), job.config.batch_size, args, vectors, evaluation=False,
            max_batch_words=None,
        )  # fmt: skip
        trainer = Trainer(args=args, vocab=loader.vocab, pretrain=vectors, device="cpu")
    tagger = StanzaTagger(trainer, vectors, names)
    run = _Run(job, trainer, tagger, loader)
    run.finish()
    if FACTORY not in nlp.pipe_names:
        nlp.add_pipe(FACTORY)
    best = {} if run.best is None else {WEIGHTS: run.best.numpy().tobytes()}
    parts = {**tagger.parts(), **best}
    cast(NeuralRecognizer, nlp.get_pipe(FACTORY)).set_tagger(from_parts(parts))


class _Run(Run):
    def __init__(self, job: Job, trainer: Trainer, tagger: StanzaTagger, loader: DataLoader) -> None:
        super().__init__(job, tagger)
        self.trainer, self.loader = trainer, loader

    def learn(self) -> None:
        loader = self.loader
        # the order must depend on the epoch alone, not on those before
        loader.data = loader.chunk_batches(sorted((s for batch in loader.data for s in batch), key=_words))
        loader.reshuffle()
        for batch in loader:
            self.trainer.update(batch)

    def snapshot(self) -> torch.Tensor:
        return torch.frombuffer(bytearray(to_bytes(self.trainer)), dtype=torch.uint8)

    def state(self) -> dict[str, Any]:
        return {"model": trained_state(self.trainer), "optimizer": self.trainer.optimizer.state_dict()}

    def restore(self, state: Mapping[str, Any]) -> None:
        self.trainer.model.load_state_dict(state["model"], strict=False)  # the word vectors are not among it
        self.trainer.optimizer.load_state_dict(state["optimizer"])


def _words(sentence: Sequence[Any]) -> Any:
    """Words and tags."""
    return sentence[0], sentence[2]


def _arguments(config: Config, dimensions: int, seed: int) -> dict[str, Any]:
    """Stanza's own defaults with these settings."""
    parser = build_argparse()
    add_peft_args(parser)
    return {
        **vars(parser.parse_args([])),
        **SAFE,
        "shorthand": "id_nusaner",
        "lang": "id",
        "word_emb_dim": dimensions,
        "batch_size": config.batch_size,
        "lr": config.learning_rate,
        "optim": config.optimizer,
        "hidden_dim": config.hidden_dim,
        "char_hidden_dim": config.char_hidden_dim,
        "char_emb_dim": config.char_emb_dim,
        "dropout": config.dropout,
        "word_dropout": config.word_dropout,
        "seed": seed,
        "device": "cpu",
        "train_scheme": "bioes",
    }


def _pieces(sentences: Sequence[TaggedSentence]) -> list[TaggedSentence]:
    """Long sentences in pieces, as they are tagged."""
    return [
        replace(s, words=s.words[at : at + LONGEST], tags=s.tags[at : at + LONGEST])
        for s in sentences
        for at in range(0, len(s.words), LONGEST)
    ]


def _bioes(tags: Sequence[str], names: Sequence[str]) -> list[str]:
    """BIOES tags with L0, L1, ... for labels, of BIO tags."""
    result: list[str] = []
    for tag, following in zip(tags, [*tags[1:], "O"], strict=True):
        kind, _, label = tag.partition("-")
        goes_on = following == f"I-{label}"
        if kind == "O":
            result.append("O")
        else:
            kinds = {"B": "B" if goes_on else "S", "I": "I" if goes_on else "E"}
            result.append(f"{kinds[kind]}-L{names.index(label)}")
    return result


def versions() -> Mapping[str, str]:
    """The versions of stanza and torch."""
    return {name: version(name) for name in ("stanza", "torch")}
