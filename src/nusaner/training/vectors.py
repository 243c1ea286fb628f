"""Word vectors for networks: of nusaner's word clusters, or from a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from nusaner.errors import FormatError, InputError
from nusaner.ner import clusters
from nusaner.storage import bundled

_DIMENSIONS = 100
#: The finer the cluster, the more it says of a word.
_WEIGHTS = (0.5, 0.7, 1.0)
#: The share that is the word's own, so that words of one cluster are not the same.
_OWN = 0.3

Words = tuple[list[str], npt.NDArray[np.float32]]


def cluster_vectors(seed: int = 1) -> Words:
    """Vectors of the words of `models/shared/clusters.npz`: words of one cluster are near each other.

    Each cluster has a random direction, and a word the weighted sum of those of its clusters, from
    coarse to fine, and of one of its own (random projection of the cluster codes; Johnson and Lindenstrauss, 1984).

    Returns:
        Words, and a matrix of shape (words, 100) with rows of length 1.
    """
    table = clusters.from_bytes((bundled("models") / "shared" / "clusters.npz").read_bytes())
    ids = np.array(list(table.values()), dtype=np.int64)
    chance = np.random.default_rng(seed)
    matrix = _OWN * chance.standard_normal((len(ids), _DIMENSIONS))
    for level, weight in zip(ids.T, _WEIGHTS, strict=True):
        matrix += weight * chance.standard_normal((int(level.max()) + 1, _DIMENSIONS))[level]
    matrix /= np.linalg.norm(matrix, axis=1, keepdims=True)
    return list(table), matrix.astype(np.float32)


def read_vectors(path: Path) -> Words:
    """Vectors of a text file, a word and its numbers on each line; a first line of two numbers is passed over.

    Raises:
        InputError: There is no such file.
        FormatError: A line has another number of numbers than those before.
    """
    if not path.is_file():
        raise InputError(f"There is no file of word vectors {str(path)!r}.")
    rows: dict[str, npt.NDArray[np.float32]] = {}
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            word, *values = line.split()
            if number == 1 and len(values) == 1:
                continue
            try:
                row = np.array(values, dtype=np.float32)
            except ValueError as error:
                raise FormatError("A line is a word and numbers.", path=path, line=number) from error
            if rows and len(row) != len(next(iter(rows.values()))):
                raise FormatError(f"The line has {len(row)} numbers, others more or fewer.", path=path, line=number)
            rows.setdefault(word.lower(), row)
    if not rows:
        raise FormatError("There are no vectors in this file.", path=path)
    return list(rows), np.stack(list(rows.values()))
