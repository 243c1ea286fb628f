"""The typer application and its commands."""

from __future__ import annotations

import sys

import typer

from nusaner.cli.analyze import analyze
from nusaner.cli.convert import convert, list_of_formats
from nusaner.cli.corpus import corpus_app
from nusaner.cli.evaluate import evaluate_app
from nusaner.cli.evaluate_ner import evaluate_ner
from nusaner.cli.evaluate_stance import evaluate_stance
from nusaner.cli.evaluate_stems import stems
from nusaner.cli.evaluate_tokens import evaluate_sentences, evaluate_tokens, evaluate_words
from nusaner.cli.evaluate_yardsticks import yardsticks
from nusaner.cli.info import info
from nusaner.cli.train import train_app
from nusaner.cli.train_base_counts import base_counts
from nusaner.cli.train_ner import ner as train_ner
from nusaner.cli.train_sentences import train_sentences, train_tokenizer
from nusaner.cli.train_stance import train_stance
from nusaner.cli.train_stemmer import stemmer
from nusaner.cli.train_words import train_words
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
evaluate_app.command("stance")(evaluate_stance)
evaluate_app.command()(stems)
train_app.command("stance")(train_stance)
train_app.command()(stemmer)
train_app.command("base-counts")(base_counts)
evaluate_app.command("tokens")(evaluate_tokens)
evaluate_app.command("sentences")(evaluate_sentences)
evaluate_app.command("words")(evaluate_words)
evaluate_app.command()(yardsticks)
train_app.command("sentences")(train_sentences)
train_app.command("tokenizer")(train_tokenizer)
train_app.command("words")(train_words)
app.add_typer(evaluate_app, name="evaluate")
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
