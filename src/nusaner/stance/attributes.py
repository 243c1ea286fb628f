"""What the readers of stance know of a word by itself, as small numbers.

Words become 32-bit checksums (Weinberger et al., 2009, on hashed features), so that no vocabulary
is kept.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import lru_cache

from nusaner import lexicon

_ACTIVE = re.compile(r"me[mnlrwy]\w{3,}")
_NOUNS = (("pe", "an", 7), ("ke", "an", 7), ("", "an", 6))

#: Classes of `prefix_class`.
ACTIVE, PASSIVE, MIDDLE, NOUN = 1, 2, 3, 4
#: What speech puts before a stem instead of me-: the nasal, first letters of the stems, how many of which it replaces.
_NASALS = (
    ("ng", "k", 1),
    ("ng", "aeioughr", 0),
    ("nge", "bcdfghjklmnprst", 0),
    ("ny", "scj", 1),
    ("n", "t", 1),
    ("n", "dcj", 0),
    ("m", "p", 1),
    ("m", "b", 0),
)
_VERBS = (("di", PASSIVE, 5), ("ter", PASSIVE, 6), ("ber", MIDDLE, 6))


@dataclass(frozen=True, slots=True)
class Attributes:
    """A word in numbers.

    Attributes:
        word, stem: Checksums.
        prefix: What its affixes make of it; 0 for nothing special.
        judgement: Row of its class in the table `judgements`, from 1; 0 for none.
        coarse, fine: Clusters of the word, from 1; 0 if unknown.
    """

    word: int
    stem: int
    prefix: int
    judgement: int
    coarse: int
    fine: int

    def row(self) -> tuple[int, int, int, int, int, int]:
        """All numbers in order."""
        return self.word, self.stem, self.prefix, self.judgement, self.coarse, self.fine


def checksum(text: str) -> int:
    """CRC-32 of a text."""
    return zlib.crc32(text.encode())


def attributes(word: str, stem: str, groups: tuple[int, ...]) -> tuple[int, int, int, int, int, int]:
    """The numbers of a word.

    Args:
        word, stem: Lower-cased.
        groups: Clusters from coarse to fine, () if unknown.
    """
    classes = _judgements()
    judgement = classes.get(word) or classes.get(stem) or 0
    coarse, fine = (groups[len(groups) // 2] + 1, groups[-1] + 1) if groups else (0, 0)
    return Attributes(checksum(word), checksum(stem), prefix_class(word, stem), judgement, coarse, fine).row()


def prefix_class(word: str, stem: str = "") -> int:
    """What affixes say of who acts: 1 meN- (the subject), 2 di-, ter- (not the subject), 3 ber-, 4 a noun in -an.

    Example:
        >>> [prefix_class(word) for word in ("membunuh", "dibunuh", "berunding", "pembunuhan", "desa")]
        [1, 2, 3, 4, 0]
        >>> prefix_class("nembak", "tembak"), prefix_class("ngusir", "usir"), prefix_class("nanti", "nanti")
        (1, 1, 0)
    """
    if _ACTIVE.match(word) or _said_actively(word, stem):
        return ACTIVE
    for start, kind, least in _VERBS:
        if word.startswith(start) and len(word) >= least:
            return kind
    if any(word.startswith(start) and word.endswith(end) and len(word) >= least for start, end, least in _NOUNS):
        return NOUN
    return 0


def _said_actively(word: str, stem: str) -> bool:
    """Whether a word is a verb in meN- without its me-, as it is said."""
    if len(stem) < 3 or word.startswith(stem):
        return False
    return any(stem[0] in firsts and word.startswith(nasal + stem[kept:]) for nasal, firsts, kept in _NASALS)


@lru_cache(maxsize=1)
def _judgements() -> dict[str, int]:
    rows = lexicon.load("judgements")
    classes = {name: number for number, name in enumerate(dict.fromkeys(row[1] for row in rows), start=1)}
    return {row[0]: classes[row[1]] for row in rows}
