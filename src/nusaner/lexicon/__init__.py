"""Small tables of the Indonesian language, apart from the code that uses them.

Each table is a UTF-8 text file in this folder: one entry a line, columns separated by tabs, `#`
starts a comment line. `SOURCES.md` says where each table comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from nusaner.errors import InputError

_FOLDER = Path(__file__).parent


@cache
def load(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table.

    Args:
        name: File name without ending, e.g. `"abbreviations"`.

    Returns:
        One tuple of columns for each row, in the order of the file.

    Raises:
        InputError: There is no table of that name.

    Example:
        >>> ("Jl.",) in load("abbreviations")
        True
    """
    path = _FOLDER / f"{name}.tsv"
    if not path.is_file():
        known = ", ".join(sorted(p.stem for p in _FOLDER.glob("*.tsv")))
        raise InputError(f"There is no lexicon table {name!r}; choose one of: {known}.")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a table as a set."""
    return frozenset(row[0] for row in load(name))


@cache
def pairs(name: str) -> Mapping[str, str]:
    """The first column of a table -> the second.

    Example:
        >>> pairs("spoken")["gak"]
        'tidak'
    """
    return {row[0]: row[1] for row in load(name)}
