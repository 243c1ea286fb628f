"""The stretches of text that moved a decision most."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from nusaner.stance.features import Feature, whole_features
from nusaner.stance.model import StanceModel
from nusaner.stance.roles import Viewpoint
from nusaner.stance.view import Reading
from nusaner.types import Evidence

_MOST = 5
#: Words between two pieces of evidence that are shown as one.
_BRIDGE = 2


def find_evidence(doc: Doc, reading: Reading, model: StanceModel, view: Viewpoint, label: str) -> tuple[Evidence, ...]:
    """Where the reader of the whole text found its grounds for `label`, strongest first."""
    found: list[Feature] = []
    spans: list[tuple[int, int]] = []
    last = len(reading.sentences) - 1
    for k, sentence in enumerate(reading.sentences):
        for feature in whole_features(sentence, view, last=k == last):
            if feature[2] > feature[1] and feature[2] - feature[1] <= _BRIDGE:
                found.append(feature)
                spans.append((sentence.units[feature[1]].start, sentence.units[feature[2] - 1].end))
    moved = [0.0] * len(doc)
    for (start, end), weight in zip(spans, model.weights(found, label), strict=True):
        for i in range(start, end):
            moved[i] += weight / (end - start)
    return _pieces(doc, moved)


def _pieces(doc: Doc, moved: Sequence[float]) -> tuple[Evidence, ...]:
    pieces: list[tuple[float, int, int]] = []
    starts = [token.is_sent_start for token in doc]
    floor = 0.1 * max(moved, default=0.0)
    for i, weight in enumerate(moved):
        if weight <= floor or weight <= 0:
            continue
        if pieces and i - pieces[-1][2] <= _BRIDGE and not any(starts[pieces[-1][2] + 1 : i + 1]):
            total, start, _ = pieces[-1]
            pieces[-1] = (total + weight, start, i)
        else:
            pieces.append((weight, i, i))
    best = sorted(pieces, reverse=True)[:_MOST]
    return tuple(_piece(doc, start, last, weight) for weight, start, last in best)


def _piece(doc: Doc, start: int, last: int, weight: float) -> Evidence:
    span = doc[start : last + 1]
    return Evidence(span.start_char, span.end_char, span.text, round(weight, 4))
