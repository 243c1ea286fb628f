"""Macro-F1 of stance, beside what simple guessing reaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sklearn.metrics import f1_score, precision_score

from nusaner.types import STANCES, Stance

_SIDED = ["FAVOR", "AGAINST"]


def score_stance(
    gold: Sequence[Mapping[str, str]], predicted: Sequence[Mapping[str, Stance]]
) -> dict[str, float | int]:
    """Score document stance over all labelled (document, target) pairs.

    A target without a prediction counts as NONE.

    Args:
        gold: Target to label, for each document.
        predicted: Target to stance, for the same documents.

    Returns:
        `macro_f1` over the three labels, `favg` (SemEval-2016: mean F1 of FAVOR and AGAINST),
        `precision` of FAVOR and AGAINST together, `majority_macro_f1` of always answering the most
        frequent label, and the number of `pairs`.
    """
    pairs = [
        (label, found[target].label if target in found else "NONE")
        for wanted, found in zip(gold, predicted, strict=True)
        for target, label in wanted.items()
    ]
    wanted_labels = [pair[0] for pair in pairs]
    found_labels = [pair[1] for pair in pairs]
    majority = Counter(wanted_labels).most_common(1)[0][0] if pairs else "NONE"
    return {
        "macro_f1": _macro(wanted_labels, found_labels, list(STANCES)),
        "favg": _macro(wanted_labels, found_labels, _SIDED),
        "precision": _rounded(
            precision_score(wanted_labels, found_labels, labels=_SIDED, average="micro", zero_division=1.0)
        ),
        "majority_macro_f1": _macro(wanted_labels, [majority] * len(pairs), list(STANCES)),
        "pairs": len(pairs),
    }


def _macro(gold: list[str], predicted: list[str], labels: list[str]) -> float:
    return _rounded(f1_score(gold, predicted, labels=labels, average="macro", zero_division=0.0))


def _rounded(value: Any) -> float:
    return round(float(value), 4)
