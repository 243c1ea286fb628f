"""`nusaner convert`: annotated documents from one format to another."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

import nusaner
from nusaner import corpus
from nusaner.corpus.formats.guess import guess, guess_target
from nusaner.corpus.formats.registry import FORMATS, named

_MOST = 20


class OnMisfit(str, Enum):
    """What becomes of mentions that do not fit."""

    error = "error"
    skip = "skip"
    widen = "widen"


class Utf16(str, Enum):
    """Whose offsets are UTF-16 code units."""

    input = "in"
    output = "out"
    both = "both"


def convert(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A file, or a folder of articles, BRAT or WebAnno.")],
    target: Annotated[Path, typer.Argument(metavar="OUT", help="A file, or a folder for those formats.")],
    from_: Annotated[str | None, typer.Option("--from", help="Format of IN; seen by its content if not given.")] = None,
    to: Annotated[str | None, typer.Option("--to", help="Format of OUT; by its ending if not given.")] = None,
    on_misfit: Annotated[OnMisfit, typer.Option(help="Mentions that do not fit: see below.")] = OnMisfit.error,
    utf16: Annotated[Utf16 | None, typer.Option(help="Offsets are UTF-16 units; in IN seen by surface texts.")] = None,
) -> None:
    """Convert annotated documents from one format to another.

    Mentions that the file states wrongly, or that the format to be written cannot hold, are listed with
    line, characters, surface and tokens. **error** then writes nothing, **skip** leaves them out, **widen** makes
    those that do not fit the tokens cover all tokens that they touch.

    **Examples**

        nusaner convert anotasi.json latih.spacy

        nusaner convert brat/ latih.conll --on-misfit widen

        nusaner convert latih.conll bioes.txt --to bioes

    Exit code 0: every mention was taken over; 1: some were left out or widened; 2: nothing was written.
    """
    known = named(from_) if from_ else guess(source)
    wanted = named(to) if to else guess_target(target)
    misfits: list[corpus.Misfit] = []
    reads_utf16 = True if utf16 in (Utf16.input, Utf16.both) else None
    documents = list(
        corpus.read(source, format=known.name, utf16=reads_utf16, on_misfit=on_misfit.value, misfits=misfits)
    )
    misfits += corpus.write(
        documents,
        target,
        format=wanted.name,
        nlp=nusaner.blank() if wanted.tokens else None,
        utf16=utf16 in (Utf16.output, Utf16.both),
        on_misfit=on_misfit.value,
    )
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    console.print(Text(f"{len(documents)} documents from {source} ({known.name}) to {target} ({wanted.name})"))
    console.print(_table(Counter(m.label for d in documents for m in d.mentions), misfits))
    for misfit in misfits[:_MOST]:
        console.print(Text(str(misfit)))
    if len(misfits) > _MOST:
        console.print(f"and {len(misfits) - _MOST} more")
    if misfits:
        raise typer.Exit(1)


def _table(counts: Counter[str], misfits: list[corpus.Misfit]) -> Table:
    wrong = Counter(misfit.label for misfit in misfits)
    table = Table(box=None, pad_edge=False)
    table.add_column("label")
    table.add_column("mentions read", justify="right")
    table.add_column("misfits", justify="right")
    for label in sorted({*counts, *wrong}):
        table.add_row(Text(label), f"{counts[label]:,}", f"{wrong[label]:,}")
    table.add_row("all", f"{counts.total():,}", f"{wrong.total():,}")
    return table


def list_of_formats() -> str:
    """The formats as a list in Markdown, for the help."""
    rows = (f"- `{f.name}` ({f.endings[0]}): {f.title}" for f in FORMATS)
    return "\n".join(("**Formats**", "", *rows))
