"""What the readers say of encoded texts, and how it becomes the rows that the last layer reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse

from nusaner.stance import stack
from nusaner.stance.encode import Encoded
from nusaner.stance.grid import Ints
from nusaner.stance.roles import Viewpoint
from nusaner.types import STANCES

#: What of the sentence before counts when one sentence's lean is read.
_BEFORE = 0.3
#: Counts of slanted sentences are spread so far before the logarithm is taken of them.
FOCUS = 2.0
#: Stances toward a target and its opponent, as one label.
STATES = tuple(f"{own}/{other}" for own in STANCES for other in STANCES)
_MIRROR = {"azerbaijan": "armenia", "armenia": "azerbaijan"}


@dataclass(frozen=True, slots=True)
class Said:
    """Scores of the readers.

    Attributes:
        slant: How far each sentence takes a side, whichever, of shape (rows,).
        single: FAVOR, AGAINST and NONE of each sentence by itself, of shape (rows, 3).
        focus: The same of each text, slanted sentences counting most, of shape (copies, 3).
        lean: How far a text leans toward the target against its opponent, of shape (copies,).
        sentence_lean: The same of each sentence, of shape (rows,).
    """

    slant: np.ndarray
    single: np.ndarray
    focus: np.ndarray
    lean: np.ndarray
    sentence_lean: np.ndarray


def with_mirrors(views: Sequence[Viewpoint]) -> list[Viewpoint]:
    """The viewpoints, and those of their opponents in the conflict, each once."""
    mirrors = [Viewpoint(_MIRROR[view.target]) for view in views if view.target in _MIRROR]
    return list(dict.fromkeys([*views, *mirrors]))


def mirrors_of(encoded: Encoded) -> Ints:
    """For each copy that of the same text from the opponent's viewpoint, -1 if there is none."""
    known = {copy: k for k, copy in enumerate(encoded.copies)}
    return np.array(
        [known.get((text, Viewpoint(_MIRROR.get(view.target, "-"))), -1) for text, view in encoded.copies],
        dtype=np.int64,
    )


def text_counts(encoded: Encoded, weights: np.ndarray) -> sparse.csr_matrix:
    """Counts of each copy, of shape (copies, WIDTH).

    Args:
        encoded: The texts.
        weights: What each row counts, of shape (rows,).
    """
    shape = (len(encoded.copies), len(weights))
    rows = np.arange(len(weights))
    return sparse.csr_matrix((weights.astype(np.float32), rows, encoded.bounds), shape=shape) @ encoded.counts


def damped(counts: sparse.csr_matrix, factor: float = 1.0) -> sparse.csr_matrix:
    """Counts, which may be negative, on a logarithmic scale."""
    data = np.sign(counts.data) * np.log1p(factor * np.abs(counts.data))
    return sparse.csr_matrix((data, counts.indices, counts.indptr), shape=counts.shape)


def lean_pairs(encoded: Encoded) -> Ints:
    """The copies of each text from Azerbaijan's viewpoint and from Armenia's, of shape (texts with both, 2)."""
    mirrors = mirrors_of(encoded)
    return np.array(
        [(k, mirrors[k]) for k, (_, view) in enumerate(encoded.copies) if view.sign > 0 and mirrors[k] >= 0],
        dtype=np.int64,
    ).reshape(-1, 2)


def sentence_differences(encoded: Encoded, pairs: Ints) -> sparse.csr_matrix:
    """What each sentence says from one viewpoint and not from the other, with a little of the one before.

    Returns:
        Signed counts on a logarithmic scale, of shape (rows of the pairs' first copies, WIDTH).
    """
    ours, theirs = (_rows(encoded, pairs[:, side]) for side in (0, 1))
    differences = encoded.counts[ours] - encoded.counts[theirs]
    n = len(ours)
    here = np.arange(n)
    following = here[~np.isin(ours, encoded.bounds[pairs[:, 0]])]
    weights = np.concatenate([np.ones(n), np.full(len(following), _BEFORE)]).astype(np.float32)
    where = (np.concatenate([here, following]), np.concatenate([here, following - 1]))
    return damped((sparse.csr_matrix((weights, where), shape=(n, n)) @ differences).tocsr())


def spread(encoded: Encoded, pairs: Ints, texts: np.ndarray, sentences: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Leans of pairs as those of copies and rows: with the sign of the target, 0 for targets without opponent."""
    copies = np.zeros(len(encoded.copies))
    rows = np.zeros(len(encoded.sentences))
    for side, sign in ((0, 1.0), (1, -1.0)):
        copies[pairs[:, side]] = sign * texts
        rows[_rows(encoded, pairs[:, side])] = sign * sentences
    return copies, rows


def text_inputs(encoded: Encoded, said: Said) -> np.ndarray:
    """What the last layer reads for texts, of shape (copies, columns)."""
    return stack.text_rows(
        encoded.bounds,
        mirrors_of(encoded),
        focus=said.focus,
        single=said.single,
        lean=said.lean,
        slant=said.slant,
        named=encoded.named,
        places=encoded.places,
        manners=encoded.manners,
    )


def join_states(mirrors: Ints, paired: np.ndarray, alone: np.ndarray) -> np.ndarray:
    """Probabilities of each copy; target and opponent are judged together, from both their viewpoints.

    Args:
        mirrors: The opponent's copy of each, -1 if there is none; of shape (copies,).
        paired: Probabilities of `STATES`, of shape (copies, 9).
        alone: Probabilities of `STANCES`, for copies without opponent, of shape (copies, 3).
    """
    states = paired.reshape(-1, len(STANCES), len(STANCES))
    both = (states.sum(axis=2) + states.sum(axis=1)[mirrors]) / 2
    return np.where(mirrors[:, None] >= 0, both, alone)


def sentence_inputs(encoded: Encoded, said: Said, texts: np.ndarray) -> np.ndarray:
    """What the last layer reads for sentences, of shape (rows, columns).

    Args:
        encoded: The texts.
        said: Scores of the readers.
        texts: Probabilities of the copies, of shape (copies, 3).
    """
    return stack.sentence_rows(
        encoded.bounds,
        mirrors_of(encoded),
        texts=texts,
        single=said.single,
        lean=said.sentence_lean,
        slant=said.slant,
        named=encoded.named,
        quoted=encoded.quoted,
    )


def _rows(encoded: Encoded, copies: Ints) -> Ints:
    parts = [np.arange(encoded.bounds[k], encoded.bounds[k + 1]) for k in copies]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.int64)
