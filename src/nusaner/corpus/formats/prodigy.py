"""JSON Lines of Prodigy: `{"text", "spans": [{"start", "end", "label"}], "tokens", "answer"}`.

Examples whose answer is "reject" or "ignore" are no annotation, as in Prodigy's own `data-to-spacy`, and are left out.

Holds text, mentions (also overlapping), records (`kb_id`), ids, tokens, meta. Does not hold: sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import json_line, read_records, write_text
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import Stated, choose_units, from_characters, place, to_characters
from nusaner.errors import FormatError
from nusaner.types import Annotated


def recognises_record(record: dict[str, Any]) -> bool:
    """Whether an object is an example of Prodigy's."""
    return isinstance(record.get("text"), str) and (isinstance(record.get("spans"), list) or "_task_hash" in record)


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file as `prodigy db-out` writes it."""
    found = [
        (f"{path.stem}-{count}", record, _stated(record, path, line))
        for count, (line, record) in enumerate(read_records(path), start=1)
        if record.get("answer", "accept") == "accept"
    ]
    units = choose_units([(record["text"], stated) for _, record, stated in found], utf16)
    for (number, record, stated), unit in zip(found, units, strict=True):
        text = record["text"]
        meta = dict(record.get("meta") or {})
        name = str(record.get("id") or meta.pop("id", "") or number)
        mentions, wrong = place(name, text, stated, unit)
        misfits.extend(wrong)
        at = to_characters(text, unit)
        tokens = ((at.get(t["start"], -1), at.get(t["end"], -1)) for t in record.get("tokens", ()))
        words = tuple((start, end) for start, end in tokens if 0 <= start < end and text[start:end].strip())
        yield Annotated(name, text, mentions, words, meta=meta)


def _stated(record: dict[str, Any], path: Path, line: int) -> list[Stated]:
    try:
        if not isinstance(record["text"], str):
            raise TypeError("text is no string")
        return [
            Stated(int(s["start"]), int(s["end"]), str(s["label"]), str(s.get("kb_id") or ""), s.get("text"))
            for s in record.get("spans") or ()
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise FormatError(
            f'The example is not one of Prodigy\'s ({error!r}); it has "text" and "spans" with start, end and label.',
            path=path,
            line=line,
        ) from error


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write examples, with tokens where the document has some."""
    write_text(path, (_line(document, utf16=utf16) for document in documents))


def _line(document: Annotated, *, utf16: bool) -> str:
    text = document.text
    offsets = from_characters(text, "utf16" if utf16 else "characters")
    first = {start: k for k, (start, _) in enumerate(document.tokens)}
    last = {end: k for k, (_, end) in enumerate(document.tokens)}
    spans: list[dict[str, Any]] = []
    for m in document.mentions:
        span: dict[str, Any] = {"start": offsets[m.start], "end": offsets[m.end], "label": m.label}
        if m.start in first and m.end in last:
            span |= {"token_start": first[m.start], "token_end": last[m.end]}
        spans.append({**span, "text": text[m.start : m.end], **({"kb_id": m.kb_id} if m.kb_id else {})})
    record: dict[str, Any] = {"id": document.id, "text": text, "spans": spans, "answer": "accept"}
    if document.tokens:
        record["tokens"] = [
            {"text": text[s:e], "start": offsets[s], "end": offsets[e], "id": k, "ws": text[e : e + 1] == " "}
            for k, (s, e) in enumerate(document.tokens)
        ]
    if document.meta:
        record["meta"] = dict(document.meta)
    return json_line(record)
