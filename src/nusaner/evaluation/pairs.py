"""Gold and predictions of one document, brought together whatever file they come from."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from nusaner.errors import InputError
from nusaner.evaluation.alignment import Alignment
from nusaner.types import Annotated, Mention

#: What to do with gold spans or predictions that overlap.
OVERLAPS = ("error", "longest", "keep")
_SHOWN = 3
_CONTEXT = 25


@dataclass(frozen=True, slots=True)
class Pair:
    """A text with its gold spans and a system's predictions.

    Attributes:
        id: Name of the document.
        text: The gold text, which all offsets are of.
        gold, predicted: Spans.
        scores: How sure the system is, in [0, 1], by (start, end) of the prediction.
        sentences: Offsets of the sentences, where the gold data tells them.
        meta: What else the gold data tells of the document.
    """

    id: str
    text: str
    gold: tuple[Mention, ...]
    predicted: tuple[Mention, ...]
    scores: Mapping[tuple[int, int], float] = field(default_factory=dict)
    sentences: tuple[tuple[int, int], ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)


def pair_up(gold: Sequence[Annotated], predicted: Sequence[Annotated], *, overlaps: str = "error") -> list[Pair]:
    """Bring gold documents and predictions together.

    By their ids where both sides have the same ones, each once; else by their text in the order of
    the files, so that one file may count sentences and the other documents. White space may differ.

    Args:
        gold, predicted: Documents.
        overlaps: `"error"` refuses spans of one side that overlap; `"longest"` keeps the longest,
            and of equals the leftmost; `"keep"` evaluates nested spans as they are.

    Returns:
        One pair for each gold document, in the order of `gold`.

    Raises:
        InputError: The texts differ, and the message says where; a span lies outside its text; or
            spans overlap.
    """
    if overlaps not in OVERLAPS:
        raise InputError(f"`overlaps` is one of {', '.join(OVERLAPS)}, got {overlaps!r}.")
    found: list[tuple[tuple[Mention, ...], dict[tuple[int, int], float]]] = [((), {}) for _ in gold]
    for rows, others in _groups(gold, predicted):
        moved = _move([gold[i] for i in rows], others)
        for row, mentions in zip(rows, moved, strict=True):
            found[row] = mentions
    return [
        Pair(
            document.id,
            document.text,
            _flat(document, document.mentions, "gold", overlaps),
            _flat(document, mentions, "prediction", overlaps),
            scores,
            document.sentences,
            document.meta,
        )
        for document, (mentions, scores) in zip(gold, found, strict=True)
    ]


def _groups(
    gold: Sequence[Annotated], predicted: Sequence[Annotated]
) -> Iterator[tuple[list[int], Sequence[Annotated]]]:
    """Which gold documents (by position) and which predicted ones hold the same text."""
    by_id = {document.id: document for document in predicted}
    once = len(by_id) == len(predicted) and len({document.id for document in gold}) == len(gold)
    shared = by_id.keys() & {document.id for document in gold}
    if once and len(shared) == len(gold) == len(predicted):
        for i, document in enumerate(gold):
            yield [i], [by_id[document.id]]
    elif gold or predicted:
        missing = [document.id for document in gold if document.id not in by_id]
        if once and shared and missing and len(predicted) < len(gold):
            raise InputError(
                f"The predictions lack {len(missing)} of {len(gold)} documents, the first is {missing[0]!r}; "
                f"write one entry for each document, also for those without entities."
            )
        yield list(range(len(gold))), predicted


def _move(
    gold: Sequence[Annotated], predicted: Sequence[Annotated]
) -> list[tuple[tuple[Mention, ...], dict[tuple[int, int], float]]]:
    """The predictions with offsets into the gold texts."""
    if len(gold) == len(predicted) == 1 and gold[0].text == predicted[0].text:
        return [(_inside(predicted[0]), _scores(predicted[0]))]
    gold_starts, gold_text = _joined(gold)
    starts, text = _joined(predicted)
    alignment = Alignment(text, gold_text)
    _check_same(alignment, gold, gold_starts, gold_text, text)
    moved: list[tuple[list[Mention], dict[tuple[int, int], float]]] = [([], {}) for _ in gold]
    for document, offset in zip(predicted, starts, strict=True):
        scores = _scores(document)
        for mention in _inside(document):
            span = alignment.span(offset + mention.start, offset + mention.end)
            if span is None:
                raise InputError(f"{document.id}: the prediction at {mention.start}-{mention.end} is blank.")
            row = bisect_right(gold_starts, span[0]) - 1
            start, end = span[0] - gold_starts[row], span[1] - gold_starts[row]
            if end > len(gold[row].text):
                raise InputError(
                    f"{document.id}: the prediction {document.text[mention.start : mention.end]!r} runs over the end "
                    f"of the gold document {gold[row].id!r}; predict document by document."
                )
            moved[row][0].append(Mention(start, end, mention.label, mention.kb_id))
            if (mention.start, mention.end) in scores:
                moved[row][1][(start, end)] = scores[(mention.start, mention.end)]
    return [(tuple(mentions), scores) for mentions, scores in moved]


def _joined(documents: Sequence[Annotated]) -> tuple[list[int], str]:
    starts, position = [], 0
    for document in documents:
        starts.append(position)
        position += len(document.text) + 1
    return starts, "\n".join(document.text for document in documents)


def _check_same(
    alignment: Alignment, gold: Sequence[Annotated], starts: Sequence[int], gold_text: str, text: str
) -> None:
    place = alignment.difference()
    if place is None:
        return
    there, here = place
    row = max(0, bisect_right(starts, here) - 1)
    name = gold[row].id if gold else "(no document)"
    raise InputError(
        f"The texts of gold and predictions differ in the gold document {name!r} at character "
        f"{here - (starts[row] if starts else 0)}: gold has {_around(gold_text, here)}, the predictions have "
        f"{_around(text, there)}. Only white space may differ; predict on the gold texts, in their order."
    )


def _around(text: str, place: int) -> str:
    return repr(" ".join(text[place : place + _CONTEXT].split()) or "(the end)")


def _scores(document: Annotated) -> dict[tuple[int, int], float]:
    """Scores that a reader or a system put beside the mentions, in their order."""
    scores = document.meta.get("scores")
    if not isinstance(scores, Sequence) or len(scores) != len(document.mentions):
        return {}
    rows = zip(document.mentions, scores, strict=True)
    return {(m.start, m.end): float(score) for m, score in rows if score is not None}


def _inside(document: Annotated) -> tuple[Mention, ...]:
    for mention in document.mentions:
        if not 0 <= mention.start < mention.end <= len(document.text):
            raise InputError(
                f"{document.id}: the span {mention.start}-{mention.end} ({mention.label}) does not lie in the text of "
                f"{len(document.text)} characters; offsets are characters, half-open."
            )
    return document.mentions


def _flat(document: Annotated, mentions: Iterable[Mention], side: str, overlaps: str) -> tuple[Mention, ...]:
    spans = sorted(mentions, key=_order)
    if side == "gold":
        _inside(document)
    if overlaps == "keep":
        return tuple(spans)
    if overlaps == "longest":
        return _longest(spans)
    clashes = [(a, b) for a, b in pairwise(spans) if b.start < a.end and _order(a) != _order(b)]
    if clashes:
        told = "; ".join(
            f"{document.text[a.start : a.end]!r} ({a.label}, {a.start}-{a.end}) and "
            f"{document.text[b.start : b.end]!r} ({b.label}, {b.start}-{b.end})"
            for a, b in clashes[:_SHOWN]
        )
        raise InputError(
            f"{document.id}: {len(clashes)} {side} spans overlap another: {told}. Mend them, or choose a rule: "
            f"overlaps='longest' keeps the longest, overlaps='keep' evaluates nested spans as they are."
        )
    return tuple(spans)


def _order(mention: Mention) -> tuple[int, int, str]:
    return (mention.start, mention.end, mention.label)


def _longest(spans: Iterable[Mention]) -> tuple[Mention, ...]:
    """The rule of spaCy's `filter_spans`: the longest first, of equals the leftmost."""
    kept: list[Mention] = []
    for span in sorted(spans, key=_by_length):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return tuple(sorted(kept, key=_order))


def _by_length(mention: Mention) -> tuple[int, int, str]:
    return (mention.start - mention.end, mention.start, mention.label)


def repeated_ids(documents: Iterable[Annotated]) -> tuple[str, ...]:
    """Names that more than one document has."""
    return tuple(sorted(name for name, n in Counter(d.id for d in documents).items() if n > 1))
