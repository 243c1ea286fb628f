"""`nusaner evaluate`: one command per part."""

from __future__ import annotations

import typer

evaluate_app = typer.Typer(help="Judge a part, or any system's output, against gold data.", no_args_is_help=True)
