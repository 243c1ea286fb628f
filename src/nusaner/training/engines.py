"""The ways to train a recognizer, by name; optional libraries are imported by the one that needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from spacy.language import Language

from nusaner.errors import InputError
from nusaner.training.tagged import TaggedSentence


@dataclass(frozen=True, slots=True)
class Step:
    """How far training is.

    Attributes:
        done, of: Steps (iterations or epochs) done, and most steps.
        dev: Figure on the development sentences that decides when to stop, in [0, 1], higher is better;
            None where there is none.
        phase: What is being trained, where a run trains more than once.
    """

    done: int
    of: int
    dev: float | None = None
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine is given.

    Attributes:
        train, dev: Tagged sentences.
        config: The engine's own settings.
        seed: Seed of all random choices.
        folder: A folder that outlives an interruption, for engines that can resume; None if the run has none.
        on_step: Called after each step.
        phase: What is being trained, for `Step`.
    """

    train: Sequence[TaggedSentence]
    dev: Sequence[TaggedSentence]
    config: Any
    seed: int
    folder: Path | None
    on_step: Callable[[Step], None]
    phase: str = ""

    def step(self, done: int, of: int, dev: float | None) -> None:
        """Tell how far training is."""
        self.on_step(Step(done, of, dev, self.phase))

    def epoch(self, done: int, of: int) -> None:
        """Tell how far training is, where the development sentences decide nothing."""
        self.step(done, of, None)


class Engine(Protocol):
    """A module of `ENGINES`."""

    #: The settings that it takes, a dataclass with a default for each.
    Config: type[Any]
    #: The pipe that it trains.
    FACTORY: str
    #: Whether an interrupted run can go on.
    RESUMES: bool

    def train_engine(self, nlp: Language, job: Job) -> None:
        """Train, and set what was learned into the pipe `FACTORY`, which is added to `nlp` if it has none."""

    def versions(self) -> Mapping[str, str]:
        """Library -> version, of what the result depends on."""


ENGINES = {
    "crf": "nusaner.training.crf_engine",
    "network": "nusaner.training.network_engine",
    "stanza": "nusaner.training.stanza_engine",
    "transformer": "nusaner.training.transformer_engine",
}


def load_engine(name: str) -> Engine:
    """The engine of a name.

    Raises:
        InputError: There is none.
        MissingExtraError: It needs an extra that is not installed.
    """
    if name not in ENGINES:
        raise InputError(f"`engine` is one of {', '.join(ENGINES)}, got {name!r}.")
    return cast(Engine, import_module(ENGINES[name]))


def recognizer_pipe(nlp: Language, factory: str) -> Any:
    """The pipe of a pipeline that a recognizer is set into, added if there is none."""
    if factory in nlp.pipe_names:
        return nlp.get_pipe(factory)
    # names of the knowledge base carry its labels, which need not be those trained for
    known = Language.get_factory_meta(factory).default_config or {}
    return nlp.add_pipe(factory, config={"gazetteer": False} if "gazetteer" in known else {})


def configured(kind: type[Any], options: Mapping[str, Any]) -> Any:
    """A configuration with options turned into the types of its fields.

    Args:
        kind: A dataclass with a default for each field.
        options: Values, as such or as text.

    Raises:
        InputError: An option is not a field, or its value is not of the field's type.
    """
    defaults = {field.name: field.default for field in fields(kind)}
    unknown = sorted(set(options) - set(defaults))
    if unknown:
        raise InputError(f"There is no setting {unknown[0]!r}; there are: {', '.join(sorted(defaults))}.")
    return kind(**{name: _typed(name, value, type(defaults[name])) for name, value in options.items()})


def _typed(name: str, value: Any, kind: type[Any]) -> Any:
    if kind is bool:
        known = {"true": True, "false": False, "1": True, "0": False}
        if str(value).lower() in known:
            return known[str(value).lower()]
    elif not (kind is int and isinstance(value, float)):
        try:
            return kind(value)
        except (TypeError, ValueError):
            pass
    raise InputError(f"The setting {name!r} is a {kind.__name__}, got {value!r}.")
