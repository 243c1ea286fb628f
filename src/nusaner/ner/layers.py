"""Entities from several sources, merged by one written priority.

1. **user**: names that the user added (`EntityRecognizer.add_names`), the longest match.
2. **model**: spans of the CRF. Where it marks a joined name (Turki-Azerbaijan) both of whose sides the
   gazetteer knows, the bounds are those of the rule that parts joined names, and the source is **rule**.
   A single word that is an address of an outlet (Kompas.com) is an ORG, also where the model sees no name:
   source **rule**.
3. **gazetteer**: a name of the knowledge base in mixed-case running text that no span above touches,
   capitalised, with one possible label; a single word only if it is no frequent word of raw text
   (Kirim and Kapan are places, but rarely meant) and does not open the sentence.

A span of a higher source takes the place of every lower one that it overlaps, however long that
is; within a source the longest span wins, then the first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Sequence
from dataclasses import dataclass

from nusaner.ner.gazetteer import Gazetteer

#: A single word of the gazetteer must have so many letters: shorter ones are too often something else.
_SHORTEST = 4
_JOINTS = frozenset("-–/")
#: How outlets that are called by their address end; 286 of the 290 such words of the corpus are ORG.
_ADDRESS = re.compile(r"(?:\w[\w-]*\.)+(?:com|co|id|net|org|tv|news|info|am|az|ge|ru)", re.IGNORECASE)
_ADDRESS_SCORE = 0.98


@dataclass(frozen=True, slots=True)
class Sourced:
    """An entity among the words of a sentence.

    Attributes:
        start, end: Words, half-open.
        label: Its label.
        score: Its probability.
        source: One of `nusaner.types.SOURCES`.
        kb_id: Its record if the user named one, else "".
    """

    start: int
    end: int
    label: str
    score: float
    source: str
    kb_id: str = ""


def merge(layers: Iterable[Sequence[Sourced]]) -> list[Sourced]:
    """The spans that remain, in order of the text.

    Args:
        layers: Spans of each source, the highest priority first.

    Example:
        >>> model = [Sourced(0, 3, "ORG", 0.9, "model")]
        >>> [s.source for s in merge([[Sourced(1, 2, "GPE", 1.0, "user")], model])]
        ['user']
    """
    kept: list[Sourced] = []
    taken: set[int] = set()
    for layer in layers:
        for span in sorted(layer, key=_by_length):
            if taken.isdisjoint(range(span.start, span.end)):
                taken.update(range(span.start, span.end))
                kept.append(span)
    return sorted(kept, key=_by_start)


def _by_length(span: Sourced) -> tuple[int, int]:
    return (span.start - span.end, span.start)


def _by_start(span: Sourced) -> int:
    return span.start


def capitalised(words: Sequence[str]) -> bool:
    """Whether the first and the last word of a name begin with a capital or a digit."""
    return all(word[0].isupper() or word[0].isdigit() for word in (words[0], words[-1]))


def gazetteer_spans(
    words: Sequence[str],
    keys: Sequence[str],
    gazetteer: Gazetteer,
    *,
    covered: frozenset[int],
    frequent: Container[str],
    score: float,
) -> list[Sourced]:
    """Names of the knowledge base that the model missed in a sentence of mixed case.

    Args:
        words: The words of the sentence.
        keys: The same as the gazetteer knows them.
        gazetteer: The names.
        covered: Words that belong to an entity already.
        frequent: Lower-cased words that are frequent in raw text.
        score: How often such a span is right.
    """
    found: list[Sourced] = []
    behind = 0
    for i, word in enumerate(words):
        if i >= behind and i not in covered and word[0].isupper():
            end, label = gazetteer.longest(keys, i)
            if end and _is_safe(words, i, end, label, covered) and (end - i > 1 or word.lower() not in frequent):
                found.append(Sourced(i, end, label, score, "gazetteer"))
            behind = end
    return found


def _is_safe(words: Sequence[str], start: int, end: int, label: str, covered: frozenset[int]) -> bool:
    if "/" in label or not covered.isdisjoint(range(start, end)) or not capitalised(words[start:end]):
        return False
    if end - start > 1:
        return True
    # a neighbour with a capital may be the rest of a longer name that nobody has listed
    beside = [*words[max(0, start - 1) : start], *words[end : end + 1]]
    alone = not any(word[0].isupper() for word in beside)
    return start > 0 and alone and len(words[start]) >= _SHORTEST and not words[start].isupper()


def addresses(words: Sequence[str]) -> list[Sourced]:
    """Words that are the address of an outlet.

    Example:
        >>> [s.start for s in addresses(["Lapor", "SKOR.id", ",", "pukul", "11.30"])]
        [1]
    """
    return [
        Sourced(i, i + 1, "ORG", _ADDRESS_SCORE, "rule")
        for i, word in enumerate(words)
        if "." in word and _ADDRESS.fullmatch(word)
    ]


def is_parted(words: Sequence[str], start: int, end: int, starts: Collection[int], ends: Collection[int]) -> bool:
    """Whether a span stands beside another with only a joint between them: Turki-Azerbaijan.

    Args:
        words: The words of the sentence.
        start, end: The span.
        starts, ends: Where the spans of the sentence begin and end; sets, as a line may hold very many.
    """
    behind = end + 1 in starts and words[end] in _JOINTS
    return behind or (start - 1 in ends and words[start - 1] in _JOINTS)
