"""How a plain text judges a marked target: counts of judging words, for texts that no pipeline has read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np

from nusaner import lexicon

_CLITIC = re.compile(r"(?<=\w{4})(?:nya|lah|kah|pun|ku|mu)$")
_PREFIX = re.compile(r"^(?:di|ter|ber|se|ke|me(?:ng|ny|m|n)?|pe(?:ng|ny|m|n)?)(?=\w{4})")
_NEGATIONS = frozenset({"tidak", "tak", "bukan", "jangan", "belum", "tanpa", "enggak", "nggak", "gak", "ga"})
#: Which classes of judgement speak for whom they are said of, and which against.
_VALUES = {"praise": 1, "help": 1, "right": 1, "blame": -1, "harm": -1, "wrong": -1}
_NEAR = 5
_NEGATED_WITHIN = 3


def judgement_counts(sentences: Sequence[Sequence[str]], mark: str) -> np.ndarray:
    """Judging words of a text, damped by its length.

    Args:
        sentences: Words in lower case; the target is `mark`.
        mark: What stands for the target.

    Returns:
        One count for each class of the table `judgements`, and how far the judging words speak for the target: in all
        sentences, in those that name it, and near its name.

    Example:
        >>> praise = judgement_counts([["@s", "sungguh", "jujur"]], "@s")
        >>> praise[-3:].tolist() == (-judgement_counts([["@s", "tidak", "jujur"]], "@s")[-3:]).tolist()
        True
    """
    classes = list(dict.fromkeys(row[1] for row in lexicon.load("judgements")))
    found = np.zeros(len(classes) + 3)
    for words in sentences:
        places = [k for k, word in enumerate(words) if word == mark]
        for k, word in enumerate(words):
            name = judgement(word)
            if not name:
                continue
            found[classes.index(name)] += 1
            value = _VALUES.get(name, 0)
            if not _NEGATIONS.isdisjoint(words[max(0, k - _NEGATED_WITHIN) : k]):
                value = -value
            found[-3] += value
            found[-2] += value * bool(places)
            found[-1] += value * any(abs(k - place) <= _NEAR for place in places)
    length = max(1, sum(len(words) for words in sentences))
    damped: np.ndarray = np.sign(found) * np.sqrt(np.abs(found) / np.sqrt(length))
    return damped


@cache
def judgement(word: str) -> str:
    """The class of a judging word, whatever its affixes; "" for any other word.

    Example:
        >>> judgement("kekejiannya"), judgement("meja")
        ('blame', '')
    """
    known = lexicon.pairs("judgements")
    return next((known[form] for form in _forms(word) if form in known), "")


def _forms(word: str) -> Iterator[str]:
    yield word
    bare = _CLITIC.sub("", word)
    yield bare
    yield _PREFIX.sub("", bare)
