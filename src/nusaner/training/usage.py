"""How words are used in raw text: with a capital, first and last of a sentence."""

from __future__ import annotations

import lzma
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from nusaner.errors import InputError

_TOKEN = re.compile(r"\w+(?:[-'’.]\w+)*|[^\w\s]")
#: Technical pages, headlines in Title Case, verses, and what holds sentences of the treebanks' tests.
_LEFT_OUT = ("docs_", "mt_", "headlines_", "lower_", "religious_", "ud_indonesian", "idnli", "idn_tagged")
_LEAST_COUNT = 15
_LONGEST = 25
#: Lower bounds of the digits 1 to 5 of each share.
_CAPITAL = (0.02, 0.1, 0.3, 0.7, 0.95)
_FIRST = (0.002, 0.01, 0.05, 0.2, 0.5)
_LAST = (0.005, 0.02, 0.05, 0.1, 0.2)
#: A share of capitals says nothing of a word that stood inside sentences less often.
_LEAST_INSIDE = 5


def raw_lines(folder: Path, *, left_out: tuple[str, ...] = _LEFT_OUT) -> Iterator[str]:
    """The lines of the `*.txt.xz` files in a folder of raw news.

    Args:
        folder: The folder.
        left_out: Beginnings of the names of files that are not read.

    Raises:
        InputError: The folder holds no such file.
    """
    paths = [path for path in sorted(folder.glob("*.txt.xz")) if not path.name.startswith(left_out)]
    if not paths:
        raise InputError(f"There is no *.txt.xz in {str(folder)!r}; set NUSANER_DATA to the folder of public data.")
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            yield from file


def count_usage(lines: Iterable[str]) -> dict[str, str]:
    """Codes of word usage, see `nusaner.sentences.candidates.Usage`, with the words of each.

    Args:
        lines: Running text, a paragraph or more each.

    Example:
        >>> count_usage(["Menurut dia, hal itu benar."] * 20)["-50"]
        'menurut'
    """
    small: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in lines:
        tokens = ["\n", *_TOKEN.findall(line)]
        for previous, form in pairwise(tokens):
            if form == "." and previous[0].isalpha():
                last[previous.lower()] += 1
            if not form[0].isalpha():
                continue
            word = form.lower()
            total[word] += 1
            if form[0].islower():
                small[word] += 1
            elif len(form) == 1 or not form.isupper():
                if previous in ".!?\n":
                    first[word] += 1
                elif previous == "," or previous.islower():
                    inside[word] += 1
    words = defaultdict(list)
    for word, count in total.items():
        if count >= _LEAST_COUNT and len(word) <= _LONGEST:
            known = small[word] + inside[word]
            capital = str(_digit(inside[word] / known, _CAPITAL)) if known >= _LEAST_INSIDE else "-"
            words[f"{capital}{_digit(first[word] / count, _FIRST)}{_digit(last[word] / count, _LAST)}"].append(word)
    return {code: " ".join(sorted(words[code])) for code in sorted(words)}


def _digit(share: float, bounds: tuple[float, ...]) -> int:
    return sum(share >= bound for bound in bounds)
