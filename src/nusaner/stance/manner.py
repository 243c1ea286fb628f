"""How a text speaks, whatever it says and of whom: what tells an address or a column from a report."""

from __future__ import annotations

import numpy as np

from nusaner.stance.attributes import checksum
from nusaner.stance.grid import Codes, Flags, Grid

_FIRST_PERSON = ("aku", "gue", "gw", "kami", "kita", "saya")
_WE = np.array([checksum(word) for word in _FIRST_PERSON], dtype=np.uint64)
_CALL, _QUESTION = checksum("!"), checksum("?")


def manners(grid: Grid) -> np.ndarray:
    """How each text speaks.

    Args:
        grid: Texts of at least one sentence.

    Returns:
        An array of shape (texts, 6): the shares of units in quotation marks and in attributed sentences, exclamation
        and question marks for a sentence, how often the text's own voice says 'we' or 'I', and the share of names.
    """
    texts = int(grid.text[-1]) + 1
    owner = grid.text[grid.sentence]
    sentences = np.bincount(grid.text, minlength=texts)
    units = np.maximum(1, np.bincount(owner, minlength=texts))

    def count(chosen: Flags) -> np.ndarray:
        found: np.ndarray = np.bincount(owner[chosen], minlength=texts)
        return found

    speaking = (grid.voice == 0) & np.isin(grid.word, _WE)
    columns = [
        count(grid.voice == 1) / units,
        count(grid.voice == 2) / units,
        count(_is(grid.word, _CALL)) / sentences,
        count(_is(grid.word, _QUESTION)) / sentences,
        count(speaking) / np.sqrt(units),
        count(grid.entity) / units,
    ]
    return np.column_stack(columns)


def _is(words: Codes, code: int) -> Flags:
    found: Flags = words == np.uint64(code)
    return found
