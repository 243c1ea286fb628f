"""`nusaner evaluate stems`."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

import nusaner
from nusaner.evaluation.stems import read_pairs, score_stems


def stems(
    gold: Annotated[Path, typer.Argument(help="Table of forms and stems, or a treebank in CoNLL-U.")],
    convention: Annotated[str, typer.Option(help="kbbi or ud.")] = "kbbi",
    errors: Annotated[
        int, typer.Option(min=0, help="How many errors to print; none, so that a test part stays unread.")
    ] = 0,
) -> None:
    """Print how often the stemmer finds the gold stem; names of treebanks are left out.

    **Example**

        nusaner evaluate stems id_gsd-ud-dev.conllu --convention ud
    """
    score = score_stems(read_pairs(gold), partial(nusaner.stem, convention=convention))
    typer.echo(f"words     {score.words:>8,}   right {score.accuracy:.2%}")
    typer.echo(f"affixed   {score.affixed:>8,}   right {score.affixed_accuracy:.2%}")
    typer.echo(f"bare      {score.words - score.affixed:>8,}   right {score.whole_accuracy:.2%}")
    for (form, wanted, found), count in list(score.errors.items())[:errors]:
        typer.echo(f"{count:>6}  {form}\tgold {wanted}\tfound {found}")
