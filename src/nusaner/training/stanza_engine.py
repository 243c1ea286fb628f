"""The engine "stanza": Stanza's recognizer, trained by Stanza's own trainer; extra `stanza`.

Nothing is downloaded. The word vectors are made from nusaner's word clusters, or read from a file of
one's own (`vectors`). Each epoch starts from the seed and its own number, so a run that was
interrupted and resumed gives the model of one that was not.
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
from nusaner.training.chance import epoch_seed, seeded
from nusaner.training.engines import Job
from nusaner.training.rehearsal import scores
from nusaner.training.tagged import TaggedSentence
from nusaner.training.vectors import cluster_vectors, read_vectors

try:
    import torch
    from stanza.models.common.peft_config import add_peft_args
    from stanza.models.ner.data import DataLoader
    from stanza.models.ner.trainer import Trainer
    from stanza.models.ner_tagger import build_argparse
except ImportError as error:
    raise MissingExtraError("stanza", "stanza") from error

# importing Stanza's training turns all its messages on
logging.getLogger("stanza").setLevel(logging.WARNING)

FACTORY = "nusaner_stanza_ner"
RESUMES = True
_CHECKPOINT = "checkpoint.pt"


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
        run = _Run(job, Trainer(args=args, vocab=loader.vocab, pretrain=vectors, device="cpu"), vectors, names)
    run.resume()
    while not run.is_over:
        run.epoch(loader)
    if FACTORY not in nlp.pipe_names:
        nlp.add_pipe(FACTORY)
    parts = {**run.tagger.parts(), **({WEIGHTS: run.best} if run.best else {})}
    cast(NeuralRecognizer, nlp.get_pipe(FACTORY)).set_tagger(from_parts(parts))


class _Run:
    """Epochs, the best of them, and what is kept to go on after an interruption."""

    def __init__(self, job: Job, trainer: Trainer, vectors: Vectors, names: Sequence[str]) -> None:
        self.job, self.trainer = job, trainer
        self.tagger = StanzaTagger(trainer, vectors, names)
        self.done, self.best, self.figure, self.best_epoch = 0, b"", -1.0, 0

    @property
    def is_over(self) -> bool:
        """Whether all epochs are done, or the last ones brought nothing."""
        config = self.job.config
        return bool(self.done >= config.epochs or self.done - self.best_epoch >= config.patience)

    def epoch(self, loader: DataLoader) -> None:
        """One pass over the training sentences."""
        self.done += 1
        with seeded(epoch_seed(self.job.seed, self.done)):
            # the order must depend on the epoch alone, not on those before
            loader.data = loader.chunk_batches(sorted((s for batch in loader.data for s in batch), key=_words))
            loader.reshuffle()
            for batch in loader:
                self.trainer.update(batch)
        figure = scores(self.tagger, self.job.dev)["all"].f1 if self.job.dev else None
        if figure is None or figure >= self.figure:
            self.figure, self.best_epoch, self.best = figure or 0.0, self.done, to_bytes(self.trainer)
        self._keep()
        self.job.step(self.done, self.job.config.epochs, figure)

    def _keep(self) -> None:
        if self.job.folder is None:
            return
        state = {
            "done": self.done,
            "figure": self.figure,
            "best_epoch": self.best_epoch,
            "best": torch.frombuffer(bytearray(self.best), dtype=torch.uint8),
            "model": trained_state(self.trainer),
            "optimizer": self.trainer.optimizer.state_dict(),
        }
        path = self.job.folder / _CHECKPOINT
        new = path.with_suffix(".new")
        torch.save(state, new)
        new.replace(path)

    def resume(self) -> None:
        """Take over what an interrupted run has left."""
        path = self.job.folder / _CHECKPOINT if self.job.folder is not None else None
        if path is None or not path.is_file():
            return
        state = torch.load(path, weights_only=True)
        self.trainer.model.load_state_dict(state["model"], strict=False)  # the word vectors are not among it
        self.trainer.optimizer.load_state_dict(state["optimizer"])
        self.done, self.figure, self.best_epoch = state["done"], state["figure"], state["best_epoch"]
        self.best = bytes(state["best"].numpy().tobytes())


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
