"""Every way to take a word apart into affixes and a known base, with its score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from operator import itemgetter
from typing import Any

from nusaner.stemmer.affixes import DERIVATIONS, Prefix, Suffix, fit, prefixes, suffixes
from nusaner.stemmer.ranking import confix_feature, number_feature, prefix_features, suffix_features, total

#: Prefix and suffix with the sum of their weights: (weight, prefix, suffix, start, end, head, tail, floor).
_Pair = tuple[float, Prefix, Suffix, int, "int | None", str, str, float]

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


#: A word that is no base is taken apart only by a candidate that scores more than the floor of its affixes: the more
#: letters they have, the less likely it is that a name begins and ends with them by chance. Both numbers were chosen
#: on names of running text (fewer damaged) against derived words of a public-domain list (fewer left whole).
_FLOOR = 1.3
_FLOOR_LETTER = 2.0
#: Added where affixes of speech are hardly more than one sound that loans and names have too (latin, milis, nduga).
_FLOOR_SPEECH = 3.5
#: Below every score.
_NOTHING = -99.0
_MOST_AFFIXES = 9
_WEIGHT = itemgetter(0)
#: Letter -> next node; "" -> the longest affix that ends on the way here.
_Node = dict[str, Any]


@cache
def _tables() -> tuple[_Node, _Node, dict[str, tuple[Prefix, ...]], dict[str, tuple[Suffix, ...]]]:
    """Tries of written prefixes and of reversed suffixes; longest matching affix -> all that match with it."""
    heads: dict[str, list[Prefix]] = {}
    for prefix in prefixes():
        heads.setdefault(prefix.written, []).append(prefix)
    tails: dict[str, list[Suffix]] = {}
    for suffix in suffixes():
        tails.setdefault(suffix.written, []).append(suffix)
    return (
        _trie({written: written for written in heads}),
        _trie({written[::-1]: written for written in tails}),
        {w: tuple(p for k in range(len(w) + 1) for p in heads.get(w[:k], ())) for w in heads},
        {w: tuple(s for k in range(len(w) + 1) for s in tails.get(w[len(w) - k :], ())) for w in tails},
    )


def _trie(keys: Mapping[str, str]) -> _Node:
    root: _Node = {"": ""}
    for key in sorted(keys):  # shorter keys first, so that a node knows the longest one above it
        node = root
        for letter in key:
            node = node.setdefault(letter, {"": node[""]})
        node[""] = keys[key]
    return root


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
        self._numbers = [weights.get(number_feature(number), 0.0) for number in range(_MOST_AFFIXES)]
        # tables by identity: prefixes and suffixes are made once, and hashing them takes longer than all the rest
        self._affixes = {id(prefix): total(prefix_features(prefix), weights) for prefix in prefixes()}
        self._affixes.update({id(suffix): total(suffix_features(suffix), weights) for suffix in suffixes()})
        self._confixes = {id(prefix): _confixes(prefix, weights) for prefix in prefixes()}
        self._heaviest = max(self.bases.values(), default=0.0)
        self._heads, self._tails = _tables()[:2]
        self._pairs: dict[tuple[str, str], tuple[_Pair, ...]] = {}

    def best(self, word: str) -> tuple[str, bool]:
        """The stem of the best candidate and True, or the word itself and False if there is none."""
        bases = self.bases
        whole = self.whole.get(word)
        found, score = ("", _NOTHING) if whole is None else (word, whole)
        heaviest = self._heaviest
        for weight, prefix, _, start, end, head, tail, floor in self._fitting(word):
            if weight + heaviest <= score:
                break
            rest = word[start:end]
            base = head + rest + tail
            value = bases.get(base)
            if value is not None:
                value += weight
                if value > score and (whole is not None or value > floor) and prefix.allows(rest):
                    found, score = base, value
        return (self.stems.get(found, found), True) if found else (word, False)

    def all(self, word: str) -> list[Candidate]:
        """All candidates, the best first."""
        found: dict[tuple[str, tuple[str, ...]], Candidate] = {}
        if word in self.whole:
            found[word, ()] = Candidate(self.stems.get(word, word), (), self.whole[word], (word, *_NO_PARTS[1:]))
        for weight, prefix, suffix, start, end, head, tail, _ in self._fitting(word):
            rest = word[start:end]
            base = head + rest + tail
            if base in self.bases and prefix.allows(rest):
                chain = prefix.chain + suffix.chain
                one = Candidate(self.stems.get(base, base), chain, weight + self.bases[base], (base, prefix, suffix))
                if (base, chain) not in found or found[base, chain].score < one.score:
                    found[base, chain] = one
        return sorted(found.values(), key=_by_score)

    def _fitting(self, word: str) -> tuple[_Pair, ...]:
        node: Any = self._heads
        head = tail = ""
        for letter in word:
            node = node.get(letter)
            if node is None:
                break
            head = node[""]
        node = self._tails
        for letter in reversed(word):
            node = node.get(letter)
            if node is None:
                break
            tail = node[""]
        pairs = self._pairs.get((head, tail))
        if pairs is None:
            _, _, heads, tails = _tables()
            pairs = self._pairs[head, tail] = self._pair(heads[head], tails[tail])
        return pairs

    def _pair(self, heads: tuple[Prefix, ...], tails: tuple[Suffix, ...]) -> tuple[_Pair, ...]:
        rows: list[_Pair] = []
        numbers, affixes = self._numbers, self._affixes
        for prefix in heads:
            start, swallowed, depth = len(prefix.written), prefix.swallowed, len(prefix.chain)
            weight, confixes = affixes[id(prefix)], self._confixes[id(prefix)]
            for suffix in tails:
                chain, derivation = suffix.chain, suffix.derivation
                if (depth or chain) and derivation in confixes:
                    both = weight + affixes[id(suffix)] + confixes[derivation] + numbers[depth + len(chain)]
                    end = -len(suffix.written) or None
                    floor = _floor(prefix, suffix)
                    rows.append((both, prefix, suffix, start, end, swallowed, suffix.restored, floor))
        rows.sort(key=_WEIGHT, reverse=True)
        return tuple(rows)


def is_sure(candidate: Candidate) -> bool:
    """Whether a candidate may take a word apart that is no base."""
    _, prefix, suffix = candidate.parts
    return candidate.score > _floor(prefix, suffix)


def _floor(prefix: Prefix, suffix: Suffix) -> float:
    floor = _FLOOR - _FLOOR_LETTER * (len(prefix.written) + len(suffix.written))
    bare = prefix.written == "m" or (prefix.written == "n" and not prefix.swallowed)
    return floor + _FLOOR_SPEECH if bare or (suffix.derivation == "-in" and not prefix.written) else floor


def _confixes(prefix: Prefix, weights: Mapping[str, float]) -> dict[str, float]:
    """The suffixes that go with a prefix, and what the model thinks of them together."""
    found = {"": 0.0}
    for derivation in DERIVATIONS:
        if fit(prefix, derivation):
            found[derivation] = weights.get(confix_feature(prefix, derivation), 0.0) if prefix.chain else 0.0
    return found


def _by_score(candidate: Candidate) -> tuple[float, str]:
    return (-candidate.score, candidate.stem)
