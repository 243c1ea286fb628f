"""Text files as they are: line ends, marks and accents untouched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from nusaner.errors import FormatError, InputError
from nusaner.types import Annotated

#: Signs that file names may hold besides letters and digits; others are written as %XX.
_SAFE = " !#$&'()+,;=@[]^_`{}~-"


def read_text(path: Path, encoding: str = "utf-8-sig") -> str:
    """The content of a UTF-8 file with its own line ends.

    Raises:
        InputError: There is no such file.
        FormatError: It is not UTF-8.
    """
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}.")
    try:
        return path.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise FormatError(f"The file is not UTF-8 ({error.reason}); save it as UTF-8.", path=path, line=line) from error


def write_text(path: Path, pieces: Iterable[str]) -> None:
    """Write a UTF-8 file with the line ends of the pieces.

    Raises:
        FormatError: The text holds half of a surrogate pair, which UTF-8 has no place for.
    """
    try:
        data = "".join(pieces).encode("utf-8")
    except UnicodeEncodeError as error:
        sign = error.object[error.start]
        raise FormatError(f"The text holds half a character, {sign!r}; mend it before writing.", path=path) from error
    path.write_bytes(data)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    r"""Numbered lines, split at `\n` only, without a `\r` at the end."""
    for number, line in enumerate(text.split("\n"), start=1):
        yield number, line.removesuffix("\r")


def read_records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a JSON Lines file or of a JSON list, with their line (that of the list is 1).

    Raises:
        FormatError: A line is not JSON, or no object.
    """
    text = read_text(path)
    if text.lstrip()[:1] == "[":
        found = [(1, record) for record in _load(text, path, 1)]
    else:
        found = [(number, _load(line, path, number)) for number, line in lines_of(text) if line.strip()]
    for number, record in found:
        if not isinstance(record, dict):
            raise FormatError(f"Each record is a JSON object, got {record!r}.", path=path, line=number)
        yield number, record


def _load(text: str, path: Path, line: int) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"The line is no JSON ({error.msg}); each line is one object, or the file one list of objects.",
            path=path,
            line=line + error.lineno - 1,
            column=error.colno,
        ) from error


def json_line(record: Any) -> str:
    """A record as one line of JSON Lines."""
    return json.dumps(record, ensure_ascii=False, default=str) + "\n"


def file_name(name: str, ending: str) -> str:
    """A document's identifier as the name of a file; `document_name` is its inverse.

    Example:
        >>> file_name("kompas/2020:1", ".txt"), document_name("kompas%2F2020%3A1")
        ('kompas%2F2020%3A1.txt', 'kompas/2020:1')
    """
    return quote(name, safe=_SAFE) + ending


def document_name(stem: str) -> str:
    """The identifier of the document in a file."""
    return unquote(stem)


def one_or_folder(path: Path, endings: tuple[str, ...]) -> list[Path]:
    """A file itself, or the files of a folder with one of these endings, sorted.

    Raises:
        InputError: There is nothing of the kind.
    """
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.iterdir() if file.suffix in endings)
    if not found:
        raise InputError(f"There is no {' or '.join(endings)} file in the folder {str(path)!r}.")
    return found


def targets(documents: Iterable[Annotated], path: Path, ending: str) -> Iterator[tuple[Annotated, Path]]:
    """Each document with its file: `path` itself for a single document, else one in the folder `path`.

    Raises:
        InputError: Several documents are to go to one file, or two to the same.
    """
    documents = list(documents)
    if path.suffix == ending:
        if len(documents) != 1:
            raise InputError(
                f"A file of this format holds one document, and there are {len(documents)}; "
                f"name a folder instead of {str(path)!r}."
            )
        yield documents[0], path
        return
    path.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    for document in documents:
        name = file_name(document.id, ending)
        if name.lower() in taken or not document.id:
            raise InputError(f"Two documents are called {document.id!r}; each needs a file name of its own.")
        taken.add(name.lower())
        yield document, path / name
