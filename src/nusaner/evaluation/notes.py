"""What a reader of the figures has to know; nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nusaner.evaluation.labels import LabelMap
from nusaner.evaluation.pairs import Pair, repeated_ids
from nusaner.types import Annotated

#: With fewer documents, percentile intervals are known to be too narrow.
_FEW_DOCUMENTS = 20
_LONG_TEXT = 200
_TAIL_MENTIONS = 5
_TAIL_SHARE = 0.3


def notes_on(
    gold: Sequence[Annotated],
    predicted: Sequence[Annotated],
    pairs: Sequence[Pair],
    labels: LabelMap,
    draws: int,
) -> Iterator[str]:
    """Sentences about the data.

    Args:
        gold, predicted: Documents as they were read.
        pairs: The same together, under the label map.
        labels: The label map.
        draws: Number of bootstrap draws.
    """
    before_gold = {m.label for document in gold for m in document.mentions}
    before_found = {m.label for document in predicted for m in document.mentions}
    if dropped := labels.dropped(before_gold | before_found):
        number = sum(m.label in dropped for document in gold for m in document.mentions)
        others = sum(m.label in dropped for document in predicted for m in document.mentions)
        yield f"The label map drops {_told(dropped)} ({number} gold spans, {others} predictions)."
    if unmapped := labels.unmapped(before_gold | before_found):
        yield f"The label map does not name {_told(unmapped)}; they stay as they are."
    wanted = {m.label for pair in pairs for m in pair.gold}
    found = {m.label for pair in pairs for m in pair.predicted}
    if wanted and found and not wanted & found:
        yield (
            f"Gold ({_told(sorted(wanted))}) and predictions ({_told(sorted(found))}) share no label; "
            "a label map brings two schemes together (labels='per-org-loc', 'GPE=LOC,...')."
        )
    elif found - wanted:
        yield (
            f"Predicted but never in gold: {_told(sorted(found - wanted))}; their predictions count as spurious, "
            "and in the macro mean with an F1 of 0."
        )
    if names := repeated_ids(gold):
        yield f"{len(names)} names stand for more than one document ({_told(names)}); the order of the files decided."
    if draws and len(pairs) == 1:
        yield "There is one document, so nothing can be drawn: no intervals and no p-values."
    elif draws and len(pairs) < _FEW_DOCUMENTS:
        yield f"Intervals drawn from {len(pairs)} documents are too narrow; take them as a lower bound of the doubt."
    if cut := [pair.id for pair in pairs if _looks_cut(pair)]:
        yield (
            f"Nothing is predicted behind the middle of {len(cut)} long documents that hold gold spans there "
            f"({_told(cut)}); does the system cut texts off? The slice 'position' shows it."
        )
    if doubled := sum(len(pair.gold) - len({(m.start, m.end, m.label) for m in pair.gold}) for pair in pairs):
        yield f"{doubled} gold spans stand there twice and count once."


def _told(names: Sequence[str], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _looks_cut(pair: Pair) -> bool:
    if len(pair.text.split()) < _LONG_TEXT or not pair.predicted:
        return False
    last = max(m.end for m in pair.predicted)
    tail = sum(m.start >= last for m in pair.gold)
    return tail >= _TAIL_MENTIONS and last <= (1 - _TAIL_SHARE) * len(pair.text)
