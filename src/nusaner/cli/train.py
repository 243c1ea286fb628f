"""`nusaner train`: one command per trained part."""

from __future__ import annotations

import typer

train_app = typer.Typer(help="Train a part on your own data.", no_args_is_help=True)
