"""The ranker: a linear model whose features split into affixes and base, so that it is a table.

The score of a candidate is the weight of its affixes plus the weight of its base. Both are sums
of learned numbers, added up once when the stemmer is made; at prediction time a candidate costs
one look-up and one addition. Trained as a logistic regression on differences of candidates
(Herbrich, Graepel and Obermayer 2000: ranking by pairs); see `nusaner.training.stemmer`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from nusaner import lexicon
from nusaner.errors import FormatError, InputError
from nusaner.stemmer.affixes import Prefix, Suffix
from nusaner.stemmer.bases import Kind

#: Longest base that has a length feature of its own.
_LONG = 8
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def prefix_features(prefix: Prefix) -> list[str]:
    """What the model sees of the prefixes of a candidate."""
    if not prefix.chain:
        return []
    name = " ".join(prefix.chain)
    return [f"prefix {name}", f"written {prefix.written}>{prefix.swallowed} {name}"]


def suffix_features(suffix: Suffix) -> list[str]:
    """What the model sees of the suffixes of a candidate."""
    return [f"suffix {name}{suffix.restored}" for name in suffix.chain]


def confix_feature(prefix: Prefix, derivation: str) -> str:
    """What the model sees of prefix and suffix together."""
    return f"confix {prefix.chain[0]} {prefix.chain[-1]} {derivation}"


def number_feature(number: int) -> str:
    """What the model sees of the number of affixes."""
    return f"affixes {number}"


def affix_features(prefix: Prefix, suffix: Suffix) -> list[str]:
    """All that the model sees of the affixes of a candidate."""
    found = prefix_features(prefix) + suffix_features(suffix)
    if prefix.chain and suffix.derivation:
        found.append(confix_feature(prefix, suffix.derivation))
    return [*found, number_feature(len(prefix.chain) + len(suffix.chain))]


def base_features(kind: Kind, length: int) -> list[str]:
    """What the model sees of the base of a candidate: its kind, and its length in letters."""
    return [
        f"list {kind.source}",
        *_steps("count", kind.frequency),
        *_steps("family", kind.family),
        *_steps("passive", kind.passive),
        f"length {min(length, _LONG)}",
    ]


def _steps(name: str, reached: int) -> list[str]:
    """A feature for each class up to the one that was reached, so that neighbouring classes share what they learn."""
    return [f"{name} {step}+" for step in range(1, reached + 1)]


def whole_features(kind: Kind) -> list[str]:
    """What the model sees of a word that is itself a known base."""
    return ["whole", f"whole list {kind.source}", f"whole count {kind.frequency}", f"whole family {kind.family}"]


@cache
def weights() -> dict[str, float]:
    """The learned weight of each feature."""
    return {row[0]: float(row[1]) for row in lexicon.load("stemmer_weights")}


def read_weights(path: Path) -> dict[str, float]:
    """The weights that `nusaner train stemmer` wrote.

    Raises:
        FormatError: A line is no feature with a number.
        InputError: The file is missing.
    """
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}; write one with `nusaner train stemmer`.")
    table = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line and not line.startswith("#"):
            name, tab, value = line.partition("\t")
            if not tab or not _NUMBER.fullmatch(value):
                message = f"A line is a feature and its weight divided by a tab, got {line!r}; train again."
                raise FormatError(message, path=path, line=number)
            table[name] = float(value)
    return table


def weigh(kinds: Mapping[str, Kind], table: Mapping[str, float]) -> tuple[dict[str, float], dict[str, float]]:
    """The weight of each base behind affixes and as a whole word.

    Bases of one kind and length weigh the same, so that few sums are taken.
    """
    used = set(kinds.values())
    behind = {kind: [total(base_features(kind, length), table) for length in range(_LONG + 1)] for kind in used}
    whole = {kind: total(whole_features(kind), table) for kind in used}
    return (
        {text: behind[kind][min(len(text), _LONG)] for text, kind in kinds.items()},
        {text: whole[kind] for text, kind in kinds.items()},
    )


def total(features: list[str], table: Mapping[str, float]) -> float:
    """The sum of the weights of features; an unknown one weighs nothing."""
    return sum(table.get(feature, 0.0) for feature in features)
