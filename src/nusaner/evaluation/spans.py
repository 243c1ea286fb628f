"""Precision, recall and F1 of labelled spans, strict: both ends and the label must agree.

The same figure as seqeval's strict mode and spaCy's `ents_f`; it does not depend on the order of
spans and is defined on empty sets (no gold and no prediction is an F1 of 1). `evaluate_ner` tells
the rest: other ways of matching, intervals, slices, mistakes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nusaner.evaluation.counts import GOLD, GOLD_CREDIT, PREDICTED, count
from nusaner.evaluation.pairs import Pair
from nusaner.types import Mention


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of right, spurious and missed spans, and what follows from them."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of predicted spans that are right; 1 if there are none."""
        predicted = self.right + self.spurious
        return self.right / predicted if predicted else 1.0

    @property
    def recall(self) -> float:
        """Share of gold spans that are found; 1 if there are none."""
        gold = self.right + self.missed
        return self.right / gold if gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.spurious + self.missed
        return 2 * self.right / total if total else 1.0


def score_spans(gold: Sequence[Iterable[Mention]], predicted: Sequence[Iterable[Mention]]) -> dict[str, Score]:
    """Score predictions over documents.

    Args:
        gold, predicted: The mentions of each document, in the same order of documents.

    Returns:
        Label to score, and the micro average under `"all"`.

    Raises:
        ValueError: There are not as many predictions as gold documents.

    Example:
        >>> gold = [[Mention(0, 4, "GPE")]]
        >>> score_spans(gold, [[Mention(0, 4, "LOC")]])["all"].f1
        0.0
    """
    sides = zip(gold, predicted, strict=True)
    counts = count([Pair("", "", tuple(wanted), tuple(found)) for wanted, found in sides])
    scores = {label: _score(cells) for label, cells in zip(counts.keys, counts.totals.tolist(), strict=True)}
    return {"all": _score(counts.totals.sum(axis=0).tolist()), **scores}


def _score(cells: Sequence[float]) -> Score:
    right = round(cells[GOLD_CREDIT])
    return Score(right, round(cells[PREDICTED]) - right, round(cells[GOLD]) - right)
