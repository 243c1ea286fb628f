"""The trained finder of quotations: from the words of a paragraph to spans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat

import pycrfsuite

from nusaner.quotes.candidates import Candidate, best, candidates
from nusaner.quotes.features import features
from nusaner.quotes.layout import Turn
from nusaner.quotes.spans import SpanReader
from nusaner.quotes.words import Word, pieces, quoted

#: A longer paragraph is read in pieces, so that memory stays bounded on any text.
LONGEST = 600
#: Where the tagger is so sure that nothing is said, no candidates are weighed.
_SURE = 0.99
#: The weight that each candidate has, whatever it looks like.
ALWAYS = "always"


class QuoteTagger:
    """A CRFsuite model with the tags B, I and O proposes spans, a linear model chooses among them.

    Args:
        model: Content of a CRFsuite model file.
        weights: Feature of a span -> weight; without any the tagger's own spans are taken.
    """

    def __init__(self, model: bytes, weights: Mapping[str, float] | None = None) -> None:
        self.model = model
        self.weights = dict(weights or {})
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)

    def spans(self, words: Sequence[Word], turn: Turn | None = None) -> list[tuple[int, int]]:
        """The quotations of one paragraph as (first word, word behind the last).

        Args:
            words: Its words.
            turn: Its place in an interview, None elsewhere.
        """
        found: list[tuple[int, int]] = []
        for start, end in parts(words, turn):
            piece = words[start:end]
            for first, behind in self._chosen(piece, turn):
                first, behind = _with_marks(piece, first, behind)
                found.append((first + start, behind + start))
        return found

    def _chosen(self, words: Sequence[Word], turn: Turn | None) -> list[tuple[int, int]]:
        if not self.weights:
            return list(decode(self._tagger.tag(features(words, turn))))
        tried = self.candidates(words, turn)
        reader = SpanReader(words, turn)
        scores = [self._score(reader.features(span, len(tried))) for span in tried]
        return best([(span.start, span.end) for span in tried], scores)

    def _score(self, found: Sequence[str]) -> float:
        return self.weights.get(ALWAYS, 0.0) + sum(map(self.weights.get, dict.fromkeys(found), repeat(0.0)))

    def candidates(self, words: Sequence[Word], turn: Turn | None = None) -> list[Candidate]:
        """The spans of a part of a paragraph that may be quotations.

        Args:
            words: The words of one of `parts`.
            turn: The paragraph's place in an interview, None elsewhere.
        """
        tags = self._tagger.tag(features(words, turn))
        if tags.count("O") == len(tags) and self._tagger.probability(tags) > _SURE:
            return []
        chance = self._tagger.marginal
        begin = [chance("B", i) for i in range(len(words))]
        inside = [chance("I", i) for i in range(len(words))]
        return candidates(begin, inside, list(decode(tags)))


def parts(words: Sequence[Word], turn: Turn | None = None) -> Iterator[tuple[int, int]]:
    """The parts of a paragraph that the tagger reads: in an interview all of it, else the sentences that may quote."""
    for start, end in [(0, len(words))] if turn else pieces(words):
        for offset in range(start, end, LONGEST):
            yield offset, min(end, offset + LONGEST)


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
