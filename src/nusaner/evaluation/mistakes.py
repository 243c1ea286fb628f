"""What goes wrong: which labels are confused, where spans begin or end wrongly, what is missed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from nusaner.evaluation.matching import CLOSEST, match, unique
from nusaner.evaluation.pairs import Pair
from nusaner.types import Mention

#: The label of what is no entity.
OUTSIDE = "O"
#: The kinds of mistakes, in the order they are shown.
KINDS = ("label", "too short", "too long", "shifted", "missed", "spurious")
_CONTEXT = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """A gold span and a prediction that do not agree, or one without the other.

    Attributes:
        document: Name of the document.
        kind: One of `KINDS`; `"label"` means that both ends are right.
        gold, predicted: The spans; None where there is none.
        gold_text, predicted_text: Their surfaces, "" where there is none.
        before, after: The text on both sides of the two spans taken together.
    """

    document: str
    kind: str
    gold: Mention | None
    predicted: Mention | None
    gold_text: str
    predicted_text: str
    before: str
    after: str

    @property
    def labels(self) -> tuple[str, str]:
        """Gold and predicted label, `OUTSIDE` where there is none."""
        return (self.gold.label if self.gold else OUTSIDE, self.predicted.label if self.predicted else OUTSIDE)


def pairs_of(pair: Pair) -> Iterator[tuple[Mention | None, Mention | None]]:
    """Every gold span with the prediction closest to it, if any, and the predictions that are left."""
    matches = match(pair.gold, pair.predicted, CLOSEST)
    answered = {(m.gold.start, m.gold.end, m.gold.label): m.predicted for m in matches}
    used = {(m.predicted.start, m.predicted.end, m.predicted.label) for m in matches}
    for gold in unique(pair.gold):
        yield gold, answered.get((gold.start, gold.end, gold.label))
    for predicted in unique(pair.predicted):
        if (predicted.start, predicted.end, predicted.label) not in used:
            yield None, predicted


def confusion(pairs: Iterable[Pair]) -> Counter[tuple[str, str]]:
    """How often a gold label (first) was answered by a predicted one (second), `OUTSIDE` for none.

    Spans are taken for the same if they overlap, so a span with the right label and a wrong end
    stands on the diagonal.

    Example:
        >>> pair = Pair("a", "Baku", (Mention(0, 4, "GPE"),), (Mention(0, 4, "LOC"),))
        >>> confusion([pair])
        Counter({('GPE', 'LOC'): 1})
    """
    found: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        for gold, predicted in pairs_of(pair):
            found[(gold.label if gold else OUTSIDE, predicted.label if predicted else OUTSIDE)] += 1
    return found


def mistakes(pairs: Sequence[Pair]) -> Iterator[Mistake]:
    """All mistakes, document by document, in the order of the text."""
    for pair in pairs:
        found = [m for m in (_mistake(pair, gold, predicted) for gold, predicted in pairs_of(pair)) if m]
        yield from sorted(found, key=_place)


def kind_of(gold: Mention | None, predicted: Mention | None) -> str:
    """The kind of a mistake, or "" if both agree.

    Example:
        >>> kind_of(Mention(0, 16, "LOC"), Mention(0, 7, "LOC"))
        'too short'
    """
    if gold is None:
        return "spurious"
    if predicted is None:
        return "missed"
    if (gold.start, gold.end) == (predicted.start, predicted.end):
        return "" if gold.label == predicted.label else "label"
    if gold.start <= predicted.start and predicted.end <= gold.end:
        return "too short"
    if predicted.start <= gold.start and gold.end <= predicted.end:
        return "too long"
    return "shifted"


def _mistake(pair: Pair, gold: Mention | None, predicted: Mention | None) -> Mistake | None:
    kind = kind_of(gold, predicted)
    if not kind:
        return None
    spans = [span for span in (gold, predicted) if span]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return Mistake(
        pair.id,
        kind,
        gold,
        predicted,
        pair.text[gold.start : gold.end] if gold else "",
        pair.text[predicted.start : predicted.end] if predicted else "",
        pair.text[max(0, start - _CONTEXT) : start],
        pair.text[end : end + _CONTEXT],
    )


def _place(mistake: Mistake) -> tuple[int, int]:
    spans = [span for span in (mistake.gold, mistake.predicted) if span]
    return min(s.start for s in spans), max(s.end for s in spans)
