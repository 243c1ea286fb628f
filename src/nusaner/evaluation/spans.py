"""Precision, recall and F1 of labelled spans, strict: both ends and the label must agree.

The same figure as seqeval's strict mode and spaCy's `ents_f`; it does not depend on the order of
spans and is defined on empty sets (no gold and no prediction is an F1 of 1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    right: Counter[str] = Counter()
    spurious: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for gold_doc, predicted_doc in zip(gold, predicted, strict=True):
        wanted = {(m.start, m.end, m.label) for m in gold_doc}
        found = {(m.start, m.end, m.label) for m in predicted_doc}
        right.update(label for _, _, label in wanted & found)
        spurious.update(label for _, _, label in found - wanted)
        missed.update(label for _, _, label in wanted - found)
    labels = sorted({*right, *spurious, *missed})
    scores = {label: Score(right[label], spurious[label], missed[label]) for label in labels}
    total = Score(sum(right.values()), sum(spurious.values()), sum(missed.values()))
    return {"all": total, **scores}
