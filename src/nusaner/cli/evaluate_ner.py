"""`nusaner evaluate ner`: judge a model, or any system's output, against gold data."""

from __future__ import annotations

import sys
from enum import Enum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nusaner.errors import InputError


class Format(str, Enum):
    """What is written."""

    table = "table"
    json = "json"
    markdown = "markdown"
    latex = "latex"
    html = "html"


def evaluate_ner(
    model: Annotated[
        str | None, typer.Argument(help="A bundled model, a model folder or an installed spaCy package.")
    ] = None,
    data: Annotated[
        str | None, typer.Argument(help="Gold data: dev, test, a file of any format, or a folder of articles.")
    ] = None,
    gold: Annotated[str | None, typer.Option(help="Gold data, where predictions are a file.")] = None,
    predictions: Annotated[str | None, typer.Option(help="A file of predictions, of any system and format.")] = None,
    against: Annotated[str | None, typer.Option(help="A second model or file, compared on the same texts.")] = None,
    train: Annotated[str | None, typer.Option(help="Training data: slices of seen and unseen names, leaks.")] = None,
    labels: Annotated[
        str | None,
        typer.Option(help="Label map: places-actors, per-org-loc, conll2003, 'GPE=LOC,NORP=', or a file."),
    ] = None,
    slices: Annotated[
        str | None, typer.Option(help="Slices with commas, or 'none'; all that the data allows if not given.")
    ] = None,
    bootstrap: Annotated[int, typer.Option(help="Draws of documents for intervals and p-values; 0 for none.")] = 1000,
    seed: Annotated[int, typer.Option(help="Seed of the draws.")] = 0,
    overlaps: Annotated[str, typer.Option(help="Spans that overlap: error, longest or keep.")] = "error",
    changed: Annotated[
        str | None, typer.Option(help="Judge on the texts changed to lower, upper or typos (5 % of words).")
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", "-f", help="What to write.")] = Format.table,
    out: Annotated[Path | None, typer.Option("--out", "-o", help="File to write to.")] = None,
) -> None:
    """Precision, recall and F1 with intervals; slices, mistakes, calibration, leaks and speed.

    **Examples**

        nusaner evaluate ner id_caucasus_news dev --train train

        nusaner evaluate ner model-saya/ uji.conll --against id_caucasus_news --labels per-org-loc

        nusaner evaluate ner --gold uji.jsonl --predictions stanza.conll --format html --out laporan.html
    """
    from nusaner.cli.evaluation_table import write_table
    from nusaner.evaluation import evaluate_ner as evaluate

    system, wanted = _sides(model, data, gold, predictions)
    if out is not None and not out.parent.is_dir():
        raise InputError(f"There is no folder {str(out.parent)!r} to write to; make it first.")
    found = evaluate(
        system,
        wanted,
        against=against,
        train=train,
        labels=labels,
        slices=_names(slices),
        bootstrap=bootstrap,
        seed=seed,
        overlaps=overlaps,
        changed=changed,
    )
    if output_format is Format.table and out is None:
        write_table(found, Console())
        return
    if output_format is Format.table:
        with out.open("w", encoding="utf-8") as file:  # type: ignore[union-attr]
            write_table(found, Console(file=file, width=120))
        return
    writers = {
        Format.json: found.to_json,
        Format.markdown: found.to_markdown,
        Format.latex: found.to_latex,
        Format.html: found.to_html,
    }
    text = writers[output_format]().rstrip("\n") + "\n"
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


def _sides(model: str | None, data: str | None, gold: str | None, predictions: str | None) -> tuple[str, str]:
    """The system and the gold data, from either way of naming them."""
    if gold is not None and predictions is not None and model is None:
        return predictions, gold
    if gold is None and predictions is None and model is not None and data is not None:
        return model, data
    raise InputError(
        "Name a model and gold data (nusaner evaluate ner MODEL DATA), or two files "
        "(nusaner evaluate ner --gold FILE --predictions FILE)."
    )


def _names(slices: str | None) -> list[str] | None:
    if slices is None:
        return None
    return [] if slices == "none" else [name.strip() for name in slices.split(",") if name.strip()]
