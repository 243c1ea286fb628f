"""`nusaner corpus`: checks and conversions of annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import nusaner
from nusaner import corpus, kb
from nusaner.corpus.check import check_folder
from nusaner.errors import InputError
from nusaner.storage import bundled

corpus_app = typer.Typer(help="Check and convert annotated articles.", no_args_is_help=True)

Folder = Annotated[Path | None, typer.Argument(help="Folder of articles; the bundled corpus if none.")]


@corpus_app.command()
def check(folder: Folder = None) -> None:
    """Report every violation of the format and the guidelines with file, line and column.

    Exit code 0: none; 1: some.

    **Example**

        nusaner corpus check corpus/articles
    """
    folder = folder or bundled("corpus") / "articles"
    if not folder.is_dir():
        raise InputError(f"There is no folder {str(folder)!r}; name a folder of articles.")
    types = {record.id: record.type for record in kb.load().values()}
    count = 0
    for violation in check_folder(folder, types, nusaner.blank()):
        typer.echo(str(violation))
        count += 1
    typer.echo(f"{count} violations in {len(list(folder.glob('*.md')))} articles", err=True)
    if count:
        raise typer.Exit(1)


@corpus_app.command()
def convert(
    out: Annotated[Path, typer.Argument(help="File to write: .jsonl or .spacy (DocBin).")],
    folder: Annotated[Path | None, typer.Option(help="Folder of articles; the bundled corpus if none.")] = None,
    split: Annotated[str | None, typer.Option(help="train, dev or test; all if none.")] = None,
) -> None:
    """Write articles as JSON Lines or as spaCy's DocBin.

    **Example**

        nusaner corpus convert train.spacy --split train
    """
    articles = corpus.load(split, folder=folder)
    if out.suffix == ".jsonl":
        corpus.write_jsonl(articles, out)
    elif out.suffix == ".spacy":
        corpus.to_docbin(nusaner.blank(), articles).to_disk(out)
    else:
        raise InputError(f"The ending of the file is .jsonl or .spacy, got {out.name!r}.")
    typer.echo(f"{len(articles)} articles to {out}", err=True)
