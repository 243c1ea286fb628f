"""What a system says of texts: a pipeline, a model by name or folder, or a file of its output."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.language import Language

from nusaner import pipeline
from nusaner.errors import InputError, ModelError
from nusaner.evaluation.data import Data, from_doc, read_data
from nusaner.types import Annotated

#: What can be judged.
System = Language | Data


@dataclass(frozen=True, slots=True)
class Speed:
    """How long a system took on one process of this machine.

    Attributes:
        words: Words between white space.
        seconds: Time for all texts, the whole pipeline as it was loaded, first text included.
        load_seconds: Time to load the model; None if it was loaded before.
    """

    words: int
    seconds: float
    load_seconds: float | None = None

    @property
    def words_per_second(self) -> float:
        """Speed once the model is loaded."""
        return self.words / self.seconds if self.seconds else 0.0

    @property
    def words_per_second_with_load(self) -> float | None:
        """Speed of a program that loads the model for these texts; None if loading was not measured."""
        if self.load_seconds is None:
            return None
        return self.words / (self.seconds + self.load_seconds)


@dataclass(frozen=True, slots=True)
class Answers:
    """A system's predictions.

    Attributes:
        name: Name of the system.
        documents: Its spans; scores stand in `meta["scores"]`, in their order.
        speed: None if the predictions were read from a file.
    """

    name: str
    documents: tuple[Annotated, ...]
    speed: Speed | None = None


def answers(system: System, gold: Sequence[Annotated]) -> Answers:
    """Run a system on the gold texts, or read what it said.

    Args:
        system: A loaded pipeline; the name of a bundled model or of an installed spaCy package; a
            model folder; or predictions as `data.read_data` takes them.
        gold: Documents whose texts are to be judged.

    Raises:
        InputError: There is no such model or file.
    """
    if isinstance(system, Language):
        return _run(system, gold, _name(system), None)
    if isinstance(system, str | Path):
        started = time.perf_counter()
        nlp = load(system)
        if nlp is not None:
            return _run(nlp, gold, str(system), time.perf_counter() - started)
        return Answers(Path(system).name, tuple(read_data(system)))
    return Answers("predictions", tuple(read_data(system)))


def load(name: str | Path) -> Language | None:
    """The pipeline of that name or folder, or None if it is a file of predictions.

    Raises:
        InputError: There is nothing of that name.
    """
    path = Path(name)
    if (path / "meta.json").is_file():
        return pipeline.load(path)
    if path.exists():
        return None
    if str(name) in {folder.name for folder in pipeline.installed_models()}:
        return pipeline.load(name)
    if spacy.util.is_package(str(name)):
        return spacy.load(str(name))
    known = ", ".join(folder.name for folder in pipeline.installed_models()) or "none"
    raise InputError(
        f"There is no model and no file {str(name)!r}; name a bundled model ({known}), an installed spaCy package, "
        f"a model folder, or a file of predictions."
    )


def _name(nlp: Language) -> str:
    return f"{nlp.meta.get('lang', '')}_{nlp.meta.get('name', '')}".strip("_") or "pipeline"


def _run(nlp: Language, gold: Sequence[Annotated], name: str, load_seconds: float | None) -> Answers:
    if not nlp.pipe_names:
        raise ModelError(f"The pipeline {name!r} has no component that finds entities; train or load one that has.")
    texts = [document.text for document in gold]
    limit = nlp.max_length
    # a limit for the sake of memory must not shorten a test; it is as it was afterwards
    nlp.max_length = max([limit, *(len(text) + 1 for text in texts)])
    started = time.perf_counter()
    documents = tuple(from_doc(doc, document.id) for document, doc in zip(gold, nlp.pipe(texts), strict=True))
    seconds = time.perf_counter() - started
    nlp.max_length = limit
    return Answers(name, documents, Speed(sum(len(text.split()) for text in texts), seconds, load_seconds))
