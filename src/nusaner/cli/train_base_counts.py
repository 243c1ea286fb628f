"""`nusaner train base-counts`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def base_counts(
    out: Annotated[
        Path, typer.Argument(help="File to write to; src/nusaner/lexicon/base_counts.tsv is the bundled one.")
    ],
    data: Annotated[
        Path, typer.Option(envvar="NUSANER_DATA", help="Folder of the public data (raw/, lexicon/).")
    ] = Path("../shared/datasets"),
) -> None:
    """Count how frequent and how fertile base words are, for the ranker of the stemmer; train it anew afterwards.

    **Example**

        nusaner train base-counts base_counts.tsv
    """
    from nusaner.training.base_counts import make, write

    kinds = make(data)
    write(kinds, out)
    typer.echo(f"{len(kinds):,} base words in {out}")
