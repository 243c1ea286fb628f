"""What the CRF sees of each word.

All features of a word that do not depend on its place in the text are computed once and kept in a
bounded cache, for each distance from the word in focus; the features of a token are then a joining
of lists. Sources: the usual word-shape and affix features (Ratinov and Roth, 2009), clusters of
word vectors as features (Turian et al., 2010), gazetteer matches (ibid.).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from nusaner.kb import normalise
from nusaner.ner.gazetteer import Gazetteer

_CACHE_SIZE = 16_000
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(r"(.)\1+")

Features = list[str]

_NO_LETTER, _LOWER, _CAPITAL, _UPPER = range(4)


class FeatureExtractor:
    """Turns the words of a sentence into CRF features.

    Args:
        gazetteer: Known names.
        clusters: Lower-cased word -> ids of its clusters, from coarse to fine.
    """

    def __init__(self, gazetteer: Gazetteer, clusters: Mapping[str, Sequence[int]]) -> None:
        self.gazetteer = gazetteer
        self.clusters = clusters
        self._word = lru_cache(maxsize=_CACHE_SIZE)(self._describe)

    def __call__(self, words: Sequence[str], hidden: frozenset[str] = frozenset()) -> list[Features]:
        """Features of each word.

        Args:
            words: Words of one sentence, none of them blank.
            hidden: Names of the gazetteer to be treated as unknown (dropout in training).

        Returns:
            One list of feature names for each word.
        """
        casing = sentence_casing(words)
        described = [self._word(word, casing) for word in words]
        tags = self.gazetteer.match([views[5] for views in described], hidden)
        last = len(words) - 1
        rows: list[Features] = []
        for i, views in enumerate(described):
            row = [*views[0], "casing=" + casing]
            if i:
                row += described[i - 1][1]
                row.append("g-1=" + tags[i - 1])
            else:
                row.append("first")
            if i > 1:
                row += described[i - 2][3]
            if i < last:
                row += described[i + 1][2]
                row.append("g+1=" + tags[i + 1])
            else:
                row.append("last")
            if i < last - 1:
                row += described[i + 2][4]
            if tags[i]:
                row.append("g=" + tags[i])
                row.append("g,shape=" + tags[i] + views[0][1])
            rows.append(row)
        return rows

    def _describe(self, word: str, casing: str) -> tuple[Features, Features, Features, Features, Features, str]:
        """Features as the word itself, as left and right neighbour, at two words' distance; its key."""
        lower = _DIGIT.sub("0", word.lower())
        shape = word_shape(word) if casing == "mixed" else casing[0] + (word_shape(word).lower())
        clusters = self.clusters.get(lower, ())
        own = [f"w={lower}", f"shape={shape}"]
        own += [f"p{n}={lower[:n]}" for n in (1, 2, 3, 4) if len(lower) > n]
        own += [f"s{n}={lower[-n:]}" for n in (1, 2, 3, 4) if len(lower) > n]
        own += [f"c{k}={c}" for k, c in enumerate(clusters)]
        if not clusters:
            own.append("c=unknown")
        if "-" in word:
            own.append("hyphen")
        near = [f"w={lower}", f"shape={shape}", *(f"c{k}={c}" for k, c in enumerate(clusters))]
        near.append(f"s3={lower[-3:]}")
        far = [f"w={lower}", *(f"c{k}={c}" for k, c in enumerate(clusters[:2]))]
        return (
            own,
            [f"-1{f}" for f in near],
            [f"+1{f}" for f in near],
            [f"-2{f}" for f in far],
            [f"+2{f}" for f in far],
            self.key(word),
        )

    @staticmethod
    @lru_cache(maxsize=_CACHE_SIZE)
    def key(word: str) -> str:
        """The word as the gazetteer knows it; "" for the hyphen of Nagorno-Karabakh."""
        return normalise(word).replace(" ", "")


def word_shape(word: str) -> str:
    """The pattern of capitals, letters and digits, runs shortened.

    Example:
        >>> word_shape("Bayraktar"), word_shape("PBB"), word_shape("Su-25")
        ('Xx', 'X', 'Xx-d')
    """
    signs = (
        "d" if c.isdigit() else "X" if c.isupper() else "x" if c.isalpha() else c if c in "-./'" else "?" for c in word
    )
    return _RUN.sub(r"\1", "".join(signs))


def sentence_casing(words: Sequence[str]) -> str:
    """Whether capitals tell anything: "lower", "upper", "title" or "mixed" text.

    Example:
        >>> sentence_casing(["Tentara", "Armenia", "Mundur", "dari", "Shusha"])
        'title'
    """
    cases = list(map(_case, words))
    letters = len(cases) - cases.count(_NO_LETTER)
    if not letters:
        return "mixed"
    shouted = cases.count(_UPPER)
    capitals = shouted + cases.count(_CAPITAL)
    if not capitals:
        return "lower"
    if letters > 1 and shouted > 0.8 * letters:
        return "upper"
    if letters > 3 and capitals > 0.7 * letters:
        return "title"
    return "mixed"


@lru_cache(maxsize=_CACHE_SIZE)
def _case(word: str) -> int:
    """What `sentence_casing` counts of a word."""
    if not _LETTER.match(word):
        return _NO_LETTER
    return (_UPPER if word.isupper() else _CAPITAL) if word[0].isupper() else _LOWER
