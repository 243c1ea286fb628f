"""The engine "network": the window network with a CRF (`nusaner.ner.network`), for any labels; extra `neural`.

PyTorch is needed to train; the trained model runs on NumPy. The word table is read from a file that
`nusaner train words` makes of raw text, or made of nusaner's word clusters. Nothing is downloaded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from importlib.metadata import version
from pathlib import Path
from typing import cast

from spacy.language import Language

from nusaner.errors import InputError, MissingExtraError
from nusaner.ner.component import EntityRecognizer, Tagger
from nusaner.ner.words import WordTable
from nusaner.pipeline import blank
from nusaner.training.cluster_words import cluster_table
from nusaner.training.engines import Job, recognizer_pipe
from nusaner.training.network import Body, NetworkConfig, pretrain, train_network
from nusaner.training.pair import train_pair
from nusaner.training.recognizers import known_names
from nusaner.training.samples import documents, tagged_sentences
from nusaner.training.tagged import TaggedSentence, lowered
from nusaner.training.words import read_words

try:
    import torch  # noqa: F401  what is missing is told before any data is read
except ImportError as error:
    raise MissingExtraError("torch", "neural") from error

FACTORY = "nusaner_ner"
RESUMES = False
#: What learning from the sets of `body` is called.
BODY = "body"
_DEFAULT = NetworkConfig()
_OWN = ("words", "body", "gazetteer", "pair")


@dataclass(frozen=True, slots=True)
class Config:
    """Settings; what is not told here is told in `nusaner.training.network.NetworkConfig`.

    Attributes:
        words: A word table made by `nusaner train words`; "" for one of nusaner's word clusters.
        body: Files or folders of annotated documents, separated by commas, that are learned from first, each
            with labels of its own, which are then forgotten; "" for none. Sentences of the training or
            development data are left out of them.
        gazetteer: Whether matches with names of the knowledge base are seen by the network.
        pair: Whether a CRF is trained besides, and both vote (`nusaner.ner.pair`).
    """

    words: str = ""
    body: str = ""
    gazetteer: bool = True
    pair: bool = False
    width: int = _DEFAULT.width
    hidden: int = _DEFAULT.hidden
    reach: int = _DEFAULT.reach
    rows: int = _DEFAULT.rows
    epochs: int = _DEFAULT.epochs
    body_epochs: int = _DEFAULT.body_epochs
    batch: int = _DEFAULT.batch
    rate: float = _DEFAULT.rate
    body_rate: float = _DEFAULT.body_rate
    decay: float = _DEFAULT.decay
    dropout: float = _DEFAULT.dropout
    feature_dropout: float = _DEFAULT.feature_dropout
    word_dropout: float = _DEFAULT.word_dropout
    recase: float = _DEFAULT.recase
    gazetteer_dropout: float = _DEFAULT.gazetteer_dropout


def train_engine(nlp: Language, job: Job) -> None:
    """Train a network and set it into the pipe `nusaner_ner`.

    The rate of learning falls to nothing over the epochs, so the development sentences do not
    decide when to stop; only sentences of `body` that are among them are left out.

    Raises:
        InputError: The file of words is not there, or a set of `body` is empty.
    """
    given = {field.name: getattr(job.config, field.name) for field in fields(job.config) if field.name not in _OWN}
    config = NetworkConfig(**given, seed=job.seed)
    table = read_words(Path(job.config.words)) if job.config.words else cluster_table(job.seed)
    names = known_names() if job.config.gazetteer else {}
    train: Callable[..., Tagger] = train_pair if job.config.pair else train_network
    body = _body(job, table, config) if job.config.body else None
    tagger = train(job.train, table=table, names=names, body=body, config=config, on_epoch=job.epoch)
    cast(EntityRecognizer, recognizer_pipe(nlp, FACTORY)).set_tagger(tagger)


def _body(job: Job, table: WordTable, config: NetworkConfig) -> Body:
    paths = [Path(part.strip()) for part in job.config.body.split(",") if part.strip()]
    known = {lowered(sentence) for sentence in (*job.train, *job.dev)}
    nlp = blank()
    sets: dict[str, list[TaggedSentence]] = {}
    for path in paths:
        sentences, _ = tagged_sentences(nlp, documents(path, on_misfit="skip"), on_misfit="skip")
        sets[str(path)] = [sentence for sentence in sentences if lowered(sentence) not in known]
        if not sets[str(path)]:
            raise InputError(f"No sentence of {str(path)!r} is left for the body of the network.")
    told = replace(job, phase=f"{job.phase} {BODY}".strip())
    return pretrain(sets, table=table, config=config, on_epoch=told.epoch)


def versions() -> Mapping[str, str]:
    """The versions of torch and NumPy."""
    return {name: version(name) for name in ("torch", "numpy")}
