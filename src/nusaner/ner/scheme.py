"""Spans as one tag for each token, and back (BIO scheme, Ramshaw and Marcus, 1995)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Span = tuple[int, int, str]
#: (first word, word behind the last, label, score)
ScoredSpan = tuple[int, int, str, float]


def encode(spans: Iterable[Span], length: int) -> list[str]:
    """BIO tags of flat spans.

    Args:
        spans: (first token, token behind the last, label); half-open.
        length: Number of tokens.

    Example:
        >>> encode([(1, 3, "LOC")], 4)
        ['O', 'B-LOC', 'I-LOC', 'O']
    """
    tags = ["O"] * length
    for start, end, label in spans:
        tags[start] = f"B-{label}"
        for i in range(start + 1, end):
            tags[i] = f"I-{label}"
    return tags


def decode(tags: Sequence[str]) -> list[Span]:
    """Spans of BIO tags; an I- that continues nothing opens a span.

    Example:
        >>> decode(["O", "B-LOC", "I-LOC", "I-GPE"])
        [(1, 3, 'LOC'), (3, 4, 'GPE')]
    """
    spans: list[Span] = []
    start, label = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        if tag == "O" and not label:
            continue
        kind, _, this = tag.partition("-")
        if label and (kind != "I" or this != label):
            spans.append((start, i, label))
            label = ""
        if kind != "O" and not label:
            start, label = i, this
    return spans
