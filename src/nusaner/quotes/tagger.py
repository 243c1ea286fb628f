"""The trained tagger of quotations: from the words of a paragraph to spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pycrfsuite

from nusaner.quotes.features import Word, features, may_quote, quoted

#: A longer paragraph is read in pieces, so that memory stays bounded on any text.
LONGEST = 600


class QuoteTagger:
    """A CRFsuite model with the tags B, I and O.

    Args:
        model: Content of a CRFsuite model file.
    """

    def __init__(self, model: bytes) -> None:
        self.model = model
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    def spans(self, words: Sequence[Word]) -> list[tuple[int, int]]:
        """The quotations of one paragraph as (first word, word behind the last)."""
        if not may_quote(words):
            return []
        found: list[tuple[int, int]] = []
        for offset in range(0, len(words), LONGEST):
            piece = words[offset : offset + LONGEST]
            tags = self._tagger.tag(features(piece))
            found += [(start + offset, end + offset) for start, end in decode(tags)]
        return [_with_marks(words, start, end) for start, end in found]


def decode(tags: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Spans of a sequence of B, I and O; an I without a B before it begins one.

    Example:
        >>> list(decode(["O", "B", "I", "O", "B"]))
        [(1, 3), (4, 5)]
    """
    start = -1
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and tag != "I":
            yield start, i
            start = -1
        if tag == "B" or (tag == "I" and start < 0):
            start = i


def _with_marks(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Take in the closing mark of a quotation that begins with its opening one."""
    if end == len(words):
        return start, end
    states = quoted([word.text for word in words[start : end + 1]])
    return (start, end + 1) if states[0] == "open" and states[-1] == "close" else (start, end)
