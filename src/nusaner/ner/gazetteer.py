"""Longest matches of known names in a sequence of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from nusaner.kb import normalise

_END = ""


class Gazetteer:
    """A trie of normalised words with the labels of each name.

    Args:
        names: (words of the name, normalised and joined by a blank; labels it may have).

    Example:
        >>> Gazetteer({"laut kaspia": "LOC"}).match(["di", "laut", "kaspia"])
        ['', 'B-LOC', 'I-LOC']
    """

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = dict(names)
        self._trie: dict[str, Any] = {}
        for name, labels in self.names.items():
            node = self._trie
            for word in name.split(" "):
                node = node.setdefault(word, {})
            node[_END] = labels

    def match(self, words: Sequence[str], hidden: frozenset[str] = frozenset()) -> list[str]:
        """For each word "" or the tag of the longest name that covers it.

        Args:
            words: Normalised words; "" for a sign that names may bridge, as the hyphen of
                Nagorno-Karabakh.
            hidden: Names that are treated as unknown.
        """
        tags = [""] * len(words)
        for start, end, labels in self._spans(words, hidden):
            tags[start] = f"B-{labels}"
            tags[start + 1 : end] = [f"I-{labels}"] * (end - start - 1)
        return tags

    def found(self, words: Sequence[str]) -> list[str]:
        """The names that `match` would find, in order."""
        return [self._name(words, start, end) for start, end, _ in self._spans(words, frozenset())]

    def longest(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """The end of the longest name that starts at a word, and its labels; (0, "") if none does."""
        return self._longest(words, start, frozenset())

    def _spans(self, words: Sequence[str], hidden: frozenset[str]) -> Iterator[tuple[int, int, str]]:
        behind = 0
        for i in [i for i, word in enumerate(words) if word in self._trie]:
            if i >= behind:
                end, labels = self._longest(words, i, hidden)
                if end:
                    yield i, end, labels
                    behind = end

    def _longest(self, words: Sequence[str], start: int, hidden: frozenset[str]) -> tuple[int, str]:
        node = self._trie.get(words[start])
        end, labels = 0, ""
        i = start
        while node is not None:
            i += 1
            found = node.get(_END)
            if found is not None and (not hidden or self._name(words, start, i) not in hidden):
                end, labels = i, str(found)
            while i < len(words) and not words[i]:
                i += 1
            node = node.get(words[i]) if i < len(words) else None
        return end, labels

    @staticmethod
    def _name(words: Sequence[str], start: int, end: int) -> str:
        return " ".join(word for word in words[start:end] if word)


def build_names(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names for a `Gazetteer` from (surface form, label) pairs.

    A name with several labels gets them all, sorted and joined by "/". A name with a hyphen is
    there as two words (Nagorno-Karabakh) and as one (Su-25), as the tokenizer may have it.
    """
    labels: dict[str, set[str]] = {}
    for surface, label in pairs:
        for key in {normalise(surface), normalise(surface.replace("-", ""))}:
            if len(key) > 1:
                labels.setdefault(key, set()).add(label)
    return {key: "/".join(sorted(found)) for key, found in sorted(labels.items())}
