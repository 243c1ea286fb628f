"""Tags of tokens and spans of tokens: IOB1, IOB2, BIOES and plain labels.

IOB1 is Ramshaw and Marcus (1995), IOB2 Tjong Kim Sang and Veenstra (1999), BIOES Ratinov and Roth (2009, there BILOU).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

Span = tuple[int, int, str]
Scheme = Literal["IOB1", "IOB2", "BIOES"]

#: BIOES, BILOU and BMEWO: L closes as E does, U and W stand alone as S does, M goes on as I does.
_KINDS = {"L": "E", "U": "S", "W": "S", "M": "I"}
_TAG = re.compile(r"(?P<kind>[BIESLUWM])-(?P<label>.+)")
OUTSIDE = frozenset({"O", "o", "_", "-"})


def decode(tags: Sequence[str]) -> list[Span]:
    """Spans of tags of any of the schemes, (first token, token behind the last, label).

    Every scheme is read by one rule: B and S open, E and S close, I goes on with a span of the same
    label and else opens one. A tag without prefix is a label, and goes on with the same.

    Example:
        >>> decode(["I-LOC", "B-LOC", "I-LOC", "O", "S-GPE", "B-ORG", "E-ORG", "Person"])
        [(0, 1, 'LOC'), (1, 3, 'LOC'), (4, 5, 'GPE'), (5, 7, 'ORG'), (7, 8, 'Person')]
    """
    spans: list[Span] = []
    start, label = 0, ""
    for k, tag in enumerate([*tags, "O"]):
        kind, this = split(tag)
        if label and (kind in "BS" or this != label):
            spans.append((start, k, label))
            label = ""
        if this and not label:
            start, label = k, this
        if this and kind in "ES":
            spans.append((start, k + 1, label))
            label = ""
    return spans


def split(tag: str) -> tuple[str, str]:
    """The kind of a tag (B, I, E, S or O) and its label, "" for O.

    Example:
        >>> split("U-PER"), split("Place"), split("O")
        (('S', 'PER'), ('I', 'Place'), ('O', ''))
    """
    if tag in OUTSIDE:
        return "O", ""
    match = _TAG.fullmatch(tag)
    if not match:
        return "I", tag
    return _KINDS.get(match["kind"], match["kind"]), match["label"]


def is_tag(text: str) -> bool:
    """Whether a text is O or a tag with a prefix."""
    return text == "O" or _TAG.fullmatch(text) is not None


def encode(spans: Iterable[Span], length: int, scheme: Scheme = "IOB2") -> list[str]:
    """Tags of flat spans.

    Args:
        spans: (first token, token behind the last, label), in order, none overlapping.
        length: Number of tokens.
        scheme: IOB1 writes B only where a span follows another of its label at once.

    Example:
        >>> encode([(0, 1, "LOC"), (1, 3, "LOC")], 4, "IOB1")
        ['I-LOC', 'B-LOC', 'I-LOC', 'O']
        >>> encode([(0, 1, "LOC"), (1, 3, "LOC")], 4, "BIOES")
        ['S-LOC', 'B-LOC', 'E-LOC', 'O']
    """
    tags = ["O"] * length
    previous: Span = (0, -1, "")
    for start, end, label in spans:
        tags[start:end] = [f"I-{label}"] * (end - start)
        if scheme != "IOB1" or (previous[1], previous[2]) == (start, label):
            tags[start] = f"B-{label}"
        if scheme == "BIOES":
            tags[end - 1] = f"S-{label}" if end - start == 1 else f"E-{label}"
        previous = (start, end, label)
    return tags
