"""Every way to take a word apart into affixes and a known base, with its score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from nusaner.stemmer.affixes import Prefix, Suffix, fit, prefixes, suffixes

#: Prefix and suffix with the sum of their weights: (weight, prefix, suffix, start, end, head, tail).
_Pair = tuple[float, Prefix, Suffix, int, "int | None", str, str]

#: Base as written, prefix and suffix of a candidate.
Parts = tuple[str, Prefix, Suffix]
_NO_PARTS: Parts = ("", Prefix("", "", "*", ()), Suffix("", "", (), ""))


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to take a word apart.

    Args:
        stem: The base.
        affixes: What was taken off, as it stands in the word: prefixes from outside inwards, then
            suffixes from inside outwards, `"R"` for reduplication.
        score: Weight of the model; only differences between candidates mean something.
    """

    stem: str
    affixes: tuple[str, ...]
    score: float
    parts: Parts = field(default=_NO_PARTS, repr=False, compare=False)


@cache
def _by_written() -> tuple[dict[str, tuple[Prefix, ...]], dict[str, tuple[Suffix, ...]]]:
    """Longest matching affix -> all affixes that match with it."""
    heads: dict[str, list[Prefix]] = {}
    for prefix in prefixes():
        heads.setdefault(prefix.written, []).append(prefix)
    tails: dict[str, list[Suffix]] = {}
    for suffix in suffixes():
        tails.setdefault(suffix.written, []).append(suffix)
    return (
        {w: tuple(p for k in range(len(w) + 1) for p in heads.get(w[:k], ())) for w in heads},
        {w: tuple(s for k in range(len(w) + 1) for s in tails.get(w[len(w) - k :], ())) for w in tails},
    )


#: A word that is no base is taken apart only by a candidate that scores more; chosen on names of running text
#: (fewer damaged) against the stem list (5 of 9,806 forms lost).
FLOOR = -4.0
LONGEST_PREFIX = 12
LONGEST_SUFFIX = 9


class Splitter:
    """Finds the candidates of a word and the best one.

    Args:
        bases: Base -> weight of it behind affixes.
        whole: Base -> weight of it as a whole word.
        weights: Feature -> weight; see `nusaner.stemmer.ranking`.
        stems: Base that is written in a colloquial way -> its standard form.
    """

    def __init__(
        self,
        bases: Mapping[str, float],
        whole: Mapping[str, float],
        weights: Mapping[str, float],
        *,
        stems: Mapping[str, str],
    ) -> None:
        self.bases = dict(bases)
        self.whole = dict(whole)
        self.stems = dict(stems)
        self._weights = dict(weights)
        self._heaviest = max(self.bases.values(), default=0.0)
        self._pairs: dict[tuple[str, str], tuple[_Pair, ...]] = {}

    def best(self, word: str) -> tuple[str, bool]:
        """The stem of the best candidate and True, or the word itself and False if there is none."""
        bases = self.bases
        score = self.whole.get(word)
        found = ""
        if score is None:
            score = FLOOR
        else:
            found = word
        heaviest = self._heaviest
        for weight, prefix, _, start, end, head, tail in self._fitting(word):
            if weight + heaviest <= score:
                break
            rest = word[start:end]
            base = head + rest + tail
            value = bases.get(base)
            if value is not None and weight + value > score and prefix.allows(rest):
                found, score = base, weight + value
        return (self.stems.get(found, found), True) if found else (word, False)

    def all(self, word: str) -> list[Candidate]:
        """All candidates, the best first."""
        found = {}
        if word in self.whole:
            found[word, ()] = Candidate(self.stems.get(word, word), (), self.whole[word], (word, *_NO_PARTS[1:]))
        for weight, prefix, suffix, start, end, head, tail in self._fitting(word):
            rest = word[start:end]
            base = head + rest + tail
            if base in self.bases and prefix.allows(rest):
                chain = prefix.chain + suffix.chain
                one = Candidate(self.stems.get(base, base), chain, weight + self.bases[base], (base, prefix, suffix))
                if (base, chain) not in found or found[base, chain].score < one.score:
                    found[base, chain] = one
        return sorted(found.values(), key=_by_score)

    def _fitting(self, word: str) -> tuple[_Pair, ...]:
        heads, tails = _by_written()
        head = next((word[:k] for k in range(LONGEST_PREFIX, 0, -1) if word[:k] in heads), "")
        tail = next((word[-k:] for k in range(LONGEST_SUFFIX, 0, -1) if word[-k:] in tails), "")
        pairs = self._pairs.get((head, tail))
        if pairs is None:
            pairs = self._pairs[head, tail] = self._pair(heads[head], tails[tail])
        return pairs

    def _pair(self, heads: tuple[Prefix, ...], tails: tuple[Suffix, ...]) -> tuple[_Pair, ...]:
        from nusaner.stemmer.ranking import affix_features, total

        rows: list[_Pair] = []
        for prefix in heads:
            for suffix in tails:
                if (prefix.chain or suffix.chain) and fit(prefix, suffix):
                    weight = total(affix_features(prefix, suffix), self._weights)
                    end = -len(suffix.written) if suffix.written else None
                    start = len(prefix.written)
                    rows.append((weight, prefix, suffix, start, end, prefix.swallowed, suffix.restored))
        return tuple(sorted(rows, key=_by_weight))


def _by_weight(row: _Pair) -> float:
    return -row[0]


def _by_score(candidate: Candidate) -> tuple[float, str]:
    return (-candidate.score, candidate.stem)
