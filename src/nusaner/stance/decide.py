"""From probabilities to a label, by what each error costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nusaner.types import STANCES


@dataclass(frozen=True, slots=True)
class Costs:
    """What errors cost, where missing a stance costs 1.

    Attributes:
        false_alarm: Seeing FAVOR or AGAINST where the text holds NONE.
        wrong_side: Taking FAVOR for AGAINST, or the other way round.
    """

    false_alarm: float = 1.5
    wrong_side: float = 2.0


def decide(probabilities: Mapping[str, float], costs: Costs) -> str:
    """The label of the least expected cost (Bayes's decision rule; Elkan, 2001).

    Args:
        probabilities: Of FAVOR, AGAINST and NONE; they sum to 1.
        costs: What errors cost.

    Example:
        >>> decide({"FAVOR": 0.45, "AGAINST": 0.15, "NONE": 0.4}, Costs(false_alarm=1.5, wrong_side=2.0))
        'NONE'
    """
    favor, against, none = (probabilities[label] for label in ("FAVOR", "AGAINST", "NONE"))
    expected = {
        "NONE": favor + against,
        "FAVOR": costs.false_alarm * none + costs.wrong_side * against,
        "AGAINST": costs.false_alarm * none + costs.wrong_side * favor,
    }
    return min(expected, key=expected.__getitem__)


def decide_all(probabilities: np.ndarray, costs: Costs) -> list[str]:
    """`decide` for many at once.

    Args:
        probabilities: In the order of `STANCES`, of shape (rows, 3).
        costs: What errors cost.
    """
    favor, against, none = probabilities.T
    alarm = costs.false_alarm * none
    expected = [favor + against, alarm + costs.wrong_side * against, alarm + costs.wrong_side * favor]
    labels = ("NONE", *STANCES[:2])  # the first of equals, as in `decide`
    return [labels[k] for k in np.argmin(expected, axis=0).tolist()]
