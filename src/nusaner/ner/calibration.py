"""From the tagger's marginals to calibrated probabilities.

A linear-chain CRF's lowest marginal over a span is not the probability that the span is right: it
knows nothing of the span's other end or of how far names outside its training text differ. A
logistic model of the marginal's log-odds and of a few plain traits of the span (Platt, 1999, with
covariates) puts that right; it was fitted on predictions for articles that the tagger had not seen.
It rises with the marginal, so that the order of spans of one kind is kept.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

#: Marginals are kept this far from 0 and 1, so that their log-odds are finite.
_EDGE = 1e-6
_LONGEST = 4


@dataclass(frozen=True, slots=True)
class Traits:
    """What the calibrator sees of a predicted span.

    Attributes:
        marginal: Lowest marginal probability among the tags of the span's words, in [0, 1].
        label: The predicted label.
        words: Number of words.
        known: Whether the gazetteer holds the whole span with this label.
        casing: What capitals tell in the sentence: "mixed", "lower", "upper" or "title".
    """

    marginal: float
    label: str
    words: int
    known: bool
    casing: str


@dataclass(frozen=True, slots=True)
class Calibrator:
    """A logistic model over named features.

    Attributes:
        slope: Weight of the marginal's log-odds, above 0.
        bias: The constant.
        weights: Feature, as `features` names it, to its weight.
        gazetteer: Share of the spans that are right among those that the gazetteer adds.
    """

    slope: float = 1.0
    bias: float = 0.0
    weights: Mapping[str, float] = field(default_factory=dict)
    gazetteer: float = 0.7

    def __call__(self, traits: Traits) -> float:
        """The probability that the span's ends and label are right.

        Example:
            >>> Calibrator()(Traits(0.75, "GPE", 1, True, "mixed"))
            0.75
        """
        weight = self.weights.get
        label, words, known, casing = features(traits)
        total = self.bias + self.slope * log_odds(traits.marginal)
        total += weight(label, 0.0) + weight(words, 0.0) + weight(known, 0.0) + weight(casing, 0.0)
        return 1.0 / (1.0 + math.exp(-total))

    def to_bytes(self) -> bytes:
        """The model as JSON."""
        return json.dumps(asdict(self), sort_keys=True, indent=0).encode()

    @staticmethod
    def from_bytes(data: bytes) -> Calibrator:
        """Read what `to_bytes` gave."""
        return Calibrator(**json.loads(data))


def log_odds(probability: float) -> float:
    """log(p / (1 - p)), finite at 0 and 1."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return math.log(kept / (1 - kept))


def features(traits: Traits) -> tuple[str, str, str, str]:
    """The traits of a span that count, beside its marginal."""
    return (
        f"label={traits.label}",
        f"words={min(traits.words, _LONGEST)}",
        "known" if traits.known else "unknown",
        f"casing={traits.casing}",
    )
