"""Which prediction answers which gold span: one to one, and the same whatever the order of either.

Four ways of agreeing, after SemEval-2013 task 9.1 (Segura-Bedmar, Martínez and Herrero-Zazo, 2013):

    strict    both ends and the label agree
    exact     both ends agree, whatever the label
    partial   the spans overlap, whatever the label: credit 1 where both ends agree, else 1/2
    type      the spans overlap and the labels agree

Where one span overlaps several, the assignment of the highest credit is taken, among those the one
with the most characters in common, among those the leftmost. So no span is counted twice, which is
what makes a figure depend on the order of spans elsewhere (MantisAI/nervaluate#40).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from nusaner.errors import InputError
from nusaner.types import Mention

MODES = ("strict", "exact", "partial", "type")
#: The assignment that mistakes are told by: it prefers what agrees most.
CLOSEST = "closest"
#: One more unit of credit outweighs any number of characters in common.
_CREDIT = 2.0**32


@dataclass(frozen=True, slots=True)
class Match:
    """A gold span and the prediction that answers it.

    Attributes:
        gold, predicted: The spans.
        credit: What the pair is worth, in [0, 1].
    """

    gold: Mention
    predicted: Mention
    credit: float


def match(gold: Iterable[Mention], predicted: Iterable[Mention], mode: str = "strict") -> list[Match]:
    """Pairs of a gold span and a prediction, each span in one pair at most.

    Args:
        gold, predicted: Spans of one document, in any order; spans may overlap. One that stands
            there twice (same ends, same label) counts once.
        mode: One of `MODES`, or `CLOSEST`.

    Returns:
        The pairs of a credit above 0, sorted by gold offset.

    Raises:
        InputError: There is no such mode.

    Example:
        >>> gold = [Mention(0, 16, "LOC")]
        >>> [pair.credit for pair in match(gold, [Mention(0, 7, "GPE")], "partial")]
        [0.5]
        >>> match(gold, [Mention(0, 7, "GPE")], "type")
        []
    """
    if mode not in (*MODES, CLOSEST):
        raise InputError(f"`mode` is one of {', '.join(MODES)}, got {mode!r}.")
    wanted, found = unique(gold), unique(predicted)
    pairs: list[Match] = []
    for rows, columns in _groups(wanted, found):
        pairs.extend(_assign([wanted[i] for i in rows], [found[k] for k in columns], mode))
    return sorted(pairs, key=_place)


def unique(spans: Iterable[Mention]) -> list[Mention]:
    """Spans sorted by start, end and label, each once."""
    return sorted({(m.start, m.end, m.label): m for m in spans}.values(), key=_order)


def _order(span: Mention) -> tuple[int, int, str]:
    return (span.start, span.end, span.label)


def _place(pair: Match) -> tuple[int, int, str]:
    return _order(pair.gold)


def _overlap(one: Mention, other: Mention) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _groups(gold: Sequence[Mention], predicted: Sequence[Mention]) -> Iterator[tuple[list[int], list[int]]]:
    """Groups of spans that hang together by overlap; only those with spans of both sides."""
    spans = [(m.start, m.end, 0, i) for i, m in enumerate(gold)]
    spans += [(m.start, m.end, 1, i) for i, m in enumerate(predicted)]
    members: tuple[list[int], list[int]] = ([], [])
    reach = -1
    for start, end, side, index in sorted(spans):
        if start >= reach and (members[0] or members[1]):
            if members[0] and members[1]:
                yield members
            members = ([], [])
        reach = max(reach, end)
        members[side].append(index)
    if members[0] and members[1]:
        yield members


def _assign(gold: Sequence[Mention], predicted: Sequence[Mention], mode: str) -> Iterator[Match]:
    if len(gold) == len(predicted) == 1:  # nearly always
        credit = _credit(gold[0], predicted[0], mode)
        if credit:
            yield Match(gold[0], predicted[0], credit)
        return
    credits = np.array([[_credit(g, p, mode) for p in predicted] for g in gold])
    shared = np.array([[max(0, _overlap(g, p)) for p in predicted] for g in gold])
    weights = np.where(credits > 0, credits * _CREDIT + shared, 0.0)
    for i, k in zip(*linear_sum_assignment(weights, maximize=True), strict=True):
        if credits[i, k]:
            yield Match(gold[i], predicted[k], float(credits[i, k]))


def _credit(gold: Mention, predicted: Mention, mode: str) -> float:
    if _overlap(gold, predicted) <= 0:
        return 0.0
    same_ends = (gold.start, gold.end) == (predicted.start, predicted.end)
    same_label = gold.label == predicted.label
    if mode == "strict":
        return float(same_ends and same_label)
    if mode == "exact":
        return float(same_ends)
    if mode == "partial":
        return 1.0 if same_ends else 0.5
    if mode == "type":
        return float(same_label)
    # closest: right before same ends, those before same label, those before mere overlap
    return 1.0 if same_ends and same_label else 0.5 if same_ends else 0.25 if same_label else 0.125
