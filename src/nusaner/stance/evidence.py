"""The stretches of text that moved a decision most."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
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
    units = [(i, unit, k) for k, s in enumerate(reading.sentences) for i, unit in zip(s.tokens, s.units, strict=True)]
    words = [
        (place, weight)
        for place, weight in enumerate(moved.tolist())
        if weight > 0 and _judges(units[place][1], function_words)
    ]
    floor = 0.1 * max((weight for _, weight in words), default=0.0)
    pieces: list[tuple[float, int, int]] = []
    before = -1
    for place, weight in words:
        if weight <= floor:
            continue
        token = units[place][0]
        if pieces and _joined(units[before : place + 1]):
            total, start, _ = pieces[-1]
            pieces[-1] = (total + weight, start, token)
        else:
            pieces.append((weight, token, token))
        before = place
    best = sorted(pieces, reverse=True)[:_MOST]
    return tuple(_piece(doc, start, last, weight) for weight, start, last in best)


def _joined(units: Sequence[tuple[int, Unit, int]]) -> bool:
    """Whether the first and the last of some units are one piece: near, in one sentence, and no name between."""
    (first, _, sentence), (last, _, same) = units[0], units[-1]
    return last - first <= _BRIDGE and sentence == same and not any(unit.kind for _, unit, _ in units)


def _judges(unit: Unit, function_words: frozenset[str]) -> bool:
    """Whether a unit can be a reason: who is named and how words are joined is none."""
    return not unit.kind and unit.word not in function_words


def _piece(doc: Doc, start: int, last: int, weight: float) -> Evidence:
    span = doc[start : last + 1]
    return Evidence(span.start_char, span.end_char, span.text, round(weight, 4))
