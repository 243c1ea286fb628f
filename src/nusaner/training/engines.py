"""The ways to train a recognizer, by name; optional libraries are imported by the one that needs them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from spacy.language import Language

from nusaner.errors import InputError
from nusaner.training.tagged import TaggedSentence


@dataclass(frozen=True, slots=True)
class Step:
    """How far training is.

    Attributes:
        done, of: Steps (iterations or epochs) done, and most steps.
        dev: Figure on the development sentences that decides when to stop, higher is better; None
            where the engine has none at this step.
    """

    done: int
    of: int
    dev: float | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What an engine is given.

    Attributes:
        train, dev: Tagged sentences.
        options: The engine's own settings by name, as text or numbers; none for its defaults.
        seed: Seed of all random choices.
        workdir: A folder that outlives an interruption, for engines that can resume.
        resume: Whether to go on from what lies there.
        on_step: Called after each step.
    """

    train: Sequence[TaggedSentence]
    dev: Sequence[TaggedSentence]
    options: Mapping[str, Any]
    seed: int
    workdir: str
    resume: bool
    on_step: Callable[[Step], None]


#: Name -> module with a function `train_engine(nlp, job) -> Mapping[str, Any]`, which adds the trained pipe to
#: `nlp` and returns the settings that it used.
ENGINES = {
    "crf": "nusaner.training.crf_engine",
    "stanza": "nusaner.training.stanza_engine",
    "transformer": "nusaner.training.transformer_engine",
}


def run_engine(name: str, nlp: Language, job: Job) -> Mapping[str, Any]:
    """Train with an engine; see `ENGINES`.

    Raises:
        InputError: There is no engine of that name.
        MissingExtraError: It needs an extra that is not installed.
    """
    if name not in ENGINES:
        raise InputError(f"`engine` is one of {', '.join(ENGINES)}, got {name!r}.")
    used: Mapping[str, Any] = import_module(ENGINES[name]).train_engine(nlp, job)
    return used


def settings(config: type[Any], options: Mapping[str, Any]) -> dict[str, Any]:
    """Options turned into the types of a configuration's fields.

    Raises:
        InputError: An option is not a field, or its value is not of the field's type.
    """
    fields = {name: type(getattr(config(), name)) for name in config.__dataclass_fields__}
    unknown = sorted(set(options) - set(fields))
    if unknown:
        raise InputError(f"There is no setting {unknown[0]!r}; there are: {', '.join(sorted(fields))}.")
    return {name: _typed(name, value, fields[name]) for name, value in options.items()}


def _typed(name: str, value: Any, kind: type[Any]) -> Any:
    if kind is bool:
        known = {"true": True, "false": False, "1": True, "0": False}
        if str(value).lower() in known:
            return known[str(value).lower()]
    else:
        try:
            return kind(value)
        except (TypeError, ValueError):
            pass
    raise InputError(f"The setting {name!r} is a {kind.__name__}, got {value!r}.")
