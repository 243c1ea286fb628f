"""Folds of the training articles; a contrast set is never divided."""

from __future__ import annotations

import hashlib

from nusaner.corpus import Article


def fold_of(article: Article, folds: int) -> int:
    """The fold of an article: by the hash of its contrast set or id, whatever other articles there are.

    Args:
        article: The article.
        folds: Number of folds.
    """
    group = str(article.meta.get("contrast_set") or article.id)
    return hashlib.sha256(group.encode()).digest()[3] % folds
