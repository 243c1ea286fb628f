"""`nusaner corpus`: checks and conversions of annotated articles."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Annotated

import typer

import nusaner
from nusaner import corpus, kb
from nusaner.corpus.check import check_folder
from nusaner.corpus.diversity import Diversity, diversity
from nusaner.corpus.formats.guess import guess_target
from nusaner.corpus.formats.inline import from_article
from nusaner.corpus.split import group_of
from nusaner.errors import InputError
from nusaner.inputs.decode import decode
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
def stats(
    folder: Folder = None,
    against: Annotated[Path | None, typer.Option(help="A file of other texts, one a line, to measure beside.")] = None,
) -> None:
    """Print how varied the articles are, beside as many other texts if a file is given.

    **Example**

        nusaner corpus stats --against berita.txt
    """
    articles = corpus.load(folder=folder)
    groups = [group_of(article) for article in articles]
    columns = {"articles": diversity([article.text for article in articles], groups)}
    if against is not None:
        lines = [line for line in decode(against.read_bytes()).splitlines() if line.strip()]
        columns[against.name] = diversity(lines)
    for field in fields(Diversity):
        values = (getattr(column, field.name) for column in columns.values())
        told = (f"{value:>14,.3f}" if isinstance(value, float) else f"{value:>14,}" for value in values)
        typer.echo(f"{field.name:<20}{''.join(told)}")


@corpus_app.command()
def convert(
    out: Annotated[Path, typer.Argument(help="File to write; its ending tells the format (.jsonl .spacy .conll ...).")],
    folder: Annotated[Path | None, typer.Option(help="Folder of articles; the bundled corpus if none.")] = None,
    split: Annotated[str | None, typer.Option(help="train, dev or test; all if none.")] = None,
) -> None:
    """Write articles as JSON Lines, spaCy's DocBin, CoNLL-2003, CoNLL-U or another format; see `nusaner convert`.

    **Example**

        nusaner corpus convert train.spacy --split train
    """
    articles = corpus.load(split, folder=folder)
    wanted = guess_target(out)
    nlp = nusaner.blank() if wanted.tokens else None
    corpus.write(map(from_article, articles), out, format=wanted.name, nlp=nlp)
    typer.echo(f"{len(articles)} articles to {out}", err=True)
