"""Reports as a terminal table, JSON, CSV, HTML or Markdown."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from enum import Enum
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from nusaner.reporting import Report, Row, page
from nusaner.types import NIL, TARGETS


class Format(str, Enum):
    """What `analyze` writes."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"
    markdown = "markdown"


class Rows(str, Enum):
    """What a row of a csv is."""

    mentions = "mentions"
    documents = "documents"


_MENTION_FIELDS = (
    "source", "start", "end", "text", "label", "score", "record", "name", "country", "latitude", "longitude", "whose",
)  # fmt: skip
_MOST_ROWS = 12


def write(reports: Iterable[Report], output_format: Format, rows: Rows, file: IO[str]) -> None:
    """Write reports to a file, one after the other where the format allows."""
    if output_format is Format.json:
        json.dump([r.to_dict() for r in reports], file, ensure_ascii=False, indent=2)
        file.write("\n")
    elif output_format is Format.jsonl:
        for report in reports:
            file.write(report.to_json(indent=None) + "\n")
    elif output_format is Format.csv:
        _write_csv(reports, rows, file)
    elif output_format is Format.html:
        found = [r.to_dict() for r in reports]
        if found:
            file.write(page.render(found))
    elif output_format is Format.markdown:
        file.write("\n".join(r.to_markdown() for r in reports))
    else:
        console = Console(file=file)
        for report in reports:
            _print(report, console)


def _write_csv(reports: Iterable[Report], rows: Rows, file: IO[str]) -> None:
    writer = csv.writer(file)
    if rows is Rows.documents:
        stances = [f"{target}_{part}" for target in TARGETS for part in ("stance", "probability")]
        writer.writerow(("source", "characters", "sentences", "places", "actors", *stances))
        for report in reports:
            writer.writerow(_document_row(report))
        return
    writer.writerow(_MENTION_FIELDS)
    for report in reports:
        for e in report.entities:
            link = e.link
            writer.writerow(
                (report.source, e.start, e.end, e.text, e.label, "" if e.score is None else f"{e.score:.4f}")
                + ((link.id, link.name, link.country, link.latitude, link.longitude, link.whose) if link else ("",) * 6)
            )


def _document_row(report: Report) -> tuple[object, ...]:
    stances: list[object] = []
    for target in TARGETS:
        stance = report.stance.get(target)
        stances += [stance.label, f"{stance.score:.4f}"] if stance else ["", ""]
    counts = (sum(row.count for row in report.places), sum(row.count for row in report.actors))
    return (report.source, len(report.text), len(report.sentences), *counts, *stances)


def _print(report: Report, console: Console) -> None:
    console.rule(Text(report.source or "text"))
    for stance in report.stance.values():
        told = "; ".join(" ".join(e.text.split()) for e in stance.evidence[:3]) or stance.reason
        console.print(Text(f"{stance.target:<11}{stance.label:<8}{stance.score:5.2f}  {told}"))
    for title, rows in (("Places", report.places), ("Actors", report.actors), ("Others", report.others)):
        if rows:
            console.print(_table(title, rows))
    if not report.entities:
        console.print("No names were found.")


def _table(title: str, rows: tuple[Row, ...]) -> Table:
    more = f" (first {_MOST_ROWS} of {len(rows)})" if len(rows) > _MOST_ROWS else ""
    table = Table(title=title + more, title_justify="left", box=None, pad_edge=False)
    for name in ("name", "label", "n", "as written", "record"):
        table.add_column(name, justify="right" if name == "n" else "left")
    for row in rows[:_MOST_ROWS]:
        record = "" if row.id == NIL else row.id
        cells = (row.name, row.label, str(row.count), ", ".join(row.forms), record)
        table.add_row(*(Text(" ".join(cell.split())) for cell in cells))
    return table
