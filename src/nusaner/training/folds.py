"""Folds of the training articles; a contrast set is never divided."""

from __future__ import annotations

import hashlib

from nusaner.corpus import Article
from nusaner.corpus.split import group_of


def fold_of(article: Article, folds: int, *, byte: int) -> int:
    """The fold of an article: by the hash of its group, whatever other articles there are.

    Args:
        article: The article.
        folds: Number of folds.
        byte: Which byte of the hash decides; another for each part that is trained, so that their
            folds are independent. The first one decides the split.
    """
    return hashlib.sha256(group_of(article).encode()).digest()[byte] % folds
