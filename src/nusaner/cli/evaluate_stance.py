"""`nusaner evaluate stance`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from nusaner.pipeline import DEFAULT_MODEL


def evaluate_stance(
    folder: Annotated[Path | None, typer.Argument(help="Folder of articles; the bundled corpus if none.")] = None,
    model: Annotated[str, typer.Option(help="A bundled model or the folder of one.")] = DEFAULT_MODEL,
    split: Annotated[str, typer.Option(help="train, dev, test or all.")] = "dev",
    swap: Annotated[bool, typer.Option(help="Run the swap test as well (reads every text twice).")] = True,
    held_out: Annotated[
        str, typer.Option(help="register, genre, event or target: train anew without each, on train and dev articles.")
    ] = "",
) -> None:
    """Print the figures of stance as JSON, with baselines, slices, calibration, intervals and the swap test.

    **Example**

        nusaner evaluate stance --split dev
        nusaner evaluate stance --held-out register
    """
    if held_out:
        from nusaner.training.stance_held_out import held_out_figures

        typer.echo(json.dumps(held_out_figures(model, held_out, folder=folder), indent=2, ensure_ascii=False))
        return
    from nusaner.training.stance_figures import stance_figures

    figures = stance_figures(model, None if split == "all" else split, folder=folder, swap=swap)
    typer.echo(json.dumps(figures, indent=2, ensure_ascii=False))
