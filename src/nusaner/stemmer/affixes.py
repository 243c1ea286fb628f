"""The affixes of Indonesian as rows: what is written, what it swallows, what may follow.

Sources: Alwi et al., Tata Bahasa Baku Bahasa Indonesia (2003), chapters 4-8; Adriani, Asian,
Nazief, Tahaghoghi and Williams (2007); Pisceldo, Mahendra, Manurung and Arka (2008); Sneddon (2006)
for colloquial ng- and -in.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from nusaner import lexicon

VOWELS = "aiueo"
CLITICS = ("", "ku", "mu", "nya")
DERIVATIONS = ("-kan", "-i", "-an", "-in")
PARTICLES = ("", "lah", "kah", "tah", "pun")


@dataclass(frozen=True, slots=True)
class Prefix:
    """One way to write a prefix or a chain of prefixes.

    Args:
        written: The letters in front of the rest of the base.
        swallowed: First letter of the base that the prefix swallowed, or "".
        follows: What must follow; see `lexicon/prefixes.tsv`.
        chain: Names of the affixes, the outer one first.
    """

    written: str
    swallowed: str
    follows: str
    chain: tuple[str, ...]

    def allows(self, rest: str) -> bool:
        """Whether the written rest of the word may stand behind this prefix.

        A base of one syllable keeps its first letter (mengetes, not *menes), so none is swallowed before one vowel.
        """
        if self.swallowed and sum(letter in VOWELS for letter in rest) < 2:
            return False
        return self.may_precede(rest)

    def may_precede(self, rest: str) -> bool:
        """Whether the prefix is written so before these letters, of a base or of another prefix."""
        if self.follows == "*":
            return True
        if self.follows.startswith("="):
            return rest in self.follows[1:].split(",")
        if self.follows == "mono":
            return syllables(rest) == 1
        if self.follows == "Cer":
            return rest[1:3] == "er" and rest[0] not in VOWELS
        return rest[:1] in self.follows.replace("V", VOWELS)


@dataclass(frozen=True, slots=True)
class Suffix:
    """One way to write suffix, clitic and particle, each of them optional.

    Args:
        written: The letters behind the base.
        restored: Letters of the base that were written only once or dropped, or "".
        chain: Names of the suffixes, the inner one first.
        derivation: The part of `chain` that is -kan, -i, -an or -in, or "".
    """

    written: str
    restored: str
    chain: tuple[str, ...]
    derivation: str


def syllables(word: str) -> int:
    """Number of vowel groups; ai, au and oi count as one.

    Example:
        >>> syllables("bom"), syllables("rumah")
        (1, 2)
    """
    count, before = 0, False
    for letter in word:
        vowel = letter in VOWELS
        count += vowel and not before
        before = vowel
    return count


@cache
def prefixes() -> tuple[Prefix, ...]:
    """All prefixes and chains of them, none first."""
    simple = [Prefix(row[0], row[1].strip("-"), row[2], (row[3],)) for row in lexicon.load("prefixes")]
    rows = [Prefix("", "", "*", ()), *simple]
    for names in lexicon.load("prefix_chains"):
        inner = [row for row in simple if row.chain == (names[-1],)]
        for name in reversed(names[:-1]):
            outer = [row for row in simple if row.chain == (name,)]
            inner = [joined for row in inner for before in outer for joined in _join(before, row)]
        rows += inner
    return tuple(dict.fromkeys(rows))


def _join(outer: Prefix, inner: Prefix) -> list[Prefix]:
    """The outer prefix written before the inner one, with its sound change."""
    written = inner.written
    if outer.swallowed:
        if not written.startswith(outer.swallowed):
            return []
        written = written[1:]
    if outer.follows in {"mono", "Cer"} or not outer.may_precede(written):
        return []
    return [Prefix(outer.written + written, inner.swallowed, inner.follows, outer.chain + inner.chain)]


@cache
def suffixes() -> tuple[Suffix, ...]:
    """All combinations of suffix, clitic and particle, none first."""
    derivations = [("", "", ""), ("kan", "", "-kan"), ("i", "", "-i"), ("an", "", "-an"), ("in", "", "-in")]
    # -in after -ai and -i drops a vowel (nyelesain); a final k is often written once or twice by mistake
    derivations += [("in", "i", "-in"), ("kan", "k", "-kan"), ("kkan", "k", "-an")]
    rows = []
    for written, restored, name in derivations:
        for clitic in CLITICS:
            for particle in PARTICLES:
                chain = tuple(part for part in (name, clitic and f"-{clitic}", particle and f"-{particle}") if part)
                rows.append(Suffix(written + clitic + particle, restored, chain, name))
    return tuple(rows)


@cache
def confixes() -> frozenset[tuple[str, str]]:
    """Prefixes (`_` for none) and the suffixes that go with them."""
    return frozenset((row[0], row[1]) for row in lexicon.load("confixes"))


def fit(prefix: Prefix, derivation: str) -> bool:
    """Whether a prefix and -kan, -i, -an or -in may stand on one base."""
    ends = (prefix.chain[0], prefix.chain[-1]) if prefix.chain else ("_",)
    return any((end, derivation) in confixes() for end in ends)
