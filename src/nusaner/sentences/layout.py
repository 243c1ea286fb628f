"""What the layout of a text says of its sentences: brackets, quotations and broken lines."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nusaner import lexicon

FINAL = frozenset({".", "!", "?", "...", "…", "..", "?!", "!!", "??", "....", "।"})
OPENERS = frozenset("\"'“‘«([{") | {"``", "â€œ", "â€˜"}
CLOSERS = frozenset("\"'”’»)]}") | {"''", "â€\u009d", "â€™", "â€"}
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
#: Quotation marks that open, and what closes them; the straight mark does both.
_QUOTES = {'"': ('"',), "“": ("”", '"'), "«": ("»",), "``": ("''", '"')}
#: A bracket or quotation left open for so many tokens is taken for a typing error.
_LONGEST = 60
#: In a wrapped paragraph at least this share of the lines but the last is full.
_FULL_LINES = 0.75
#: A line of fewer characters has an end of its own.
_SHORT = 30
#: No paragraph is wrapped at fewer characters.
_NARROWEST = 50


def enclosed(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """For each token whether a bracket or a quotation is open behind it.

    Both must be closed in the same line within 60 tokens.

    Example:
        >>> enclosed(["Ia", "(", "Ali", ")", "ada"], [True, False, False, True, False])
        [False, True, True, False, False]
    """
    inside = [False] * len(words)
    stack: list[int] = []
    quote = -1
    closing: tuple[str, ...] = ()
    for i, word in enumerate(words):
        if word in _BRACKETS:
            if _BRACKETS[word] > 0:
                stack.append(i)
            elif stack:
                opened = stack.pop()
                if not stack and i - opened <= _LONGEST:
                    inside[opened:i] = [True] * (i - opened)
        elif quote >= 0 and word in closing:
            if i - quote <= _LONGEST:
                inside[quote:i] = [True] * (i - quote)
            quote = -1
        elif quote < 0 and word in _QUOTES:
            attached = i + 1 < len(words) and not spaces[i] and not words[i + 1].isspace()
            # a straight mark with a blank before it and a word behind it opens
            if word != '"' or (attached and (i == 0 or spaces[i - 1] or not words[i - 1][-1].isalnum())):
                quote, closing = i, _QUOTES[word]
        elif "\n" in word:
            stack.clear()
            quote = -1
    return inside


def line_ends(words: Sequence[str], here: int, following: int, *, wrapped: bool, length: int) -> bool:
    """Whether a single line break closes a sentence, or only a broken line.

    Args:
        words: Tokens of a text.
        here, following: The tokens on both sides of the line break.
        wrapped: Whether the line is full, see `wrapped_lines`.
        length: Length of the line in characters.
    """
    last, first = words[here], words[following]
    if last in FINAL or last in CLOSERS or first[0] in "-•*–—|" or _is_item(words, following):
        return True
    goes_on = lexicon.words("line_ends")
    if wrapped or last in {",", "-", "–", "—"} or last.lower() in goes_on:
        return False
    # a short line before a small letter: a comment, a tag; no line is broken so early
    return not first[0].islower() or (length < _SHORT and first not in goes_on)


def numbers(word: str) -> bool:
    """Whether a word may number an item of a list: 1, a."""
    return word.isdigit() or (len(word) == 1 and word.islower())


def _is_item(words: Sequence[str], i: int) -> bool:
    """Whether a line begins with the letter of a list item: c. or c) with a word behind it."""
    return i + 2 < len(words) and words[i].islower() and numbers(words[i]) and words[i + 1] in {".", ")"}


def wrapped_lines(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """For each token whether its line was broken only because the next word did not fit.

    In a text that an e-mail or a printer wrapped, the first word of a line is too long for what was
    left of the line before; a headline or a menu item leaves room. Paragraphs of three lines and
    more tell the width, for all of the text.
    """
    paragraphs = list(_paragraphs(words, spaces))
    widths = [max(line.length for line in lines) for lines in paragraphs if _is_wrapped(lines)]
    wrapped = [False] * len(words)
    if not widths:
        return wrapped
    for lines in paragraphs:
        width = max(line.length for line in lines) if _is_wrapped(lines) else max(widths)
        for line, following in itertools.pairwise(lines):
            if line.length + following.first_word >= width:
                wrapped[line.start : line.end] = [True] * (line.end - line.start)
    return wrapped


class _Line(NamedTuple):
    """Token range (half-open), characters, and characters of the first word of a line."""

    start: int
    end: int
    length: int
    first_word: int


def _paragraphs(words: Sequence[str], spaces: Sequence[bool]) -> Iterator[list[_Line]]:
    lines: list[_Line] = []
    start = length = 0
    for i in range(len(words) + 1):
        breaks = words[i].count("\n") if i < len(words) and words[i].isspace() else 0
        if i < len(words) and not breaks:
            length += len(words[i]) + spaces[i]
            continue
        if i > start:
            lines.append(_Line(start, i, length, len(words[start])))
        if lines and (i == len(words) or breaks > 1):
            yield lines
            lines = []
        start, length = i + 1, 0


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    """Whether nearly all lines but the last are full."""
    if len(lines) < 3:
        return False
    width = max(line.length for line in lines)
    pairs = itertools.pairwise(lines)
    full = sum(line.length + following.first_word >= width for line, following in pairs)
    return width >= _NARROWEST and full >= _FULL_LINES * (len(lines) - 1)
