"""Which words count as bases, and what is known of each: its list, how frequent, how fertile.

PySastrawi's list (Kateglo, CC BY-NC-SA) is read from the installed package and not copied; counts
are our own of public-domain words (`lexicon/base_counts.tsv`).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from nusaner import lexicon
from nusaner.errors import InputError
from nusaner.storage import bundled

LISTED = "listed"
COLLOQUIAL = "colloquial"
#: Class of family from which a base has a colloquial spelling by rule.
_FERTILE = 3
#: Shorter bases are taken for other words too often.
_LONG = 5


class Kind(NamedTuple):
    """What the ranker sees of a base beside its length; the many bases of a kind share one.

    Args:
        source: `"listed"` or `"colloquial"`.
        frequency: Class of its count in running text, 0 unseen to 9.
        family: Class of the number of affixed forms seen with it, 0 none to 9.
        passive: Class of the count of its passives in di-, whose base no prefix has changed, 0 unseen to 9.
    """

    source: str = LISTED
    frequency: int = 0
    family: int = 0
    passive: int = 0


@dataclass(frozen=True, slots=True)
class Bases:
    """Base words.

    Args:
        kinds: Base, in lower-case letters -> its kind.
        standards: Base that is written in a colloquial way -> its standard spelling.
    """

    kinds: dict[str, Kind]
    standards: dict[str, str] = field(default_factory=dict)


@cache
def sastrawi_words() -> tuple[str, ...]:
    """PySastrawi's base words that have two letters or more, from the installed package; its code is not run.

    Raises:
        InputError: PySastrawi is not installed.
    """
    spec = importlib.util.find_spec("Sastrawi")
    if spec is None or not spec.submodule_search_locations:
        raise InputError("The base words of PySastrawi are missing; install it with `pip install PySastrawi`.")
    path = Path(spec.submodule_search_locations[0]) / "Stemmer" / "data" / "kata-dasar.txt"
    words = path.read_text(encoding="utf-8").split()
    return tuple(word for word in words if len(word) > 1 and word.isalpha())


@cache
def counts() -> dict[str, Kind]:
    """Word -> its kind, of those that were counted."""
    table: dict[str, Kind] = {}
    for frequency, family, passive, words in lexicon.load("base_counts"):
        table.update(dict.fromkeys(words.split(), Kind(LISTED, int(frequency), int(family), int(passive))))
    return table


@cache
def stem_list() -> dict[str, str]:
    """Form -> stem of the corpus's stem list."""
    return {row[0]: row[1] for row in _stem_rows()}


@cache
def listed_affixes() -> dict[str, tuple[str, ...]]:
    """Form -> affixes of the corpus's stem list, in the order in which they are written."""
    return {row[0]: _written_order(row[2].split("\t")[0]) for row in _stem_rows()}


def _stem_rows() -> Iterator[list[str]]:
    text = (bundled("corpus") / "stems.tsv").read_text(encoding="utf-8")
    return (line.split("\t", 2) for line in text.splitlines() if line and not line.startswith("#"))


def _written_order(chain: str) -> tuple[str, ...]:
    """The list names affixes from outside inwards and confixes as one (`-nya peN-an`).

    Example:
        >>> _written_order("-nya peN-an")
        ('peN-', '-an', '-nya')
    """
    heads: list[str] = []
    tails: list[str] = []
    for name in chain.split():
        head, hyphen, tail = name.partition("-")
        if head and name != "R":
            heads.append(f"{head}-")
        if hyphen and tail:
            tails.insert(0, f"-{tail}")
    return (*heads, *(["R"] if "R" in chain.split() else []), *tails)


def gather(own: frozenset[str]) -> Bases:
    """All bases: ours, and PySastrawi's without those that our lists know to be derived (berangkat, adakan)."""
    derived = {form for form, stem in stem_list().items() if form != stem}
    theirs = set(sastrawi_words()) - lexicon.words("no_bases") - derived
    unseen = Kind()
    known = counts()
    kinds = dict.fromkeys(theirs | own, unseen)
    kinds.update({text: kind for text, kind in known.items() if text in kinds})
    standards = _colloquial(kinds)
    for text, standard in standards.items():
        kinds[text] = known.get(standard, unseen)._replace(source=COLLOQUIAL)
    return Bases(kinds, standards)


def _colloquial(bases: Collection[str]) -> dict[str, str]:
    """Colloquial spelling -> base: listed ones, and a last syllable in -e- for -a- (simpen, anggep).

    Source of the rule: Sneddon, Colloquial Jakartan Indonesian (2006), chapter 2.
    """
    regular = {
        text[:-2] + "e" + text[-1]: text
        for text, kind in counts().items()
        if kind.family >= _FERTILE
        and len(text) >= _LONG
        and text[-2] == "a"
        and text[-1] in "bdgklmnprst"
        and text in bases
    }
    return {
        **{text: standard for text, standard in regular.items() if text not in bases},
        **lexicon.pairs("colloquial_bases"),
    }
