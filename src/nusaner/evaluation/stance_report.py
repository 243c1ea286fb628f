"""All figures of stance on annotated articles, with the simple guesses that they must beat.

Intervals are percentile bootstrap over groups (Efron, 1979): the three articles of a contrast set stand
or fall together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.metrics import f1_score

from nusaner.types import MAIN_TARGETS, STANCES

_SIDED = ("FAVOR", "AGAINST")
_BINS = 10


@dataclass(frozen=True, slots=True)
class Pair:
    """One judged (document, target) pair.

    Attributes:
        group: Contrast set, or the document's id.
        target, genre, register: What figures are told apart by.
        gold, predicted: Labels.
        probability: Of the predicted label; None where the text was not read.
        keyword: What the keyword baseline says.
        is_set: Whether `group` is a contrast set.
    """

    group: str
    target: str
    genre: str
    register: str
    gold: str
    predicted: str
    probability: float | None
    keyword: str
    is_set: bool


def report_stance(pairs: Sequence[Pair], *, samples: int = 500, seed: int = 0) -> dict[str, Any]:
    """Figures over pairs.

    Args:
        pairs: At least one.
        samples, seed: Of the bootstrap.

    Returns:
        `all` and, under `target`, `genre` and `register`, each slice: number of pairs, macro-F1, Favg
        (SemEval-2016: mean F1 of FAVOR and AGAINST), precision of FAVOR and AGAINST, share of NONE that
        came out partisan, and macro-F1 of each target's most frequent label and of keywords; `interval` (95 %)
        of macro-F1; `ece`; `contrast_sets`: share with all labels of both main targets right.
    """
    majority = _majorities(pairs)
    found: dict[str, Any] = {"all": _figures(pairs, majority), "interval": _interval(pairs, samples, seed)}
    found["ece"] = expected_calibration_error(
        [(p.probability, p.predicted == p.gold) for p in pairs if p.probability is not None]
    )
    found["contrast_sets"] = _all_right(pairs)
    for name in ("target", "genre", "register"):
        slices: dict[str, list[Pair]] = defaultdict(list)
        for pair in pairs:
            slices[getattr(pair, name)].append(pair)
        found[name] = {key: _figures(slices[key], majority) for key in sorted(slices)}
    return found


def expected_calibration_error(judged: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error in ten bins (Guo et al., 2017): mean distance of confidence and accuracy.

    Args:
        judged: Probability of the given label, and whether it is right.
    """
    rows = list(judged)
    if not rows:
        return 0.0
    sure = np.array([p for p, _ in rows])
    right = np.array([r for _, r in rows], dtype=float)
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    total = sum(abs(sure[bins == b].sum() - right[bins == b].sum()) for b in range(_BINS))
    return round(float(total / len(rows)), 4)


def _figures(pairs: Sequence[Pair], majority: Mapping[str, str]) -> dict[str, float | int]:
    gold, found = [p.gold for p in pairs], [p.predicted for p in pairs]
    sided = [p for p in pairs if p.predicted != "NONE"]
    neutral = [p for p in pairs if p.gold == "NONE"]
    return {
        "pairs": len(pairs),
        "macro_f1": _macro(gold, found, STANCES),
        "favg": _macro(gold, found, _SIDED),
        "precision": _share([p.predicted == p.gold for p in sided]),
        "false_partisan": _share([p.predicted != "NONE" for p in neutral], empty=0.0),
        "per_target_majority_macro_f1": _macro(gold, [majority[p.target] for p in pairs], STANCES),
        "keyword_macro_f1": _macro(gold, [p.keyword for p in pairs], STANCES),
    }


def _majorities(pairs: Sequence[Pair]) -> dict[str, str]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        counts[pair.target][pair.gold] += 1
    return {target: counter.most_common(1)[0][0] for target, counter in counts.items()}


def _interval(pairs: Sequence[Pair], samples: int, seed: int) -> tuple[float, float]:
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.group].append(pair)
    names = sorted(groups)
    tables = np.array([_confusion(groups[name]) for name in names])
    chooser = np.random.default_rng(seed)
    scores = [_f1_of(tables[chooser.integers(len(names), size=len(names))].sum(axis=0)) for _ in range(samples)]
    low, high = np.percentile(scores, [2.5, 97.5])
    return round(float(low), 4), round(float(high), 4)


def _confusion(pairs: Sequence[Pair]) -> np.ndarray:
    table = np.zeros((3, 3))
    for pair in pairs:
        table[STANCES.index(pair.gold), STANCES.index(pair.predicted)] += 1
    return table


def _f1_of(table: np.ndarray) -> float:
    total = table.sum(axis=0) + table.sum(axis=1)
    return float(np.mean(np.divide(2 * table.diagonal(), total, out=np.zeros(3), where=total > 0)))


def _all_right(pairs: Sequence[Pair]) -> dict[str, float | int]:
    sets: dict[str, bool] = {}
    for pair in pairs:
        if pair.is_set and pair.target in MAIN_TARGETS:
            sets[pair.group] = sets.get(pair.group, True) and pair.gold == pair.predicted
    return {"sets": len(sets), "all_right": _share(list(sets.values()), empty=0.0)}


def _macro(gold: Sequence[str], found: Sequence[str], labels: Sequence[str]) -> float:
    return round(float(f1_score(gold, found, labels=list(labels), average="macro", zero_division=0.0)), 4)


def _share(values: Sequence[bool], *, empty: float = 1.0) -> float:
    return round(sum(values) / len(values), 4) if values else empty
