"""JSON Lines of doccano: `{"id", "text", "label": [[start, end, label]]}`, and with relations `entities`.

All of its exports are read: `label`, `labels` or `entities` as lists, `annotations` or `entities` as objects with
`start_offset` and `end_offset`, the text as `text` or `data`. Offsets are characters; versions up to 1.0 count
UTF-16 units, which an offset beyond the text or inside a pair proves, or `utf16` says.

Holds text, mentions (also overlapping), ids, meta. Does not hold: records, tokens, sentences.
Relations and comments are not taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import json_line, read_records, write_text
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import Stated, choose_units, from_characters, place
from nusaner.errors import FormatError
from nusaner.types import Annotated

_LISTS = ("label", "labels", "entities", "annotations")
_TEXTS = ("text", "data")
_KNOWN = {"id", *_TEXTS, *_LISTS, "relations", "Comments", "meta"}


def recognises_record(record: dict[str, Any]) -> bool:
    """Whether an object is a document of doccano's."""
    if not any(isinstance(record.get(key), str) for key in _TEXTS):
        return False
    lists = [record[key] for key in _LISTS if isinstance(record.get(key), list)]
    return any(all(_is_span(item) for item in items) for items in lists)


def _is_span(item: Any) -> bool:
    if isinstance(item, dict):
        return {"start_offset", "end_offset", "label"} <= item.keys()
    return isinstance(item, list) and len(item) == 3 and isinstance(item[0], int) and isinstance(item[1], int)


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file of any of the exports."""
    found = [_parts(record, path, number) for number, record in read_records(path)]
    units = choose_units([(text, stated) for _, text, stated, _ in found], utf16)
    for number, ((name, text, stated, meta), unit) in enumerate(zip(found, units, strict=True), start=1):
        name = name or f"{path.stem}-{number}"
        mentions, wrong = place(name, text, stated, unit)
        misfits.extend(wrong)
        yield Annotated(name, text, mentions, meta=meta)


def _parts(record: dict[str, Any], path: Path, line: int) -> tuple[str, str, list[Stated], dict[str, Any]]:
    text = next((record[key] for key in _TEXTS if isinstance(record.get(key), str)), None)
    items = next((record[key] for key in _LISTS if isinstance(record.get(key), list)), None)
    if text is None or items is None or not all(_is_span(item) for item in items):
        raise FormatError(
            'A line of doccano has "text" and "label": [[start, end, label], ...] (or "entities" with start_offset, '
            f"end_offset and label), got the keys {sorted(record)}.",
            path=path,
            line=line,
        )
    stated = [
        Stated(int(item["start_offset"]), int(item["end_offset"]), str(item["label"]))
        if isinstance(item, dict)
        else Stated(item[0], item[1], str(item[2]))
        for item in items
    ]
    meta = {key: value for key, value in record.items() if key not in _KNOWN}
    own = record.get("meta")
    return str(record.get("id", "")), text, stated, {**meta, **(own if isinstance(own, dict) else {})}


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool, entities: bool = False) -> None:
    """Write a file for import; with `entities` as a project with relations has it."""
    write_text(path, (_line(document, utf16=utf16, entities=entities) for document in documents))


def _line(document: Annotated, *, utf16: bool, entities: bool) -> str:
    offsets = from_characters(document.text, "utf16" if utf16 else "characters")
    meta = {f"meta_{key}" if key in _KNOWN else key: value for key, value in document.meta.items()}
    record: dict[str, Any] = {"id": document.id, "text": document.text}
    spans = [(offsets[m.start], offsets[m.end], m.label) for m in document.mentions]
    if entities:
        record["entities"] = [
            {"id": k, "label": label, "start_offset": start, "end_offset": end}
            for k, (start, end, label) in enumerate(spans)
        ]
        record["relations"] = []
    else:
        record["label"] = spans
    return json_line({**record, **meta})
