"""Documents from files and folders; one that cannot be read does not stop the others."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nusaner.errors import FormatError, InputError
from nusaner.inputs.decode import decode
from nusaner.inputs.page import main_text

ENDINGS = (".txt", ".md", ".text", ".html", ".htm", ".jsonl", ".csv", ".tsv")
_LONGEST_FIELD = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Document:
    """A text and where it comes from: a path, with the line or row of a table behind it."""

    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read, and why."""

    source: str
    reason: str


def read_documents(paths: Iterable[Path | str], *, text_field: str = "text") -> Iterator[Document | Failure]:
    """Read files and folders.

    Args:
        paths: Files, and folders that are searched for files with one of `ENDINGS`.
        text_field: Column of CSV files and field of JSON Lines that holds the text.

    Yields:
        Each document in order, and a `Failure` for each that cannot be read.
    """
    for path in map(Path, paths):
        if path.is_dir():
            files = sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS and p.is_file())
            if not files:
                yield Failure(str(path), f"The folder holds no file with one of: {' '.join(ENDINGS)}.")
            for file in files:
                yield from read_file(file, text_field=text_field)
        else:
            yield from read_file(path, text_field=text_field)


def read_file(path: Path, *, text_field: str = "text") -> Iterator[Document | Failure]:
    """Read one file; what it holds is told by its ending."""
    try:
        text = decode(path.read_bytes())
    except InputError as error:
        yield Failure(str(path), str(error))
        return
    except OSError as error:
        yield Failure(str(path), f"The file cannot be read: {error.strerror or error}.")
        return
    yield from parse(text, str(path), path.suffix.lower(), text_field=text_field)


def parse(text: str, source: str, ending: str, *, text_field: str = "text") -> Iterator[Document | Failure]:
    """Documents in the content of a file.

    Args:
        text: The content.
        source: Its name.
        ending: Its ending, in lower case, with the dot.
        text_field: As for `read_documents`.
    """
    try:
        if ending in (".html", ".htm"):
            yield Document(source, main_text(text))
        elif ending == ".jsonl":
            yield from _json_lines(text, source, text_field)
        elif ending in (".csv", ".tsv"):
            yield from _table(text, source, text_field, tabs=ending == ".tsv")
        else:
            yield Document(source, text)
    except (InputError, csv.Error) as error:
        yield Failure(source, str(error))


def _json_lines(text: str, source: str, field: str) -> Iterator[Document | Failure]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{source}:{number}"
        try:
            yield Document(place, _field(json.loads(line), field))
        except (json.JSONDecodeError, RecursionError) as error:
            yield Failure(place, f"The line is not JSON ({error}).")
        except InputError as error:
            yield Failure(place, str(error))


def _table(text: str, source: str, field: str, *, tabs: bool) -> Iterator[Document | Failure]:
    csv.field_size_limit(_LONGEST_FIELD)
    header = text.split("\n", 1)[0]
    delimiter = "\t" if tabs else max(",;\t|", key=header.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if field not in (rows.fieldnames or ()):
        known = ", ".join(map(repr, rows.fieldnames or ())) or "none"
        raise FormatError(f"There is no column {field!r}; name one with --text-field: {known}.")
    for number, row in enumerate(rows, start=2):
        place = f"{source}:{number}"
        try:
            yield Document(place, _field(row, field))
        except InputError as error:
            yield Failure(place, str(error))


def _field(record: Any, field: str) -> str:
    value = record.get(field) if isinstance(record, dict) else None
    if not isinstance(value, str):
        raise InputError(f"There is no text in the field {field!r}; name another with --text-field.")
    return value
