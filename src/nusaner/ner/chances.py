"""How probable a span is, from the marginal probabilities of its words' tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from nusaner.ner.scheme import Span

#: The probability of a tag at a word.
Marginal = Callable[[str, int], float]


def chance(span: Span, marginal: Marginal, length: int) -> float:
    """The lowest probability among what the span says of tags: begun, gone on with, and ended.

    That is an upper bound of the probability of the span, which would need those of all steps.

    Args:
        span: (first word, word behind the last, label).
        marginal: Probability of a tag at a word.
        length: Number of words of the sentence.

    Example:
        >>> table = {("B-LOC", 0): 0.9, ("I-LOC", 1): 0.7, ("I-LOC", 2): 0.4}
        >>> def marginal(tag, word):
        ...     return table[tag, word]
        >>> chance((0, 2, "LOC"), marginal, 3)
        0.6
    """
    start, end, label = span
    said = [marginal(f"B-{label}", start), *(marginal(f"I-{label}", i) for i in range(start + 1, end))]
    if end < length:
        said.append(1 - marginal(f"I-{label}", end))
    return min(said)


class Posterior:
    """The marginal probabilities of all tags of a sentence.

    Args:
        tags: The tags in the order of the columns; those that are not among them are improbable.
        table: Of shape (words, tags).
    """

    def __init__(self, tags: Sequence[str], table: npt.NDArray[np.floating]) -> None:
        self._columns = {tag: i for i, tag in enumerate(tags)}
        self._table = table

    def __call__(self, tag: str, word: int) -> float:
        """The probability of a tag at a word."""
        column = self._columns.get(tag)
        return 0.0 if column is None else float(self._table[word, column])
