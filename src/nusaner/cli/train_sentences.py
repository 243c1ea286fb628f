"""`nusaner train sentences|tokenizer`: what divides a text."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from nusaner.errors import InputError


class Engine(str, Enum):
    """What can be trained to divide a text."""

    stanza = "stanza"


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


def train_tokenizer(
    out: Annotated[Path, typer.Argument(help="Folder to write to; models/stanza_id_news is the bundled one.")],
    engine: Annotated[Engine, typer.Option(help="Whose trainer; nusaner's own tokenizer is written, not trained.")],
    data: Annotated[Path, typer.Option(envvar="NUSANER_DATA", help="Folder of the public data (ud/).")] = Path(
        "../shared/datasets"
    ),
    steps: Annotated[int, typer.Option(help="Most steps of the tokenizer.")] = 750,
) -> None:
    """Train Stanza's tokenizer, multiword tokens and lemmatizer on the treebanks.

    **Example**

        nusaner train tokenizer models/stanza_id_news --engine stanza
    """
    from nusaner.training.stanza_tokens import train_stanza

    if not (data / "ud").is_dir():
        raise InputError(f"There is no folder {str(data / 'ud')!r}; set NUSANER_DATA to the folder of public data.")
    typer.echo(f"written: {train_stanza(data, out, steps=steps)}", err=True)
