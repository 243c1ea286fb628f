"""The stretches of text that moved a decision most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from spacy.attrs import SENT_START
from spacy.tokens import Doc

from nusaner import lexicon
from nusaner.stance.view import Reading, Unit
from nusaner.types import Evidence

_MOST = 5
#: Words between two pieces of evidence that are shown as one.
_BRIDGE = 2


def find_evidence(doc: Doc, reading: Reading, moved: np.ndarray) -> tuple[Evidence, ...]:
    """The words that weighed most, strongest first; names and function words weigh nothing by themselves.

    Args:
        doc: The document.
        reading: Its reading.
        moved: How far each unit moved the decision, of shape (units,).
    """
    function_words = lexicon.words("function_words")
    weights = [0.0] * len(doc)
    units = [unit for sentence in reading.sentences for unit in sentence.units]
    for unit, weight in zip(units, moved.tolist(), strict=False):
        if weight > 0 and _judges(unit, function_words):
            weights[unit.start] = weight
    return _pieces(doc, weights)


def _judges(unit: Unit, function_words: frozenset[str]) -> bool:
    """Whether a unit can be a reason: who is named and how words are joined is none."""
    return not unit.kind and unit.word not in function_words


def _pieces(doc: Doc, moved: Sequence[float]) -> tuple[Evidence, ...]:
    pieces: list[tuple[float, int, int]] = []
    starts = (doc.to_array(SENT_START) == 1).tolist()
    names = {i for ent in doc.ents for i in range(ent.start, ent.end)}
    floor = 0.1 * max(moved, default=0.0)
    for i, weight in enumerate(moved):
        if weight <= floor or weight <= 0:
            continue
        between = range(pieces[-1][2] + 1, i) if pieces else range(0)
        joined = pieces and i - pieces[-1][2] <= _BRIDGE and not any(starts[pieces[-1][2] + 1 : i + 1])
        if joined and names.isdisjoint(between):
            total, start, _ = pieces[-1]
            pieces[-1] = (total + weight, start, i)
        else:
            pieces.append((weight, i, i))
    best = sorted(pieces, reverse=True)[:_MOST]
    return tuple(_piece(doc, start, last, weight) for weight, start, last in best)


def _piece(doc: Doc, start: int, last: int, weight: float) -> Evidence:
    span = doc[start : last + 1]
    return Evidence(span.start_char, span.end_char, span.text, round(weight, 4))
