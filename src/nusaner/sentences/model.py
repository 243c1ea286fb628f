"""The weights that decide where a sentence ends, as plain numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nusaner.sentences.candidates import Usage
from nusaner.storage import bundled, read_checked

FILE = "sentences.json"
#: A word with at most this digit for capitals inside a sentence has seldom one.
_SELDOM = "2"


@dataclass(frozen=True, slots=True)
class BoundaryModel:
    """A logistic regression on the features of `nusaner.sentences.candidates`.

    Attributes:
        weights: Feature to weight; features that training did not keep weigh nothing.
        bias: Added to each sum; a sentence ends where it is above 0.
        usage: How words are used.
    """

    weights: Mapping[str, float]
    bias: float
    usage: Usage

    def ends(self, features: Iterable[str]) -> bool:
        """Whether a sentence ends, by these features."""
        weights = self.weights
        total = self.bias
        for feature in features:
            total += weights.get(feature, 0.0)
        return total > 0.0


def make_usage(words_by_code: Mapping[str, str]) -> Usage:
    """Usage from codes and the words of each, divided by blanks."""
    codes = {word: code for code, words in words_by_code.items() for word in words.split()}
    return Usage(codes, frozenset(word.capitalize() for word, code in codes.items() if "0" <= code[0] <= _SELDOM))


@cache
def load(folder: Path | None = None) -> BoundaryModel:
    """The bundled model, or that in another folder; read once.

    Raises:
        ModelError: The file is missing or damaged.
    """
    data = json.loads(read_checked(folder or bundled("models") / "shared" / "sentences", FILE))
    return BoundaryModel(data["weights"], data["bias"], make_usage(data["usage"]))
