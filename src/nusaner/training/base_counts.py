"""How frequent and how fertile base words are, counted in raw text: `lexicon/base_counts.tsv`."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from pathlib import Path

from nusaner.errors import InputError
from nusaner.stemmer.bases import LISTED, Bases, Kind, gather
from nusaner.stemmer.knowledge import own_bases, splitter
from nusaner.training.usage import raw_lines

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LETTERS = re.compile(r"[a-z]+")
#: Bases of the logarithms that make classes of counts.
_FREQUENCY, _FAMILY, _PASSIVE = 4, 2, 4
_MOST = 9
_PASSIVES = frozenset({("di-",), ("di-", "-kan"), ("di-", "-i")})
#: Technical pages, and what holds sentences of the treebanks.
_LEFT_OUT = ("docs_", "ud_indonesian", "idn_tagged", "idnli")
_HEAD = (
    "# Class of a word's frequency, class of the number of affixed forms seen with it, class of the count of its "
    "passives (di-, di- -kan, di- -i), the words. Made by `nusaner train base-counts`. Words: public-domain list of "
    "geovedi; counts: our own, of that list and of running Indonesian text (log 4, log 2 and log 4 of the count).\n"
)


def count_words(lines: Iterable[str]) -> Counter[str]:
    """How often each word is written in small letters.

    Example:
        >>> count_words(["Di Baku dan di Ganja"])["di"]
        1
    """
    return Counter(word for line in lines for word in _WORD.findall(line) if _LETTERS.fullmatch(word))


def read_words(path: Path) -> frozenset[str]:
    """The words of a list, one a line, that are written in the letters a to z."""
    lines = path.read_text(encoding="latin-1").split("\n")
    return frozenset(line.strip() for line in lines if _LETTERS.fullmatch(line.strip()))


def count_bases(counts: Mapping[str, int], words: Collection[str], bases: Collection[str]) -> dict[str, Kind]:
    """The kinds of the bases among some words that have a family.

    A form that may come from several bases counts for each of them in equal parts; a word of the list that the text
    lacks counts as seen once.

    Args:
        counts: Word -> how often it is written.
        words: The list.
        bases: What a form may come from.
    """
    seen = {**dict.fromkeys(words, 1), **counts}
    families: defaultdict[str, float] = defaultdict(float)
    passives: defaultdict[str, float] = defaultdict(float)
    unweighed = splitter(Bases(dict.fromkeys(bases, Kind())), {})
    known = unweighed.bases
    for form, count in seen.items():
        if form not in known:
            candidates = unweighed.all(form)
            _share({one.stem for one in candidates}, 1, families)
            _share({one.stem for one in candidates if one.affixes in _PASSIVES}, count, passives)
    return {
        word: Kind(
            frequency=classed(seen[word], _FREQUENCY),
            family=classed(families[word], _FAMILY),
            passive=classed(passives[word], _PASSIVE),
        )
        for word in words
        if word in known and families[word] >= 1
    }


def _share(found: Collection[str], count: float, table: dict[str, float]) -> None:
    for base in found:
        table[base] += count / len(found)


def classed(count: float, base: int) -> int:
    """0 below 1, then one more for each power of the base, 9 at most.

    Example:
        >>> [classed(count, 4) for count in (0, 1, 3, 4, 16, 10**9)]
        [0, 1, 1, 2, 3, 9]
    """
    reached = 0
    while reached < _MOST and count >= base**reached:
        reached += 1
    return reached


def make(data: Path) -> dict[str, Kind]:
    """The kinds of the bases that the stemmer knows, from a folder of public data.

    Args:
        data: Folder with `raw/*.txt.xz` and `lexicon/geovedi-wordlist.lst`.

    Raises:
        InputError: One of them is missing.
    """
    words = data / "lexicon" / "geovedi-wordlist.lst"
    if not words.is_file():
        raise InputError(f"There is no file {str(words)!r}; set NUSANER_DATA to the folder of public data.")
    kinds = gather(own_bases()).kinds
    # colloquial spellings come from the counts themselves
    bases = [text for text, kind in kinds.items() if kind.source == LISTED]
    return count_bases(count_words(raw_lines(data / "raw", left_out=_LEFT_OUT)), read_words(words), bases)


def write(kinds: Mapping[str, Kind], path: Path) -> None:
    """Write the kinds as a table of the lexicon: a line for each kind and its words."""
    rows = sorted((kind[1:], word) for word, kind in kinds.items())
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for kind, group in groupby(rows, key=_kind):
            file.write("\t".join(map(str, kind)) + "\t" + " ".join(word for _, word in group) + "\n")


def _kind(row: tuple[tuple[int, int, int], str]) -> tuple[int, int, int]:
    return row[0]
