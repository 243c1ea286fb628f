"""How far a probability of stance may be trusted: what came of the texts that were read alike.

In training each text is read by models that have not seen it. A probability of 0.83 is set beside all those between
0.8 and 0.9: so many of these readings held the label, and the interval of that share (Wilson, 1927) is the interval of
doubt. FAVOR and AGAINST are counted together, since exchanging the sides exchanges them.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np

from nusaner.types import STANCES

#: Intervals of probabilities that are counted together.
BINS = 10
#: Quantile of the normal distribution for 95 %.
_QUANTILE = 1.959964


class Doubt:
    """Intervals of doubt.

    Args:
        bounds: Lowest and highest share, of shape (2, `BINS`, 2): for FAVOR and AGAINST, and for NONE.

    Example:
        >>> table = Doubt(np.array([[[0.0, 1.0]] * 8 + [[0.74, 0.88], [0.91, 0.96]], [[0.0, 1.0]] * 10]))
        >>> table.interval("AGAINST", 0.83), table.interval("NONE", 0.83)
        ((0.74, 0.88), (0.0, 1.0))
    """

    def __init__(self, bounds: np.ndarray) -> None:
        self.bounds = bounds

    def interval(self, label: str, probability: float) -> tuple[float, float]:
        """The 95 % interval of the share of texts that held a label, among those read alike.

        Args:
            label: One of `STANCES`.
            probability: What the model gives it, in [0, 1].
        """
        low, high = self.bounds[int(label == "NONE"), _bins(np.array([probability]))[0]].tolist()
        return low, high

    @classmethod
    def of(cls, probabilities: np.ndarray, labels: Sequence[str], groups: Sequence[Hashable]) -> Doubt:
        """Count what came of probabilities that were given to texts unseen.

        Args:
            probabilities: Of shape (readings, 3), in the order of `STANCES`.
            labels: The gold label of each reading.
            groups: What each belongs to: readings of one text, or of one contrast set, hang together, so the width is
                that of as many as there are groups.
        """
        gold, owner = np.array(labels), np.unique(np.array(groups), return_inverse=True)[1]
        bounds = np.zeros((2, BINS, 2))
        for table, names in enumerate((("FAVOR", "AGAINST"), ("NONE",))):
            place = np.concatenate([_bins(probabilities[:, STANCES.index(name)]) for name in names])
            held = np.concatenate([gold == name for name in names])
            whose = np.tile(owner, len(names))
            for k in range(BINS):
                own = place == k
                bounds[table, k] = _wilson(held[own].mean() if own.any() else 0.0, len(set(whose[own].tolist())))
        return cls(bounds.round(4))


def _bins(probabilities: np.ndarray) -> np.ndarray:
    place: np.ndarray = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return place


def _wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's score interval of a share among `count`; (0, 1) of none."""
    if not count:
        return 0.0, 1.0
    square = _QUANTILE**2 / count
    middle = (share + square / 2) / (1 + square)
    reach = _QUANTILE * np.sqrt(share * (1 - share) / count + square / count / 4) / (1 + square)
    return max(0.0, float(middle - reach)), min(1.0, float(middle + reach))
