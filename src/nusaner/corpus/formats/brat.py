"""BRAT standoff: `.txt` with the text and `.ann` with `T1<tab>GPE 0 4<tab>Baku`, in a folder.

Records are normalisations, `N1<tab>Reference T1 nusaner:baku<tab>Baku`; a record of another base keeps its
prefix (`Wikidata:Q9248`). Notes and attributes of mentions are kept in `meta["brat"]`. BRAT writes a mention
over a line break as one fragment a line; fragments with only blanks between them are one mention, others
(discontinuous spans) are reported. Relations, events and equivalences are not taken over.

Holds text with its line ends, mentions (also overlapping), records, ids as file names. Does not hold: other
meta, tokens, sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import document_name, lines_of, one_or_folder, read_text, targets, write_text
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import Stated, choose_units, from_characters, place
from nusaner.errors import FormatError, InputError
from nusaner.types import Annotated, Mention

_BOUND = re.compile(r"(?P<label>\S+) (?P<spans>\d+ \d+(?:;\d+ \d+)*)")
_BASE = "nusaner"


@dataclass(slots=True)
class _File:
    id: str
    text: str
    stated: dict[str, Stated] = field(default_factory=dict)
    fragments: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    records: dict[str, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    attributes: list[tuple[str, list[str]]] = field(default_factory=list)


def recognises(head: str) -> bool:
    """Whether a file is annotation; a folder is by holding `.ann` files."""
    return re.match(r"T\d+\t\S+ \d+ \d+", head) is not None


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a folder, or the pair of files that a `.txt` or `.ann` belongs to."""
    files = [_file(ann) for ann in one_or_folder(path.with_suffix(".ann") if path.is_file() else path, (".ann",))]
    units = choose_units([(file.text, list(file.stated.values())) for file in files], utf16)
    for file, unit in zip(files, units, strict=True):
        kept: list[Stated] = []
        offsets = from_characters(file.text, unit)
        for name, stated in file.stated.items():
            spans = file.fragments[name]
            gaps = [(end, start) for (_, end), (start, _) in itertools.pairwise(spans)]
            inner = [file.text[_index(offsets, end) : _index(offsets, start)] for end, start in gaps]
            if any(gap.strip() for gap in inner):
                begin, stop = _index(offsets, stated.start), _index(offsets, stated.end)
                line = file.text.count("\n", 0, begin) + 1
                reason = f"is discontinuous ({'; '.join(f'{s}-{e}' for s, e in spans)}), which nusaner does not hold"
                misfits.append(Misfit(file.id, begin, stop, line, stated.label, stated.surface or "", reason))
            else:
                kept.append(stated)
        mentions, wrong = place(file.id, file.text, kept, unit)
        misfits.extend(wrong)
        yield Annotated(file.id, file.text, mentions, meta=_meta(file))


def _index(offsets: Sequence[int], offset: int) -> int:
    return offsets.index(offset) if offset in offsets else len(offsets) - 1


def _file(ann: Path) -> _File:
    text_path = ann.with_suffix(".txt")
    if not text_path.is_file():
        raise InputError(f"There is no {text_path.name} beside {str(ann)!r}; BRAT keeps the text in it.")
    file = _File(document_name(ann.stem), read_text(text_path, "utf-8"))
    for number, line in lines_of(read_text(ann)):
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _add_bound(file, key, rest, ann, number)
        elif key.startswith("N"):
            kind, target, reference = [*rest.partition("\t")[0].split(" ", 2), "", ""][:3]
            if kind == "Reference":
                file.records[target] = reference.removeprefix(f"{_BASE}:")
        elif key.startswith("#"):
            head, _, note = rest.partition("\t")
            file.notes.append((head.partition(" ")[2], note))
        elif key.startswith(("A", "M")):
            name, target, *value = rest.split(" ", 2)
            file.attributes.append((target, [name, *value]))
    file.stated = {
        name: Stated(s.start, s.end, s.label, file.records.get(name, ""), s.surface) for name, s in file.stated.items()
    }
    return file


def _add_bound(file: _File, name: str, rest: str, ann: Path, number: int) -> None:
    head, _, surface = rest.partition("\t")
    match = _BOUND.fullmatch(head)
    if not match:
        raise FormatError(
            f"A text-bound annotation is 'T1<tab>LABEL start end<tab>text', got {name}\\t{rest!r}.",
            path=ann,
            line=number,
        )
    starts_ends = [[int(offset) for offset in span.split(" ")] for span in match["spans"].split(";")]
    spans = sorted((start, end) for start, end in starts_ends)
    file.fragments[name] = spans
    # the surface of fragments is joined by blanks, whatever stands between them
    file.stated[name] = Stated(spans[0][0], spans[-1][1], match["label"], surface=surface or None)


def _meta(file: _File) -> dict[str, Any]:
    def where(name: str) -> list[Any] | None:
        stated = file.stated.get(name)
        return [stated.start, stated.end, stated.label] if stated else None

    kept: dict[str, Any] = {
        "notes": [[where(name), note] for name, note in file.notes if where(name)],
        "attributes": [[where(name), *value] for name, value in file.attributes if where(name)],
    }
    return {"brat": kept} if any(kept.values()) else {}


def refuses(document: Annotated, mention: Mention) -> str:
    """Why the format cannot hold a mention, "" if it can."""
    if not mention.label or re.search(r"\s", mention.label):
        return f"has a label with a blank, {mention.label!r}"
    if re.search(r"[\t\n\r]", mention.kb_id):
        return f"has a record with a tab or line break, {mention.kb_id!r}"
    return ""


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write a `.txt` and an `.ann` for each document into a folder."""
    target = path.with_suffix(".ann") if path.suffix == ".txt" else path
    for document, file in targets(documents, target, ".ann"):
        write_text(file.with_suffix(".txt"), [document.text])
        write_text(file, _lines(document, utf16=utf16))


def _lines(document: Annotated, *, utf16: bool) -> Iterator[str]:
    offsets = from_characters(document.text, "utf16" if utf16 else "characters")
    names: dict[tuple[int, int, str], str] = {}
    for number, mention in enumerate(document.mentions, start=1):
        names.setdefault((mention.start, mention.end, mention.label), f"T{number}")
        spans = ";".join(f"{offsets[start]} {offsets[end]}" for start, end in _one_a_line(document.text, mention))
        surface = re.sub(r"\s+", _blank, document.text[mention.start : mention.end])
        yield f"T{number}\t{mention.label} {spans}\t{surface}\n"
        if mention.kb_id:
            foreign = ":" in mention.kb_id and not mention.kb_id.startswith(f"{_BASE}:")
            reference = mention.kb_id if foreign else f"{_BASE}:{mention.kb_id}"
            yield f"N{number}\tReference T{number} {reference}\t{surface}\n"
    kept = document.meta.get("brat", {})
    for number, (where, note) in enumerate(kept.get("notes", ()), start=1):
        if tuple(where) in names:
            yield f"#{number}\tAnnotatorNotes {names[tuple(where)]}\t{note}\n"
    for number, (where, name, *value) in enumerate(kept.get("attributes", ()), start=1):
        if tuple(where) in names:
            yield f"A{number}\t{' '.join((name, names[tuple(where)], *value))}\n"


def _one_a_line(text: str, mention: Mention) -> list[tuple[int, int]]:
    """The fragments of a mention, one a line, or all of it if it begins or ends with a line break."""
    surface = text[mention.start : mention.end]
    if surface.strip("\r\n") != surface:
        return [(mention.start, mention.end)]
    return [(mention.start + m.start(), mention.start + m.end()) for m in re.finditer(r"[^\r\n]+", surface)]


def _blank(match: re.Match[str]) -> str:
    """Line breaks in the surface column are blanks; other blanks stay."""
    return re.sub(r"[\r\n]+", " ", match.group()).replace("\t", " ")
