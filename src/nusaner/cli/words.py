"""`nusaner tokenize` and `nusaner stem`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

import nusaner
from nusaner.inputs.decode import decode

Words = Annotated[list[str] | None, typer.Argument(help="The text; standard input if there is none.")]


def tokenize(text: Words = None) -> None:
    """Split a text into tokens, one a line, with an empty line between sentences.

    **Example**

        nusaner tokenize "Perang di Nagorno-Karabakh. Aliyev-lah pemenangnya."
    """
    for number, sentence in enumerate(nusaner.blank()(_text(text)).sents):
        if number:
            typer.echo()
        for token in sentence:
            if not token.is_space:
                typer.echo(token.text)


def stem(text: Words = None) -> None:
    """Print each word of a text with its base word.

    **Example**

        nusaner stem pertempuran di Khankendi
    """
    for token in nusaner.tokenize(_text(text)):
        typer.echo(f"{token}\t{nusaner.stem(token)}")


def _text(words: list[str] | None) -> str:
    return " ".join(words) if words else decode(sys.stdin.buffer.read())
