"""`nusaner train stemmer`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def stemmer(
    output: Annotated[Path, typer.Argument(help="File for the weights of the ranker.")],
    stems: Annotated[Path | None, typer.Option(help="Table of forms and stems; the corpus's list if none.")] = None,
    check: Annotated[bool, typer.Option(help="Cross-validate first, which takes five times as long.")] = True,
) -> None:
    """Train the ranker of the stemmer; `Stemmer(weights=read_weights(output))` uses it.

    **Example**

        nusaner train stemmer weights.tsv
    """
    from nusaner.evaluation.stems import read_pairs
    from nusaner.training import stemmer as training

    pairs = training.rows() if stems is None else training.without_hyphens(read_pairs(stems))
    if check:
        accuracy, _ = training.cross_validate(pairs)
        typer.echo(f"right in {training.FOLDS}-fold cross-validation by stem: {accuracy:.2%} of {len(pairs):,}")
    trained = training.train(pairs, bases=training.all_bases(pairs))
    training.write(trained, output)
    typer.echo(f"{len(trained.weights)} weights in {output}; {len(trained.unreachable)} forms out of reach")
