"""The lines of a scraped page, told apart by how they begin, how they end and what stands above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from nusaner import lexicon

#: A line of so many words that closes like a sentence is prose, wherever it stands.
_PROSE = 12
#: A single word such as 'share' or 'halaman' is a button only in a line of at most so many words.
_BUTTON = 4
_CLOSED = re.compile(r"[.!?…][\"'”’)\]]*$")
_AGE = re.compile(r"^(?:\d+|se)\s*(?:detik|menit|jam|hari|minggu|bulan|tahun)\s+(?:yang )?lalu$")
_CODE = re.compile(r"^\(?[a-z]{2,5}(?:/[a-z]{2,5})*\)?$")
_LEAD = " \t-–•*|>·#»«"


def is_main(lines: Sequence[str]) -> list[bool]:
    """For each line of a page whether it belongs to the article.

    A page that has nothing else (a list of headlines, say) keeps all lines but its furniture; one
    whose lines mostly have columns keeps those.

    Example:
        >>> is_main(["Baku Sepakat", "Delegasi kedua negara tiba di kota Brussel pada Senin untuk berunding lagi."])
        [True, True]
        >>> is_furniture("Baca juga: Liga 1 Ditunda"), is_furniture("Halaman rumah itu luas sekali")
        (True, False)
    """
    columns = sum(_is_menu(line) for line in lines) * 2 > sum(bool(line.strip()) for line in lines)
    furniture = [is_furniture(line) and not (columns and _is_menu(line)) for line in lines]
    main, side = [], False
    for line, out in zip(lines, furniture, strict=True):
        if _opens_block(line):
            side = True
        elif side and is_prose(line):
            side = False
        main.append(bool(line.strip()) and not out and not side)
    if not any(is_prose(line) for line, kept in zip(lines, main, strict=True) if kept):
        return [bool(line.strip()) and not out for line, out in zip(lines, furniture, strict=True)]
    return main


def is_furniture(text: str) -> bool:
    """Whether a line or sentence is part of the page and not of an article: menu, byline, button, age."""
    bare = text.strip().lower().lstrip(_LEAD)
    if not bare:
        return False
    telling, weak = _starts()
    starts = telling + weak if len(bare.split(None, _BUTTON)) <= _BUTTON else telling
    return bare.startswith(starts) or _is_menu(bare) or bool(_AGE.match(bare)) or bool(_CODE.match(bare))


@cache
def _starts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Beginnings that no sentence of an article has ('baca juga'), and those that one may have ('halaman')."""
    starts = [row[0] for row in lexicon.load("furniture")]
    telling = tuple(start for start in starts if " " in start or not start.isalpha())
    return telling, tuple(start for start in starts if start not in telling)


def _is_menu(line: str) -> bool:
    return line.count("|") > 1


def is_prose(line: str) -> bool:
    """Whether a line is long and closed enough to be running text."""
    bare = line.strip()
    return len(bare.split(None, _PROSE)) >= _PROSE and bool(_CLOSED.search(bare)) and not is_furniture(bare)


def _opens_block(line: str) -> bool:
    return line.strip().lower().strip(_LEAD + ":") in lexicon.words("side_blocks")
