"""Where a sentence begins: rules on the words of a text.

The rules are those of the annotation guidelines, section 3: a run-in date line belongs to the
sentence that follows; a headline, byline, caption or side-bar item is a sentence of its own; no
break inside brackets or after an abbreviation or initial.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from nusaner import lexicon

_FINAL = frozenset({".", "!", "?", "...", "…", "..", "?!", "!!", "??", "....", "।"})
_OPENERS = frozenset("\"'“‘«([{") | {"``", "â€œ", "â€˜"}
_CLOSERS = frozenset("\"'”’»)]}") | {"''", "â€\u009d", "â€™", "â€"}
_BRACKETS = {"(": 1, "[": 1, ")": -1, "]": -1}
#: Abbreviations that may well close a sentence, unlike a title before a name.
_CLOSING_ABBREVIATIONS = frozenset({"dll.", "dsb.", "dst.", "dkk.", "tsb.", "Tbk.", "Inc.", "Ltd."})
#: A bracket left open for so many tokens is taken for a typing error.
_LONGEST_BRACKET = 60
#: In a wrapped paragraph at least this share of the lines but the last is full.
_FULL_LINES = 0.75
#: No paragraph is wrapped at fewer characters.
_NARROWEST = 50
#: A text with fewer upper-case words than this share is taken for an all-lower-case text.
_LOWER_CASED = 0.01


def sentence_starts(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
    """Which tokens open a sentence.

    Args:
        words: Surface tokens of one text, blank ones (line breaks) among them.
        spaces: Whether a blank follows each token, as in `spacy.tokens.Doc`.

    Returns:
        One bool for each token; the first is True.

    Example:
        >>> words = ["Ia", "pergi", ".", "Kami", "tidak", "."]
        >>> starts = sentence_starts(words, [True] * len(words))
        >>> [word for word, start in zip(words, starts) if start]
        ['Ia', 'Kami']
    """
    starts = [False] * len(words)
    visible = [i for i, word in enumerate(words) if word and not word.isspace()]
    if starts:
        starts[0] = True
    if not visible:
        return starts
    lower_cased = _is_lower_cased(words, visible)
    inside = _inside_brackets(words, visible)
    wrapped = _wrapped_lines(words, spaces)
    opening = visible[0]
    for here, following in itertools.pairwise(visible):
        gap = "".join(words[here + 1 : following])
        breaks = gap.count("\n")
        if breaks:
            ends = breaks > 1 or _line_ends(words, here, following, wrapped=wrapped[here])
        elif inside[here]:
            ends = False
        else:
            closes = not gap and not spaces[here] and _closes(words, spaces, following)
            ends = not closes and _sentence_ends(words, opening, here, following, lower_cased=lower_cased)
        if ends:
            starts[following] = True
            opening = following
    return starts


def _is_lower_cased(words: Sequence[str], visible: Sequence[int]) -> bool:
    capitals = sum(words[i][0].isupper() for i in visible)
    return capitals < _LOWER_CASED * len(visible)


def _inside_brackets(words: Sequence[str], visible: Sequence[int]) -> dict[int, bool]:
    """For each token whether a round or square bracket is open behind it."""
    inside = dict.fromkeys(visible, False)
    stack: list[int] = []
    for position, i in enumerate(visible):
        step = _BRACKETS.get(words[i], 0)
        if step > 0:
            stack.append(position)
        elif step < 0 and stack:
            opened = stack.pop()
            if not stack and position - opened <= _LONGEST_BRACKET:
                for k in visible[opened:position]:
                    inside[k] = True
    return inside


def _wrapped_lines(words: Sequence[str], spaces: Sequence[bool]) -> list[bool]:
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


def _line_ends(words: Sequence[str], here: int, following: int, *, wrapped: bool) -> bool:
    """Whether a single line break closes a sentence, or only a broken line."""
    last, first = words[here], words[following]
    if last in _FINAL or last in _CLOSERS or first[0] in "-•*–—|":
        return True
    if wrapped or last in {",", "-", "–", "—"} or last.lower() in lexicon.words("line_ends"):
        return False
    return not first[0].islower()


def _closes(words: Sequence[str], spaces: Sequence[bool], i: int) -> bool:
    """Whether a sign that is attached to the word before it closes a quotation or bracket.

    A straight quotation mark with a word attached on either side opens one, if the blank before it
    was lost: membantah."Tuduhan itu ...
    """
    if words[i] not in _CLOSERS:
        return False
    attached_behind = i + 1 < len(words) and not spaces[i] and words[i + 1][0].isalnum()
    return words[i] not in _OPENERS or not attached_behind


def _sentence_ends(words: Sequence[str], opening: int, here: int, following: int, *, lower_cased: bool) -> bool:
    """Whether a sentence that began at `opening` closes with the token `here`."""
    first = words[following]
    if first in _CLOSERS and first not in _OPENERS:
        return False
    final = here
    while final > opening and words[final] in _CLOSERS:
        final -= 1
    mark = words[final]
    if mark not in _FINAL:
        return _abbreviation_ends(words[here], first)
    if mark == "." and final - opening <= 1 and words[opening].isdigit():
        return False  # the number of a list item
    first_letter = first[0]
    if lower_cased:
        return first_letter.isalpha() or first in _OPENERS
    return (
        first_letter.isupper() or first in _OPENERS or (first_letter.isdigit() and mark == ".") or first_letter in "@#•"
    )


def _abbreviation_ends(last: str, first: str) -> bool:
    if not last.endswith(".") or len(last) < 2:
        return False
    if last in _CLOSING_ABBREVIATIONS:
        return first[0].isupper()
    return first in lexicon.words("sentence_starts")
