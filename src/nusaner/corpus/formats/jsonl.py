"""nusaner's own JSON Lines: id, text, entities (start, end, label, kb), tokens, sentences, stance, meta.

Holds everything that a document can have; `meta` as far as JSON holds it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import json_line, read_records, write_text
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import Stated, choose_units, place
from nusaner.errors import FormatError
from nusaner.types import Annotated


def recognises_record(record: dict[str, Any]) -> bool:
    """Whether an object is a document of ours."""
    entities = record.get("entities")
    if not isinstance(entities, list) or "text" not in record:
        return False
    return all(isinstance(e, dict) and {"start", "end", "label"} <= e.keys() for e in entities)


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file; the offsets are characters unless `utf16` says otherwise."""
    for number, record in read_records(path):
        try:
            stated = [
                Stated(int(e["start"]), int(e["end"]), str(e["label"]), str(e.get("kb", "")))
                for e in record["entities"]
            ]
            name, text = str(record["id"]), str(record["text"])
            tokens, sentences = _pairs(record.get("tokens", ())), _pairs(record.get("sentences", ()))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise FormatError(
                f"The line is no article ({error!r}); each line is a JSON object with id, text and entities.",
                path=path,
                line=number,
            ) from error
        (unit,) = choose_units([(text, stated)], bool(utf16))
        mentions, wrong = place(name, text, stated, unit)
        misfits.extend(wrong)
        meta = dict(record.get("meta", {}))
        if record.get("stance"):
            meta["stance"] = record["stance"]
        yield Annotated(name, text, mentions, tokens, sentences, meta)


def _pairs(found: Any) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in found)


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write a file; the offsets are always characters."""
    write_text(path, map(_line, documents))


def _line(document: Annotated) -> str:
    meta = dict(document.meta)
    record: dict[str, Any] = {
        "id": document.id,
        "text": document.text,
        "entities": [{"start": m.start, "end": m.end, "label": m.label, "kb": m.kb_id} for m in document.mentions],
        "stance": meta.pop("stance", {}),
        "meta": meta,
    }
    if document.tokens:
        record["tokens"] = document.tokens
    if document.sentences:
        record["sentences"] = document.sentences
    return json_line(record)
