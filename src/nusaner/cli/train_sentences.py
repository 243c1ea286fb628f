"""`nusaner train sentences`: the boundaries that every pipeline shares."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nusaner.errors import InputError


def train_sentences(
    out: Annotated[Path, typer.Argument(help="Folder to write to; models/shared/sentences is the bundled one.")],
    data: Annotated[Path, typer.Option(envvar="NUSANER_DATA", help="Folder of the public data (ud/, raw/).")] = Path(
        "../shared/datasets"
    ),
) -> None:
    """Train the sentence boundaries on the treebanks and on the line breaks of articles.

    **Example**

        nusaner train sentences models/shared/sentences
    """
    from nusaner.training.sentences import write_bundled

    if not (data / "ud").is_dir():
        raise InputError(f"There is no folder {str(data / 'ud')!r}; set NUSANER_DATA to the folder of public data.")
    typer.echo(f"written: {write_bundled(data, out)}", err=True)
