"""Which format a file or folder is in, by its ending and its content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import lines_of, read_text
from nusaner.corpus.formats.registry import FORMATS, Format
from nusaner.errors import InputError

_HEAD = 20_000
_RECORDS = 200


def guess(path: Path) -> Format:
    """The format that a file or folder is read as.

    Formats with the file's ending are tried first, then the others; the first that recognises the content is taken.

    Raises:
        InputError: There is no such file, or no format recognises it; the message says what was tried.
    """
    if not path.exists():
        raise InputError(f"There is no file or folder {str(path)!r}.")
    if path.is_dir():
        return _guess_folder(path)
    if path.suffix == ".spacy":
        return next(known for known in FORMATS if known.module == "docbin")
    if path.suffix == ".txt" and path.with_suffix(".ann").is_file():
        return next(known for known in FORMATS if known.module == "brat")
    text = read_text(path)
    tried = _candidates(path.suffix)
    if path.suffix == ".ann" and not text.strip():
        return tried[0]
    records = list(_records(text))
    for known in tried:
        if _recognises(known, text[:_HEAD], records):
            return known
    raise InputError(
        f"The format of {str(path)!r} is not recognised: it ends in {path.suffix!r} and begins {text[:40]!r}; "
        f"tried {', '.join(known.name for known in tried)}. Say which it is (--from, or format=)."
    )


def guess_target(path: Path) -> Format:
    """The format to write to a path, by its ending.

    Raises:
        InputError: No format has the ending, or several have and none of them foremost.
    """
    found = [known for known in FORMATS if known.endings[0] == path.suffix]
    if path.suffix and found:
        return found[0]
    endings = ", ".join(f"{known.endings[0]} ({known.name})" for known in FORMATS)
    raise InputError(f"The ending of {str(path)!r} tells no format; say which (--to), or use one of {endings}.")


def _guess_folder(path: Path) -> Format:
    tried = [known for known in FORMATS if known.folder]
    for known in tried:
        files = sorted(path.glob(f"*{known.endings[0]}"))
        if files and (known.module == "brat" or _recognises(known, read_text(files[0])[:_HEAD], [])):
            return known
    raise InputError(
        f"The folder {str(path)!r} is in no known format; tried "
        f"{', '.join(f'{known.name} (*{known.endings[0]})' for known in tried)}."
    )


def _candidates(ending: str) -> list[Format]:
    """One format for each module, those with the ending first."""
    modules = {known.module: known for known in reversed(FORMATS)}
    firsts = [known for known in FORMATS if modules[known.module] is known and known.module != "docbin"]
    return [f for f in firsts if ending in f.endings] + [f for f in firsts if ending not in f.endings]


def _recognises(known: Format, head: str, records: list[dict[str, Any]]) -> bool:
    module = known.load()
    if not hasattr(module, "recognises_record"):
        return bool(module.recognises(head)) and not records
    return bool(records) and all(module.recognises_record(record) for record in records)


def _records(text: str) -> Iterator[dict[str, Any]]:
    """The first objects of a JSON list or of JSON Lines; none if the text is neither."""
    start = text.lstrip()[:1]
    if start not in ("[", "{"):
        return
    pieces = [text] if start == "[" else [line for _, line in lines_of(text) if line.strip()][:_RECORDS]
    for piece in pieces:
        try:
            found = json.loads(piece)
        except json.JSONDecodeError:
            return
        for record in found[:_RECORDS] if isinstance(found, list) else [found]:
            if not isinstance(record, dict):
                return
            yield record
