"""Joined names: Turki-Azerbaijan is two mentions (guidelines, decision 8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nusaner.ner.features import FeatureExtractor
from nusaner.ner.gazetteer import Gazetteer
from nusaner.ner.scheme import Span

_JOINTS = frozenset("-–/")


def parted(words: Sequence[str], spans: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Part joined names.

    A span is parted at a hyphen or slash if the gazetteer knows both sides by its label, and not the
    whole, as it knows Nagorno-Karabakh.

    Example:
        >>> known = Gazetteer({"turki": "GPE", "azerbaijan": "GPE"})
        >>> list(parted(["Turki", "-", "Azerbaijan"], [(0, 3, "GPE")], known))
        [(0, 1, 'GPE'), (2, 3, 'GPE')]
    """
    for start, end, label in spans:
        joints = [i for i in range(start + 1, end - 1) if words[i] in _JOINTS]
        if len(joints) == 1 and not _knows(gazetteer, words[start:end], label):
            (joint,) = joints
            if _knows(gazetteer, words[start:joint], label) and _knows(gazetteer, words[joint + 1 : end], label):
                yield start, joint, label
                yield joint + 1, end, label
                continue
        yield start, end, label


def _knows(gazetteer: Gazetteer, words: Sequence[str], label: str) -> bool:
    keys = (FeatureExtractor.key(word) for word in words)
    known = gazetteer.names.get(" ".join(key for key in keys if key), "")
    return label in known.split("/")
