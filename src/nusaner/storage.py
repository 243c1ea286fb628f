"""Where bundled data lies, and how its integrity is checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from nusaner.errors import ModelError

SUMS = "SHA256SUMS"
_PACKAGE = Path(__file__).parent


def bundled(name: str) -> Path:
    """The folder `models` or `corpus` that came with nusaner.

    In an installed wheel it lies inside the package, in a checkout at the top level.

    Args:
        name: `"models"` or `"corpus"`.
    """
    installed = _PACKAGE / "data" / name
    return installed if installed.is_dir() else _PACKAGE.parents[1] / name


def sha256(data: bytes) -> str:
    """Hexadecimal SHA-256 of `data`."""
    return hashlib.sha256(data).hexdigest()


def fingerprint(paths: list[Path]) -> str:
    """One SHA-256 over the names and contents of files, whatever their order.

    Line ends are taken as LF, so that a checkout on Windows has the same fingerprint.
    """
    digest = hashlib.sha256()
    for path in sorted(paths, key=_by_name):
        digest.update(path.name.encode() + b"\0")
        digest.update(path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def _by_name(path: Path) -> str:
    return path.name


def write_sums(folder: Path) -> None:
    """Write the checksums of all files directly in `folder` to its `SHA256SUMS`."""
    files = sorted(p for p in folder.iterdir() if p.is_file() and p.name != SUMS)
    lines = [f"{sha256(path.read_bytes())}  {path.name}\n" for path in files]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def write_parts(folder: Path, parts: Mapping[str, bytes]) -> None:
    """Write the files of a part of a model to a folder, made if it is not there, with their checksums."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in parts.items():
        (folder / name).write_bytes(data)
    write_sums(folder)


def is_listed(folder: Path, name: str) -> bool:
    """Whether a folder's checksums name a file: older models lack files that newer ones have.

    The checksums decide, not the file, so that a file that was deleted is missed by `read_checked`.
    """
    sums = folder / SUMS
    lines = sums.read_text(encoding="utf-8").splitlines() if sums.is_file() else []
    return any(line.split(maxsplit=1)[1:] == [name] for line in lines)


def read_checked(folder: Path, name: str) -> bytes:
    """The bytes of a model file, once they fit the folder's checksums.

    Raises:
        ModelError: The file or its checksum is missing, or they differ.
    """
    remedy = "Reinstall nusaner or train the model again."
    path, sums = folder / name, folder / SUMS
    for needed in (path, sums):
        if not needed.is_file():
            raise ModelError(f"The model file {needed} is missing. {remedy}")
    entries = (line.split(maxsplit=1) for line in sums.read_text(encoding="utf-8").splitlines())
    known = {parts[1]: parts[0] for parts in entries if len(parts) == 2}
    data = path.read_bytes()
    if known.get(name) != sha256(data):
        raise ModelError(f"The model file {path} is damaged or was changed: its SHA-256 does not fit {SUMS}. {remedy}")
    return data
