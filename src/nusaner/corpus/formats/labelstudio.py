"""Label Studio: its JSON export (`data`, `annotations[].result[].value`) and JSON-MIN.

Its offsets are UTF-16 code units or characters, depending on version (label-studio#1347, #4988); the `text` of each
region proves which. A task with several annotations gives a document for each, "id@annotation"; cancelled ones and
tasks that nobody has annotated are left out.
Other results than labelled spans (choices, relations) are not taken over.

Holds text, mentions (also overlapping), ids (in `data`), meta (in `data`), records (as `meta` of a region; not in
JSON-MIN). Does not hold: tokens, sentences.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import read_records, write_text
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import Stated, choose_units, from_characters, place
from nusaner.errors import FormatError
from nusaner.types import Annotated, Mention

_LABELS = ("labels", "hypertextlabels", "paragraphlabels")
_RESULTS = ("annotations", "completions")
#: What JSON-MIN adds to the fields of the data.
_ADDED = ("annotator", "annotation_id", "created_at", "updated_at", "lead_time")
_Found = tuple[str, str, list[Stated], dict[str, Any]]


def recognises_record(record: dict[str, Any]) -> bool:
    """Whether an object is a task of Label Studio's, of either export."""
    if isinstance(record.get("data"), dict):
        return any(isinstance(record.get(key), list) for key in (*_RESULTS, "predictions"))
    return "annotation_id" in record or any(_is_region_list(value) for value in record.values())


def _is_region_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, dict) and _spans(v) for v in value)


def _spans(value: dict[str, Any]) -> bool:
    return "start" in value and "end" in value and any(key in value for key in _LABELS)


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read either export; which, each task shows."""
    found: list[_Found] = []
    for count, (line, record) in enumerate(read_records(path), start=1):
        name = str(record.get("id", f"{path.stem}-{count}"))
        found += _task(record, name, path, line) if isinstance(record.get("data"), dict) else [_min(record, name, path)]
    units = choose_units([(text, stated) for _, text, stated, _ in found], utf16)
    for (name, text, stated, meta), unit in zip(found, units, strict=True):
        mentions, wrong = place(name, text, stated, unit)
        misfits.extend(wrong)
        yield Annotated(name, text, mentions, meta=meta)


def _task(record: dict[str, Any], name: str, path: Path, line: int) -> Iterator[_Found]:
    data = dict(record["data"])
    name = str(data.pop("id", name))
    key = _text_key(data, path, line)
    text = data.pop(key)
    lists = [record[key] for key in _RESULTS if isinstance(record.get(key), list)]
    annotations = [a for a in (lists[0] if lists else []) if not a.get("was_cancelled")]
    for count, annotation in enumerate(annotations, start=1):
        own = name if len(annotations) == 1 else f"{name}@{annotation.get('id', count)}"
        stated = [
            mention
            for result in annotation.get("result", ())
            for mention in _region(result.get("value", {}), result.get("meta"), path, line)
        ]
        yield own, text, stated, data


def _min(record: dict[str, Any], name: str, path: Path) -> _Found:
    data = {key: value for key, value in record.items() if key != "id" and key not in _ADDED}
    regions = [key for key, value in data.items() if _is_region_list(value)]
    stated = [mention for key in regions for value in data.pop(key) for mention in _region(value, None, path, 1)]
    data.pop("label", None)
    return name, data.pop(_text_key(data, path, 1)), stated, data


def _text_key(data: dict[str, Any], path: Path, line: int) -> str:
    texts = [key for key, value in data.items() if isinstance(value, str)]
    if "text" in texts:
        return "text"
    if len(texts) == 1:
        return texts[0]
    raise FormatError(
        f'The task has no field "text", and not one other text, but {sorted(data)}; rename the field to "text".',
        path=path,
        line=line,
    )


def _region(value: dict[str, Any], meta: Any, path: Path, line: int) -> Iterator[Stated]:
    """The mentions of a region, one for each label; none if it is no span."""
    if not _spans(value):
        return
    offsets = value.get("globalOffsets", value)
    if not isinstance(offsets["start"], int) or not isinstance(offsets["end"], int):
        raise FormatError(
            f"The region has no offsets in the text, got start {offsets['start']!r}; export it with globalOffsets.",
            path=path,
            line=line,
        )
    record = str(meta.get("kb", "")) if isinstance(meta, dict) else ""
    for key in _LABELS:
        for label in value.get(key, ()):
            yield Stated(offsets["start"], offsets["end"], str(label), record, value.get("text"))


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool, minimal: bool = False) -> None:
    """Write tasks for import, or JSON-MIN."""
    form = _min_record if minimal else _task_record
    records = [form(number, document, utf16=utf16) for number, document in enumerate(documents, start=1)]
    write_text(path, [json.dumps(records, ensure_ascii=False, indent=1, default=str), "\n"])


def _task_record(number: int, document: Annotated, *, utf16: bool) -> dict[str, Any]:
    results = [
        {
            "id": f"r{k}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": value,
            **({"meta": {"kb": mention.kb_id}} if mention.kb_id else {}),
        }
        for k, (mention, value) in enumerate(zip(document.mentions, _values(document, utf16=utf16), strict=True))
    ]
    data = {"id": document.id, "text": document.text, **document.meta}
    return {"id": number, "data": data, "annotations": [{"id": number, "result": results, "was_cancelled": False}]}


def _min_record(number: int, document: Annotated, *, utf16: bool) -> dict[str, Any]:
    values = _values(document, utf16=utf16)
    return {"id": document.id, "text": document.text, **document.meta, "label": values, "annotation_id": number}


def _values(document: Annotated, *, utf16: bool) -> list[dict[str, Any]]:
    offsets = from_characters(document.text, "utf16" if utf16 else "characters")

    def value(m: Mention) -> dict[str, Any]:
        surface = document.text[m.start : m.end]
        return {"start": offsets[m.start], "end": offsets[m.end], "text": surface, "labels": [m.label]}

    return [value(mention) for mention in document.mentions]
