"""The typer application and its commands."""

from __future__ import annotations

import sys

import typer

from nusaner.cli.analyze import analyze
from nusaner.cli.convert import convert, list_of_formats
from nusaner.cli.corpus import corpus_app
from nusaner.cli.evaluate import evaluate_app
from nusaner.cli.evaluate_ner import evaluate_ner
from nusaner.cli.evaluate_stems import stems
from nusaner.cli.info import info
from nusaner.cli.train import train_app
from nusaner.cli.train_ner import ner as train_ner
from nusaner.cli.train_stemmer import stemmer
from nusaner.cli.words import stem, tokenize
from nusaner.errors import NusanerError

app = typer.Typer(
    name="nusaner",
    help="Reads Indonesian news about the Caucasus: places, actors, records and stance.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command()(analyze)
app.command()(tokenize)
app.command()(stem)
app.command(epilog=list_of_formats())(convert)
app.command()(info)
app.add_typer(corpus_app, name="corpus")
train_app.command("ner")(train_ner)
evaluate_app.command("ner")(evaluate_ner)
evaluate_app.command()(stems)
app.add_typer(evaluate_app, name="evaluate")
train_app.command()(stemmer)
app.add_typer(train_app, name="train")


def main() -> None:
    """Run the command; an error of nusaner's is told in one line and gives exit code 2."""
    try:
        app()
    except NusanerError as error:
        sys.stderr.write(f"nusaner: {error}\n")
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(1)
