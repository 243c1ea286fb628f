"""`nusaner evaluate tokens|sentences|words`: how a pipeline divides running text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import nusaner
from nusaner.errors import InputError
from nusaner.evaluation.tokens import evaluate_treebank

Paths = Annotated[list[Path], typer.Argument(help="Treebanks in CoNLL-U.")]
Model = Annotated[str | None, typer.Option("--model", "-m", help="A bundled model or a folder; the blank pipeline.")]


def evaluate_tokens(paths: Paths, model: Model = None) -> None:
    """Score surface tokens; two more lines set the stated differences to UD apart.

    **Example**

        nusaner evaluate tokens id_gsd-ud-test.conllu
    """
    _print(paths, model, ("tokens", "tokens_but_hyphens", "tokens_but_conventions"))


def evaluate_sentences(paths: Paths, model: Model = None) -> None:
    """Score sentences, from the raw text; a second line sets gold sentences that hold two apart.

    **Example**

        nusaner evaluate sentences id_csui-ud-test.conllu
    """
    _print(paths, model, ("sentences", "sentences_but_joins"))


def evaluate_words(paths: Paths, model: Model = None) -> None:
    """Score words, the parts of multiword tokens.

    **Example**

        nusaner evaluate words id_gsd-ud-test.conllu
    """
    _print(paths, model, ("words",))


def _print(paths: list[Path], model: str | None, names: tuple[str, ...]) -> None:
    nlp = nusaner.blank() if model is None else nusaner.load(model)
    for path in paths:
        if not path.is_file():
            raise InputError(f"There is no file {str(path)!r}; name a treebank in CoNLL-U.")
        scores = evaluate_treebank(nlp, path)
        for name in names:
            s = scores[name]
            figures = f"P {100 * s.precision:6.2f}  R {100 * s.recall:6.2f}  F1 {100 * s.f1:6.2f}"
            typer.echo(f"{path.name:<28} {name:<24} {figures}")
