"""The knowledge base: records of places, actors and other named things, with all their spellings.

A record, one JSON object a line in `corpus/kb/*.jsonl`:

    {"id": "stepanakert", "type": "GPE", "name": "Khankendi", "description": "kota di Karabakh",
     "forms": [{"text": "Stepanakert", "lang": "id", "kind": "historical", "whose": "hy"}, ...],
     "country": "AZ", "lat": 39.82, "lon": 46.76, "wikidata": "Q80415", "contested": true}
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from nusaner.errors import KnowledgeBaseError
from nusaner.storage import bundled
from nusaner.types import LABELS

_OPEN_YEAR = 9999
KINDS = frozenset({"official", "historical", "exonym", "short", "misspelling", "translit"})
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Letters that Unicode does not decompose, as Indonesian media write them.
_LETTERS = str.maketrans(
    {"ə": "a", "Ə": "a", "ı": "i", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d",
     "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "\u00ad": ""}
)  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DROPPED = re.compile(r"[.'\"]+")
_BETWEEN = re.compile(r"[\s\-_,]+")


def normalise(surface: str) -> str:
    """The key under which spellings of a name meet.

    Case, diacritics, dots, hyphens, apostrophes, blanks and invisible signs do not count; other
    scripts stay as they are.

    Example:
        >>> normalise("Xankəndi"), normalise("Nagorno-Karabakh") == normalise("NAGORNO KARABAKH")
        ('xankandi', True)
    """
    if surface.isascii():
        return _BETWEEN.sub(" ", _DROPPED.sub("", surface.replace("`", "").lower())).strip()
    folded = _INVISIBLE.sub("", surface).translate(_LETTERS)
    marks = unicodedata.normalize("NFKD", folded.casefold())
    plain = "".join(c for c in marks if not unicodedata.combining(c)).translate(_LETTERS)
    return _BETWEEN.sub(" ", _DROPPED.sub("", plain)).strip()


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

    It is not changed once built, so it may be shared by threads and processes.

    Args:
        records: The records, each id once.

    Raises:
        KnowledgeBaseError: An id stands twice, or a parent does not exist.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._records: dict[str, Record] = {}
        for record in records:
            if record.id in self._records:
                raise KnowledgeBaseError(f"The record {record.id!r} stands twice; keep one of them.")
            self._records[record.id] = record
        for record in self._records.values():
            if record.parent and record.parent not in self._records:
                raise KnowledgeBaseError(f"The parent {record.parent!r} of {record.id!r} does not exist.")

    def __getitem__(self, key: str) -> Record:
        return self._records[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    @cached_property
    def index(self) -> dict[str, tuple[tuple[str, Form], ...]]:
        """Normalised spelling -> the (record id, form) pairs that are written so."""
        found: dict[str, list[tuple[str, Form]]] = {}
        for record in self.values():
            seen = set()
            for form in record.forms:
                key = normalise(form.text)
                if key and key not in seen:
                    seen.add(key)
                    found.setdefault(key, []).append((record.id, form))
        return {key: tuple(pairs) for key, pairs in found.items()}


def parse_record(line: str, *, path: Path | str | None = None, number: int | None = None) -> Record:
    """Read one line of a knowledge-base file.

    Raises:
        KnowledgeBaseError: The line is no JSON object or a field is wrong; the message says where.
    """
    place = f"{path}:{number}: " if path else ""
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise KnowledgeBaseError(f"{place}The line is not JSON ({error}).") from error
    problem = _problem(raw)
    if problem:
        raise KnowledgeBaseError(f"{place}{problem}")
    return Record(
        id=raw["id"],
        type=raw["type"],
        name=raw["name"],
        description=raw.get("description", ""),
        forms=tuple(
            Form(f["text"], f.get("lang", "id"), f.get("kind", "official"), f.get("whose") or "") for f in raw["forms"]
        ),
        parent=raw.get("parent") or "",
        country=raw.get("country") or "",
        latitude=raw.get("lat"),
        longitude=raw.get("lon"),
        wikidata=raw.get("wikidata") or "",
        contested=bool(raw.get("contested")),
        years=_years(raw.get("roles") or []),
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
    return KnowledgeBase(
        parse_record(line, path=path, number=number)
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if line.strip()
    )
