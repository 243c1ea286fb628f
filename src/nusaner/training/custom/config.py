"""Settings of a run from a file."""

from __future__ import annotations

import configparser
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nusaner.errors import FormatError, InputError
from nusaner.inputs.decode import decode

_SECTIONS = ("train", "options")
_KEYS = ("engine", "seed", "labels")


@dataclass(frozen=True, slots=True)
class RunConfig:
    """What a file of settings holds; None and {} where it does not say.

    Attributes:
        engine, seed, labels: See `nusaner.training.train_ner`.
        options: The engine's settings.
    """

    engine: str | None = None
    seed: int | None = None
    labels: Any = None
    options: Mapping[str, Any] = field(default_factory=dict)


def read_config(path: Path | str) -> RunConfig:
    """Read settings from JSON, or from sections `[train]` and `[options]` with values in JSON.

        [train]
        engine = "crf"
        seed = 3
        labels = ["MONEY", "DATE"]

        [options]
        iterations = 60

    In JSON, `{"train": {"engine": ...}, "options": {...}}`.

    Raises:
        InputError: There is no such file.
        FormatError: It holds something else.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no file of settings {str(path)!r}.")
    text = decode(path.read_bytes())
    told = _json(text, path) if path.suffix == ".json" else _sections(text, path)
    for section, values in told.items():
        if section not in _SECTIONS or not isinstance(values, dict):
            raise FormatError(f"The sections are {', '.join(_SECTIONS)}, got {section!r}.", path=path)
    run = told.get("train", {})
    for key in run:
        if key not in _KEYS:
            raise FormatError(f"The settings of [train] are {', '.join(_KEYS)}, got {key!r}.", path=path)
    return RunConfig(**run, options=told.get("options", {}))


def _json(text: str, path: Path) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError as error:
        raise FormatError(f"This is no JSON ({error}).", path=path) from error
    if not isinstance(told, dict):
        raise FormatError("Settings in JSON are an object.", path=path)
    return told


def _sections(text: str, path: Path) -> dict[str, Any]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string(text)
    except configparser.Error as error:
        raise FormatError(f"This is no file of [sections] and settings ({error}).", path=path) from error
    return {name: {key: _value(value) for key, value in parser[name].items()} for name in parser.sections()}


def _value(text: str) -> Any:
    """JSON, or the text itself where it is none."""
    try:
        return json.loads(text)
    except ValueError:
        return text
