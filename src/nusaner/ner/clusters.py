"""Clusters of word vectors: which words are used alike."""

from __future__ import annotations

import io

import numpy as np

#: Word -> cluster ids, from coarse to fine.
Clusters = dict[str, tuple[int, ...]]


def to_bytes(clusters: Clusters) -> bytes:
    """Words and their clusters as a compressed NumPy archive (no pickle).

    The archive holds `words` (UTF-8, joined by line feeds) and `ids`, uint16 of shape
    (words, levels).
    """
    words = np.frombuffer("\n".join(clusters).encode(), dtype=np.uint8)
    ids = np.array(list(clusters.values()), dtype=np.uint16)
    buffer = io.BytesIO()
    np.savez_compressed(buffer, words=words, ids=ids)
    return buffer.getvalue()


def from_bytes(data: bytes) -> Clusters:
    """Read what `to_bytes` gave."""
    with np.load(io.BytesIO(data), allow_pickle=False) as archive:
        words = archive["words"].tobytes().decode().split("\n")
        ids = archive["ids"].tolist()
    return {word: tuple(row) for word, row in zip(words, ids, strict=bool(ids))}
