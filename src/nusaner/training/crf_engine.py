"""The engine "crf": the recognizer of the bundled model, for any labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from importlib.metadata import version
from typing import Any, cast

from spacy.language import Language

from nusaner import kb
from nusaner.ner import clusters
from nusaner.ner.component import EntityRecognizer
from nusaner.ner.gazetteer import build_names
from nusaner.storage import bundled
from nusaner.training.engines import Job, recognizer_pipe
from nusaner.training.ner import NerConfig, train_ner

FACTORY = "nusaner_ner"
RESUMES = False
#: With fewer tagged words in the development sentences the figure is too coarse to stop by.
LEAST_TAGS = 50
#: What the second training of a run that was stopped is called.
AGAIN = "(again, to the best iteration)"


@dataclass(frozen=True, slots=True)
class Config:
    """Settings; what is not told here is told in `nusaner.training.ner.NerConfig`.

    Attributes:
        patience: Iterations in which the development figure stays below its best before training stops.
    """

    l1: float = NerConfig().l1
    l2: float = NerConfig().l2
    iterations: int = NerConfig().iterations
    min_frequency: int = NerConfig().min_frequency
    recase: float = NerConfig().recase
    gazetteer_dropout: float = NerConfig().gazetteer_dropout
    patience: int = 20


class _EnoughError(Exception):
    """The development figure has not come back to its best for long enough."""


class _Watch:
    """Hands each iteration on and stops when the development figure stays below its best."""

    def __init__(self, job: Job, *, of: int, stops: bool) -> None:
        self._job, self._of, self._stops = job, of, stops
        self._figure = -1.0
        #: The last iteration that reached the best figure.
        self.best = 0

    def __call__(self, info: Mapping[str, Any]) -> None:
        figure = tag_f1(info["scores"])
        done = int(info["num"])
        self._job.step(min(done, self._of), self._of, figure)
        if figure is None or figure >= self._figure:
            self._figure, self.best = figure or 0.0, done
        elif self._stops and done - self.best >= self._job.config.patience:
            raise _EnoughError


def tag_f1(scores: Mapping[str, Any]) -> float | None:
    """Micro-averaged F1 of the tags other than O; None if there is no such tag.

    Args:
        scores: Tag -> its counts `match`, `model` and `ref`, as python-crfsuite gives them.
    """
    counts = [score for tag, score in scores.items() if tag != "O"]
    if not sum(score.ref for score in counts):
        return None
    match, total = sum(score.match for score in counts), sum(score.model + score.ref for score in counts)
    return float(2 * match / total)


def train_engine(nlp: Language, job: Job) -> None:
    """Train a CRF and set it into the pipe `nusaner_ner`.

    When the figure on the development sentences stays below its best for `patience` iterations,
    training is stopped and done once more, with as many iterations as gave the best figure. The
    development sentences are never trained on.
    """
    given = {field.name: getattr(job.config, field.name) for field in fields(job.config) if field.name != "patience"}
    config = NerConfig(**given, seed=job.seed)
    names = build_names((form.text, record.type) for record in kb.load().values() for form in record.forms)
    table = clusters.from_bytes((bundled("models") / "shared" / "clusters.npz").read_bytes())
    stops = sum(tag != "O" for sentence in job.dev for tag in sentence.tags) >= LEAST_TAGS
    watch = _Watch(job, of=config.iterations, stops=stops)
    try:
        tagger = train_ner(job.train, names=names, clusters=table, config=config, dev=job.dev, on_iteration=watch)
    except _EnoughError:
        best = replace(config, iterations=watch.best)
        told = _Watch(replace(job, phase=f"{job.phase} {AGAIN}".strip()), of=watch.best, stops=False)
        tagger = train_ner(job.train, names=names, clusters=table, config=best, on_iteration=told)
    cast(EntityRecognizer, recognizer_pipe(nlp, FACTORY)).set_tagger(tagger)


def versions() -> Mapping[str, str]:
    """The version of python-crfsuite."""
    return {"python-crfsuite": version("python-crfsuite")}
