"""Words with a hyphen: full reduplication, reduplication with affixes and with sound change.

Source: Alwi et al., Tata Bahasa Baku Bahasa Indonesia (2003), sections 4.4, 5.3 and 7.5.
"""

from __future__ import annotations

from nusaner.stemmer.candidates import Candidate, Splitter

#: What may stand behind a hyphen as a clitic: Karabakh-nya, Aliyev-lah.
CLITICS = frozenset({"nya", "ku", "mu", "lah", "kah", "tah", "pun"})
#: What may stand before a hyphen as a prefix: se-Indonesia, ke-Islaman.
PREFIXES = frozenset({"se", "ke", "ber", "di", "me", "meng", "peng", "ter", "per"})
#: Score of a base that no list knows.
_UNKNOWN = -20.0


def candidates(word: str, splitter: Splitter) -> list[Candidate]:
    """The ways to take a word with hyphens apart, the best first; none if its halves have nothing in common."""
    whole = splitter.all(word)
    if whole:
        return whole
    left, _, right = word.partition("-")
    if not left or not right or "-" in right:
        return []
    return sorted(_repeated(left, right, splitter), key=_by_score) or _unknown(left, right)


def _repeated(left: str, right: str, splitter: Splitter) -> list[Candidate]:
    found: dict[tuple[str, tuple[str, ...]], Candidate] = {}
    rights = splitter.all(right)
    for a in splitter.all(left):
        swallowed = a.parts[1].swallowed
        # the second half may lack the sound that the prefix of the first one swallowed: mengibas-ibas, mengorek-orek
        for b in [*rights, *splitter.all(swallowed + right)] if swallowed else rights:
            if a.stem == b.stem:
                affixes = _joined(a, b)
                found.setdefault((a.stem, affixes), Candidate(a.stem, affixes, a.score + b.score))
    return list(found.values())


def _joined(a: Candidate, b: Candidate) -> tuple[str, ...]:
    """The affixes of both halves around the sign of reduplication; a repeated nasal is named once."""
    heads = [affix for affix in a.affixes if affix.endswith("-")]
    tails = [affix for affix in b.affixes if affix.startswith("-")]
    inner = [affix for affix in b.affixes if affix.endswith("-")]
    if heads == inner or (heads and inner == ["ng-"]):
        inner = []
    first = [affix for affix in a.affixes if affix.startswith("-") and affix not in tails]
    return (*heads, *first, "R", *inner, *tails)


def _unknown(left: str, right: str) -> list[Candidate]:
    """Halves that no list knows: the same word twice, or a name with a hyphenated clitic or prefix."""
    if left == right:
        return [Candidate(left, ("R",), _UNKNOWN)]
    if right in CLITICS:
        return [Candidate(left, (f"-{right}",), _UNKNOWN)]
    if left in PREFIXES and len(right) > 2:
        return [Candidate(right, (f"{left}-",), _UNKNOWN)]
    if len(left) > 3 and right.startswith(left) and right[len(left) :] in {"an", "nya", "ku", "mu", "i", "kan"}:
        return [Candidate(left, ("R", f"-{right[len(left) :]}"), _UNKNOWN)]
    if len(right) > 3 and left.endswith(right) and left[: -len(right)] in {"ber", "di", "ter", "se", "ke", "me"}:
        return [Candidate(right, (f"{left[: -len(right)]}-", "R"), _UNKNOWN)]
    return []


def _by_score(candidate: Candidate) -> tuple[float, str]:
    return (-candidate.score, candidate.stem)
