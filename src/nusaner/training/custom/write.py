"""Model folders: fingerprints, the folder of a run under way, and what `meta.json` tells."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import srsly

from nusaner.errors import InputError
from nusaner.training.tagged import TaggedSentence

_META, _MARK = "meta.json", "fingerprint"


def fingerprint(parts: Mapping[str, Sequence[TaggedSentence]], settings: Mapping[str, Any]) -> str:
    """SHA-256 over sentences and settings: two runs of the same fingerprint give the same model."""
    digest = hashlib.sha256()
    for name, sentences in parts.items():
        digest.update(json.dumps([name, len(sentences)]).encode() + b"\n")
        for sentence in sentences:
            digest.update(json.dumps([sentence.words, sentence.tags]).encode() + b"\n")
    digest.update(json.dumps(settings, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def check_out(out: Path) -> None:
    """See that a model can be written there.

    Raises:
        InputError: It is a file, or a folder that holds something else than a model.
    """
    if out.is_file():
        raise InputError(f"`out` is a folder for the model, and {str(out)!r} is a file; name another.")
    if out.is_dir() and any(out.iterdir()) and not (out / _META).is_file():
        raise InputError(f"The folder {str(out)!r} holds other things than a model; name an empty or a new one.")


def read_meta(folder: Path) -> dict[str, Any]:
    """What a model folder tells of itself; {} if there is none."""
    path = folder / _META
    return dict(srsly.read_json(path)) if path.is_file() else {}


def write_meta(folder: Path, meta: Mapping[str, Any], card: str) -> None:
    """Write `meta.json` and the model card of a folder."""
    srsly.write_json(folder / _META, dict(meta))
    (folder / "README.md").write_text(card, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Workshop:
    """The folder of a run under way, beside the one that the model will have.

    Attributes:
        folder: It.
        found: Whether an interrupted run of the same data and settings has left it.
    """

    folder: Path
    found: bool

    def part(self, name: str) -> Path:
        """A folder for a part of the run."""
        path = self.folder / name
        path.mkdir(exist_ok=True)
        return path

    def drop(self) -> None:
        """Remove it."""
        shutil.rmtree(self.folder)

    def finish(self, out: Path) -> None:
        """Put the model, written into `part("model")`, in the place of `out`; it is never there by half."""
        if out.exists():
            shutil.rmtree(out)
        self.part("model").rename(out)
        shutil.rmtree(self.folder)


def open_workshop(out: Path, print_: str, *, resume: bool) -> Workshop:
    """The folder `.NAME.training` beside `out`.

    What a run of other data or settings left there, or any run without `resume`, is removed.
    """
    folder = out.absolute().parent / f".{out.absolute().name}.training"
    mark = folder / _MARK
    found = mark.is_file() and mark.read_text(encoding="utf-8") == print_
    if folder.exists() and not (found and resume):
        shutil.rmtree(folder)
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text(print_, encoding="utf-8")
    return Workshop(folder, found and resume)
