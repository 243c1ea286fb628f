"""`nusaner analyze`: from files to a table, JSON or a page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nusaner.cli.output import Format, Rows, write
from nusaner.errors import InputError
from nusaner.inputs import Document, Failure, read_documents
from nusaner.inputs.decode import decode
from nusaner.inputs.documents import parse
from nusaner.reporting import Report

#: Fewer documents than this are done before a progress bar is read.
_SHOW_PROGRESS = 5


class Ending(str, Enum):
    """What standard input holds."""

    txt = "txt"
    html = "html"
    jsonl = "jsonl"
    csv = "csv"


def analyze(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders (.txt .html .jsonl .csv); none, or -, for standard input."),
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.table,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write to.")] = None,
    model: Annotated[str | None, typer.Option("--model", "-m", help="A bundled model or a folder.")] = None,
    text_field: Annotated[str, typer.Option(help="Column or field that holds the text.")] = "text",
    rows: Annotated[Rows, typer.Option(help="What a row of a csv is.")] = Rows.mentions,
    stdin_as: Annotated[Ending, typer.Option(help="What standard input holds.")] = Ending.txt,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Find places and actors, their records, and the stance of texts.

    **Examples**

        nusaner analyze artikel.txt

        nusaner analyze berita/ --format html --out laporan.html

        nusaner analyze data.csv --text-field isi --format csv --rows documents --out stance.csv

        cat artikel.txt | nusaner analyze --format json

    Exit code 0: all documents were read; 1: some were not (they are named on standard error, the
    others are written); 2: nothing could be done.
    """
    errors = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    if out is not None and not out.parent.is_dir():
        raise InputError(f"There is no folder {str(out.parent)!r} to write to; make it first.")
    if not paths or paths == [Path("-")]:
        found = _standard_input(stdin_as, text_field)
    else:
        found = list(read_documents(paths, text_field=text_field))
    documents = [item for item in found if isinstance(item, Document)]
    failures = [item for item in found if isinstance(item, Failure)]
    reports = _reports(documents, model, failures, quiet=quiet or not sys.stderr.isatty())
    if out is None:
        write(reports, output_format, rows, sys.stdout)
    else:
        with out.open("w", encoding="utf-8", newline="") as file:
            write(reports, output_format, rows, file)
    for failure in failures:
        errors.print(f"nusaner: {failure.source}: {failure.reason}")
    if failures:
        raise typer.Exit(1 if len(failures) < len(found) else 2)


def _standard_input(ending: Ending, text_field: str) -> list[Document | Failure]:
    try:
        text = decode(sys.stdin.buffer.read())
    except InputError as error:
        return [Failure("standard input", str(error))]
    return list(parse(text, "standard input", f".{ending.value}", text_field=text_field))


def _reports(documents: list[Document], model: str | None, failures: list[Failure], *, quiet: bool) -> Iterator[Report]:
    """Analyse document after document; one that fails is added to `failures`."""
    import nusaner

    if not documents:
        return
    nlp = nusaner.load(model)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    hidden = quiet or len(documents) < _SHOW_PROGRESS
    with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as progress:
        for document in progress.track(documents, description="analyze"):
            try:
                doc = nlp(document.text)
            except Exception as error:  # the boundary of the program: no text may cost the others
                failures.append(Failure(document.source, f"The text cannot be analysed: {error!r}."))
                continue
            yield nusaner.report(doc, source=document.source)
