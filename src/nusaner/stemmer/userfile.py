"""A user's own base words and exceptions, from a text file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from nusaner.errors import FormatError, InputError


@dataclass(frozen=True, slots=True)
class UserEntries:
    """What a user adds.

    Args:
        bases: Base words.
        exceptions: Form -> stem.
    """

    bases: frozenset[str] = frozenset()
    exceptions: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.bases or self.exceptions)


def read(path: Path) -> UserEntries:
    """Read a file of base words (one a line) and exceptions (form, tab, stem).

    Raises:
        InputError: The file is missing or not UTF-8.
        FormatError: A line is neither a word nor a form with its stem.
    """
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}; give a text file of base words and exceptions.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 (byte {error.start}); save it as UTF-8.") from error
    bases: set[str] = set()
    exceptions: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            _take(line, bases, exceptions, path, number)
    return UserEntries(frozenset(bases), exceptions)


def _take(line: str, bases: set[str], exceptions: dict[str, str], path: Path, number: int) -> None:
    cells = [cell.strip().lower() for cell in line.split("\t")]
    if len(cells) > 2 or not all(cells) or any(" " in cell for cell in cells):
        raise FormatError(
            f"A line is one base word, or a form and its stem divided by a tab, got {line!r}; mend the line.",
            path=path,
            line=number,
        )
    if len(cells) == 1:
        bases.add(cells[0])
    elif exceptions.setdefault(cells[0], cells[1]) != cells[1]:
        raise FormatError(
            f"The form {cells[0]!r} has two stems, {exceptions[cells[0]]!r} and {cells[1]!r}; keep one.",
            path=path,
            line=number,
        )
