"""The division of articles into train, dev and test.

It depends on the article alone, so that adding articles moves no other: the first byte of the
SHA-256 of the article's group decides. A group is a contrast set, or the article itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any, Protocol


class Grouped(Protocol):
    """What a split needs to know of an article."""

    @property
    def id(self) -> str:
        """Its name."""

    @property
    def meta(self) -> Any:
        """Its front matter, of which `contrast_set` counts."""


def assign_splits(articles: Iterable[Grouped]) -> dict[str, str]:
    """The split of each article, by id: about 80 % train, 10 % dev, 10 % test."""
    return {article.id: split_of(group_of(article)) for article in articles}


def group_of(article: Grouped) -> str:
    """What must not be divided: the contrast set of an article, or the article itself."""
    return str(article.meta.get("contrast_set") or article.id)


def split_of(group: str) -> str:
    """The split of a group.

    Example:
        >>> split_of("wire-aghdam-2020") in {"train", "dev", "test"}
        True
    """
    position = hashlib.sha256(group.encode()).digest()[0]
    if position < 26:
        return "test"
    return "dev" if position < 52 else "train"
