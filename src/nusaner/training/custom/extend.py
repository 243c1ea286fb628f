"""A base model with labels added, and none of its own forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from spacy.language import Language

from nusaner import corpus
from nusaner.errors import InputError
from nusaner.evaluation.spans import Score
from nusaner.pipeline import DEFAULT_MODEL, blank, load
from nusaner.storage import bundled
from nusaner.training.custom.data import Data, prepare
from nusaner.training.custom.tagger import PipeTagger, known_labels, recognizer_of
from nusaner.training.engines import Engine, Job
from nusaner.training.rehearsal import completed, scores
from nusaner.training.samples import Source


@dataclass(frozen=True, slots=True)
class Extended:
    """A base with what it learned besides.

    Attributes:
        nlp: The pipeline; pipes other than the recognizer are the base's.
        labels: The labels that the base knew.
        before: Its figures on its own development data.
        rehearsed: Number of its own sentences that were trained on again.
    """

    nlp: Language
    labels: tuple[str, ...]
    before: dict[str, Score]
    rehearsed: int


def own_data(
    nlp: Language,
    base: str | Path,
    rehearse: Source | None,
    rehearse_dev: Source | None,
    *,
    seed: int,
    on_misfit: corpus.OnMisfit,
) -> Data:
    """The data of a base's own labels.

    Args:
        nlp: Gives tokens and sentences to documents that have none.
        base: The base.
        rehearse, rehearse_dev: Such data; None for the bundled corpus, which fits the bundled model.
        seed, on_misfit: See `prepare`.

    Raises:
        InputError: None is given, and the base is not the bundled model.
    """
    if rehearse is None:
        if not is_bundled(base):
            raise InputError(
                f"The labels of {str(base)!r} would be forgotten; give data of them by `rehearse`, "
                f"as only those of {DEFAULT_MODEL!r} come with nusaner."
            )
        rehearse, rehearse_dev = "corpus:train", "corpus:dev"
    return prepare(nlp, rehearse, rehearse_dev, seed=seed, on_misfit=on_misfit)


def is_bundled(base: str | Path) -> bool:
    """Whether a base is the bundled model, by its name or folder."""
    return str(base) == DEFAULT_MODEL or Path(base).resolve() == (bundled("models") / DEFAULT_MODEL).resolve()


def extend(base: str | Path, own: Data, engine: Engine, job: Job, folder: Callable[[str], Path]) -> Extended:
    """Train a base's recognizer on new sentences and, again, on its own.

    Three steps: a model of the new sentences alone; each part of the data completed by the model that
    knows what it lacks (`nusaner.training.rehearsal`); the recognizer trained on both.

    Args:
        base: A model's name or folder.
        own: Data of its own labels.
        engine: Trains.
        job: The new sentences.
        folder: Name of a step -> folder for it, for engines that resume.

    Raises:
        ModelError: There is no such model, or it has no recognizer.
    """
    known = load(base)  # apart from the one that is given back: a pipeline learns the words that it reads
    labels = known_labels(known)
    old_tagger = PipeTagger(known)
    learned = {tag[2:] for s in job.train for tag in s.tags if tag != "O"}
    fresh = blank()
    engine.train_engine(fresh, replace(job, phase="new labels alone", folder=folder("alone")))
    new_tagger = PipeTagger(fresh)
    missing, added = set(labels) - learned, learned - set(labels)
    rehearsed = list(completed(own.train, new_tagger, added, drop_doubtful=True))
    both = replace(
        job,
        train=[*completed(job.train, old_tagger, missing), *rehearsed],
        dev=[*completed(job.dev, old_tagger, missing), *completed(own.dev, new_tagger, added)],
        phase="old and new labels",
        folder=folder("both"),
    )
    nlp = _trained(load(base), engine, both)
    return Extended(nlp, labels, scores(old_tagger, own.dev, labels), len(rehearsed))


def _trained(nlp: Language, engine: Engine, job: Job) -> Language:
    """The pipeline with its recognizer trained anew, or replaced where it is of another kind."""
    old = recognizer_of(nlp)
    if nlp.get_pipe_meta(old).factory == engine.FACTORY and old == engine.FACTORY:
        engine.train_engine(nlp, job)
        return nlp
    source = blank()
    engine.train_engine(source, job)
    nlp.add_pipe(engine.FACTORY, source=source, after=old)
    nlp.remove_pipe(old)
    return nlp
