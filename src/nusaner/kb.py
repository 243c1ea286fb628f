"""The knowledge base: records of places, actors and other named things, with all their spellings.

A record, one JSON object a line in `corpus/kb/*.jsonl`:

    {"id": "stepanakert", "type": "GPE", "name": "Khankendi", "description": "kota di Karabakh",
     "forms": [{"text": "Stepanakert", "lang": "id", "kind": "historical", "whose": "hy"}, ...],
     "country": "AZ", "lat": 39.82, "lon": 46.76, "wikidata": "Q80415", "contested": true}
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from nusaner.errors import KnowledgeBaseError
from nusaner.spelling import normalise as normalise
from nusaner.spelling import normalise_all
from nusaner.storage import bundled
from nusaner.types import LABELS

_OPEN_YEAR = 9999
KINDS = frozenset({"official", "historical", "exonym", "short", "misspelling", "translit"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: A record as its line has it.
_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Form:
    """One spelling of a name.

    Attributes:
        text: As it is written.
        lang: ISO 639-1 code of the language it is written in.
        kind: One of `KINDS`.
        whose: Whose name of a contested place it is (az, hy, ru, ..., neutral), else "".
    """

    text: str
    lang: str = "id"
    kind: str = "official"
    whose: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """One named thing. See `nusaner.types.Link` for the meaning of the fields.

    Attributes:
        years: First and last year of a person's offices, the last 9999 while it is held; (0, 0)
            if unknown.
    """

    id: str
    type: str
    name: str
    description: str = ""
    forms: tuple[Form, ...] = ()
    parent: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str = ""
    contested: bool = False
    years: tuple[int, int] = (0, 0)


class KnowledgeBase(Mapping[str, Record]):
    """Records by id, and by the normalised spelling of their names.

    What is in it is not changed once built, so it may be shared by threads and processes. Of the
    thousands of records a text names a few: one that was read from a file is made when it is asked for.

    Args:
        records: The records, each id once.

    Raises:
        KnowledgeBaseError: An id stands twice, or a parent does not exist.
    """

    def __init__(self, records: Iterable[Record] = ()) -> None:
        self._records: dict[str, Record | _Row] = {}
        self._add((record.id, record.parent, record) for record in records)

    @classmethod
    def of_rows(cls, rows: Iterable[_Row]) -> KnowledgeBase:
        """The same of rows as a file has them, in which `_problem` finds none."""
        kb = cls()
        kb._add((row["id"], row.get("parent") or "", row) for row in rows)
        return kb

    def _add(self, entries: Iterable[tuple[str, str, Record | _Row]]) -> None:
        parents = {}
        for key, parent, record in entries:
            if key in self._records:
                raise KnowledgeBaseError(f"The record {key!r} stands twice; keep one of them.")
            self._records[key] = record
            parents[key] = parent
        for key, parent in parents.items():
            if parent and parent not in self._records:
                raise KnowledgeBaseError(f"The parent {parent!r} of {key!r} does not exist.")

    def __getitem__(self, key: str) -> Record:
        found = self._records[key]
        if isinstance(found, Record):
            return found
        record = self._records[key] = _record(found)
        return record

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def surfaces(self) -> Iterator[tuple[str, str, str]]:
        """(Record id, type, text) of each form, without making the records."""
        for key, found in self._records.items():
            if isinstance(found, Record):
                yield from ((key, found.type, form.text) for form in found.forms)
            else:
                yield from ((key, found["type"], form["text"]) for form in found["forms"])

    def descriptions(self) -> Iterator[str]:
        """The description of each record, without making the records."""
        for found in self._records.values():
            yield found.description if isinstance(found, Record) else found.get("description", "")

    @cached_property
    def index(self) -> Mapping[str, tuple[tuple[str, Form], ...]]:
        """Normalised spelling -> the (record id, form) pairs that are written so."""
        return _Index(self)


class _Index(Mapping[str, tuple[tuple[str, Form], ...]]):
    """Records by spelling; pairs are made when they are asked for.

    Args:
        kb: The records.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        surfaces = list(kb.surfaces())
        keys = normalise_all(text for _, _, text in surfaces)
        self._ids: dict[str, tuple[str, ...]] = {}
        for record_id, _, text in surfaces:
            key = keys[text]
            ids = self._ids.get(key, ())
            if key and record_id not in ids:
                self._ids[key] = (*ids, record_id)
        self._pairs: dict[str, tuple[tuple[str, Form], ...]] = {}

    def __getitem__(self, key: str) -> tuple[tuple[str, Form], ...]:
        pairs = self._pairs.get(key)
        if pairs is None:
            pairs = self._pairs[key] = tuple((i, self._form(i, key)) for i in self._ids[key])
        return pairs

    def _form(self, record_id: str, key: str) -> Form:
        """The first spelling of a record that has this key."""
        return next(form for form in self._kb[record_id].forms if normalise(form.text) == key)

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def parse_record(line: str, *, path: Path | str | None = None, number: int | None = None) -> Record:
    """Read one line of a knowledge-base file.

    Raises:
        KnowledgeBaseError: The line is no JSON object or a field is wrong; the message says where.
    """
    return _record(_parse_row(line, path=path, number=number))


def _parse_row(line: str, *, path: Path | str | None, number: int | None) -> _Row:
    place = f"{path}:{number}: " if path else ""
    try:
        row: _Row = json.loads(line)
    except json.JSONDecodeError as error:
        raise KnowledgeBaseError(f"{place}The line is not JSON ({error}).") from error
    problem = _problem(row)
    if problem:
        raise KnowledgeBaseError(f"{place}{problem}")
    return row


def _record(row: _Row) -> Record:
    return Record(
        id=row["id"],
        type=row["type"],
        name=row["name"],
        description=row.get("description", ""),
        forms=tuple(
            Form(f["text"], f.get("lang", "id"), f.get("kind", "official"), f.get("whose") or "") for f in row["forms"]
        ),
        parent=row.get("parent") or "",
        country=row.get("country") or "",
        latitude=row.get("lat"),
        longitude=row.get("lon"),
        wikidata=row.get("wikidata") or "",
        contested=bool(row.get("contested")),
        years=_years(row.get("roles") or []),
    )


def _years(roles: list[dict[str, Any]]) -> tuple[int, int]:
    """The span of all offices of a person."""
    starts = [int(role["from"]) for role in roles if role.get("from")]
    ends = [int(role.get("to") or _OPEN_YEAR) for role in roles if role.get("from")]
    return (min(starts), max(ends)) if starts else (0, 0)


def _problem(raw: Any) -> str:
    """What is wrong with a raw record, as a full sentence; "" if nothing is."""
    if not isinstance(raw, dict):
        return f"A record is a JSON object, got {type(raw).__name__}."
    for name in ("id", "type", "name"):
        if not isinstance(raw.get(name), str) or not raw[name]:
            return f"The record {raw.get('id')!r} has no `{name}`."
    if not _SLUG.fullmatch(raw["id"]):
        return f"`id` is lower-case letters, digits and hyphens, got {raw['id']!r}."
    if raw["type"] not in LABELS:
        return f"`type` of {raw['id']!r} is one of {', '.join(LABELS)}, got {raw['type']!r}."
    forms = raw.get("forms")
    if not isinstance(forms, list) or not forms:
        return f"The record {raw['id']!r} has no `forms`."
    for form in forms:
        if not isinstance(form, dict) or not isinstance(form.get("text"), str) or not form["text"].strip():
            return f"A form of {raw['id']!r} has no `text`."
        if form.get("kind", "official") not in KINDS:
            return f"`kind` of {form['text']!r} is one of {', '.join(sorted(KINDS))}, got {form['kind']!r}."
    for name, bound in (("lat", 90), ("lon", 180)):
        value = raw.get(name)
        if value is not None and (not isinstance(value, int | float) or abs(value) > bound):
            return f"`{name}` of {raw['id']!r} lies between -{bound} and {bound}, got {value!r}."
    return ""


def load(folder: Path | str | None = None) -> KnowledgeBase:
    """Read all `*.jsonl` files of a folder.

    Args:
        folder: The folder; None for the knowledge base that came with nusaner.

    Raises:
        KnowledgeBaseError: The folder has no such file, or a record is wrong.

    Example:
        >>> load()["stepanakert"].name
        'Khankendi'
    """
    return _bundled() if folder is None else _read(Path(folder))


@cache
def _bundled() -> KnowledgeBase:
    return _read(bundled("corpus") / "kb")


def paths(folder: Path | str | None = None) -> list[Path]:
    """The files of a knowledge base, for its fingerprint."""
    return sorted(Path(folder or bundled("corpus") / "kb").glob("*.jsonl"))


def _read(folder: Path) -> KnowledgeBase:
    files = paths(folder)
    if not files:
        raise KnowledgeBaseError(f"There is no *.jsonl file in {str(folder)!r}; name a folder of records.")
    return KnowledgeBase.of_rows(row for path in files for row in _rows(path))


def _rows(path: Path) -> list[_Row]:
    """The rows of a file, checked."""
    lines = path.read_text(encoding="utf-8").splitlines()
    full = [line for line in lines if line.strip()]
    try:
        rows: list[_Row] = json.loads(f"[{','.join(full)}]")  # one call for all lines takes half the time
        sound = len(rows) == len(full) and not any(map(_problem, rows))
    except json.JSONDecodeError:
        sound = False
    if sound:
        return rows
    # line by line, so that the error names the line
    return [_parse_row(line, path=path, number=n) for n, line in enumerate(lines, start=1) if line.strip()]
