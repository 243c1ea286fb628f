"""`nusaner train words`: what is known of words from raw text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def train_words(
    raw: Annotated[Path, typer.Argument(help="Folder of raw text: *.txt and *.txt.xz.")],
    out: Annotated[Path, typer.Option("--out", "-o", help="File to write to.")] = Path("words.npz"),
    names: Annotated[
        list[Path] | None, typer.Option(help="A list of names, one a line; once for each kind: persons, places ...")
    ] = None,
) -> None:
    """Make the word table of `nusaner train ner --engine network` from raw text.

    Files whose name begins with docs_ or headlines_ are left out: their capitals are not those of running text.

    **Example**

        nusaner train words raw/ --names orang.txt --names tempat.txt --out words.npz
    """
    from nusaner.training.words import table_of_files

    table = table_of_files(raw, names or [])
    out.write_bytes(table.to_bytes())
    with_vectors = len(table.vectors)
    typer.echo(f"{with_vectors:,} words with vectors, {len(table.words) - with_vectors:,} only of lists, in {out}")
