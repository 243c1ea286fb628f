"""The same texts in lower case, in capitals or with typing errors, to see what a system loses by them.

The kinds are those of behavioural tests (Ribeiro et al., 2020, "Beyond Accuracy"): the meaning stays,
so the gold spans do. A word of four letters or more gets at most one error: two letters exchanged, one
left out, one written twice, or a neighbouring key (Damerau, 1964: four of five errors are such).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nusaner.errors import InputError
from nusaner.types import Annotated

KINDS = ("lower", "upper", "typos")
#: Share of words that get a typing error.
SHARE = 0.05
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def perturb(document: Annotated, kind: str, *, share: float = SHARE, seed: int = 0) -> Annotated:
    """The document with its text changed and all offsets moved along.

    Args:
        document: A document with gold spans.
        kind: One of `KINDS`.
        share: Of words with a typing error, in [0, 1].
        seed: With the document's text, what the errors depend on.

    Raises:
        InputError: There is no such kind.

    Example:
        >>> from nusaner.types import Mention
        >>> perturb(Annotated("a", "Di Baku", (Mention(3, 7, "GPE"),)), "upper").text
        'DI BAKU'
    """
    if kind not in KINDS:
        raise InputError(f"Texts can be changed to {', '.join(KINDS)}, got {kind!r}.")
    if kind == "typos":
        # errors of one seed are the same ones whatever texts stand beside
        draw = random.Random(f"{seed} {document.text}")  # noqa: S311  no secret depends on it
        pieces = list(_misspelled(document.text, share, draw))
    else:
        change = str.lower if kind == "lower" else str.upper
        # a letter whose other case has two letters (İ, ß) stays as it is, so that offsets do
        pieces = [(c, change(c) if len(change(c)) == 1 else c) for c in document.text]
    starts, text = _moved(pieces)
    return replace(
        document,
        text=text,
        mentions=tuple(replace(m, start=starts[m.start], end=starts[m.end]) for m in document.mentions),
        tokens=tuple((starts[start], starts[end]) for start, end in document.tokens),
        sentences=tuple((starts[start], starts[end]) for start, end in document.sentences),
    )


def _moved(pieces: Sequence[tuple[str, str]]) -> tuple[list[int], str]:
    """Where each character of the old pieces begins in the joined new ones, and these; one more for the end."""
    starts: list[int] = []
    length = 0
    for old, new in pieces:
        starts += [length + min(k, len(new)) for k in range(len(old))]
        length += len(new)
    return [*starts, length], "".join(new for _, new in pieces)


def _misspelled(text: str, share: float, draw: random.Random) -> Iterator[tuple[str, str]]:
    behind = 0
    for word in _WORD.finditer(text):
        yield text[behind : word.start()], text[behind : word.start()]
        long_enough = len(word.group()) >= _SHORTEST
        yield word.group(), _typo(word.group(), draw) if draw.random() < share and long_enough else word.group()
        behind = word.end()
    yield text[behind:], text[behind:]


def _typo(word: str, draw: random.Random) -> str:
    at = draw.randrange(1, len(word) - 1)
    letter, following = word[at], word[at + 1]
    row = next((row for row in _ROWS if letter.lower() in row), letter)
    beside = row[(row.index(letter.lower()) + 1) % len(row)] if len(row) > 1 else letter
    wrong = draw.choice([following + letter, following, letter + letter + following, beside + following])
    return word[:at] + wrong + word[at + 2 :]
