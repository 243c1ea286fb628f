"""A word table of nusaner's word clusters, for those who have no raw text."""

from __future__ import annotations

import numpy as np

from nusaner.ner import clusters
from nusaner.ner.words import WordTable
from nusaner.storage import bundled
from nusaner.training.vectors import cluster_vectors
from nusaner.training.words import gram_vectors

#: All words are taken for equally frequent: the clusters do not tell.
_COUNT = 400


def cluster_table(seed: int = 1) -> WordTable:
    """Vectors and classes of the words of `models/shared/clusters.npz`.

    It lacks what only raw text tells, the usual capitals of words and how they are spread over lists of
    names; `nusaner.training.words.train_words` makes a table that has these.

    Args:
        seed: Seed of the vectors; see `nusaner.training.vectors.cluster_vectors`.
    """
    known = clusters.from_bytes((bundled("models") / "shared" / "clusters.npz").read_bytes())
    words, vectors = cluster_vectors(seed)
    rows, scales = gram_vectors(words, vectors, np.full(len(words), _COUNT))
    columns = np.array(list(known.values()), dtype=np.uint16) + 1
    whole = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    names = tuple(f"cluster{level}" for level in range(columns.shape[1]))
    return WordTable(tuple(words), whole, rows, scales, columns, names)
