"""The ranker: a linear model whose features split into affixes and base, so that it is a table.

The score of a candidate is the weight of its affixes plus the weight of its base. Both are sums
of learned numbers, added up once when the stemmer is made; at prediction time a candidate costs
one look-up and one addition. Trained as a logistic regression on differences of candidates
(Herbrich, Graepel and Obermayer 2000: ranking by pairs); see `nusaner.training.stemmer`.
"""

from __future__ import annotations

from functools import cache

from nusaner import lexicon
from nusaner.stemmer.affixes import Prefix, Suffix
from nusaner.stemmer.bases import Base

#: Longest base that has a length feature of its own.
_LONG = 8


def affix_features(prefix: Prefix, suffix: Suffix) -> list[str]:
    """What the model sees of the affixes of a candidate; nothing of a bare base."""
    found = []
    if prefix.chain:
        name = " ".join(prefix.chain)
        found += [f"prefix {name}", f"written {prefix.written}>{prefix.swallowed} {name}"]
    found += [f"suffix {name}{suffix.restored}" for name in suffix.chain]
    if prefix.chain and suffix.derivation:
        found.append(f"confix {prefix.chain[0]} {prefix.chain[-1]} {suffix.derivation}")
    if prefix.chain or suffix.chain:
        found.append(f"affixes {len(prefix.chain) + len(suffix.chain)}")
    return found


def base_features(base: Base) -> list[str]:
    """What the model sees of the base of a candidate."""
    return [
        f"list {base.source}",
        f"count {base.frequency}",
        f"family {base.family}",
        f"length {min(len(base.text), _LONG)}",
    ]


def whole_features(base: Base) -> list[str]:
    """What the model sees of a word that is itself a known base."""
    return ["whole", f"whole list {base.source}", f"whole count {base.frequency}", f"whole family {base.family}"]


@cache
def weights() -> dict[str, float]:
    """The learned weight of each feature."""
    return {row[0]: float(row[1]) for row in lexicon.load("stemmer_weights")}


def total(features: list[str], table: dict[str, float]) -> float:
    """The sum of the weights of features; an unknown one weighs nothing."""
    return sum(table.get(feature, 0.0) for feature in features)
