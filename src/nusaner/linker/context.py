"""What a document says of the records that it may name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from nusaner.kb import KnowledgeBase, Record, normalise
from nusaner.linker.options import Features, Option, Priors
from nusaner.types import NIL

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
#: Words this near a mention (characters) are its neighbours.
_NEAR = 70
#: A full name so near before a short one (characters) is surely in the reader's mind.
_RECENT = 400
#: So many of the strongest ties to other records count.
_TIES = 5
#: An opening of descriptions that so many records share is a type noun: kota, negara bagian.
_TYPE_NOUN = 4
_NAMES_KEPT = 4_000


class TypeNouns:
    """The nouns by which the knowledge base begins its descriptions: kota, sungai, presiden.

    Args:
        kb: The records.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb

    @cached_property
    def _heads(self) -> frozenset[str]:
        heads: Counter[str] = Counter()
        for description in self._kb.descriptions():
            words = description.lower().split()
            heads.update({" ".join(words[:n]) for n in (1, 2)})
        return frozenset(head for head, count in heads.items() if count >= _TYPE_NOUN)

    def before(self, text: str, start: int) -> str:
        """The type noun that stands directly before a mention, the longest; "" if none does."""
        words = text[max(0, start - 30) : start].lower().split()
        for n in (2, 1):
            noun = " ".join(words[-n:])
            if len(words) >= n and noun in self._heads:
                return noun
        return ""


class Context:
    """One document as evidence.

    Args:
        text: The document.
        sure: Records that it names by spellings of theirs alone.
        kb: The records.
        priors: What the training corpus says.
        names: Normalised words of all mentions of people; read only if they are wanted.
    """

    def __init__(
        self,
        text: str,
        sure: frozenset[str],
        kb: KnowledgeBase,
        priors: Priors,
        names: Iterable[str],
    ) -> None:
        self._text = text
        self._sure = sure
        self._kb = kb
        self._priors = priors
        self._given_names = names
        self._known: dict[str, Features] = {}

    @cached_property
    def _lowered(self) -> str:
        return self._text.lower()

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._given_names)

    @cached_property
    def _years(self) -> list[int]:
        return [int(year) for year in _YEAR.findall(self._text)]

    @cached_property
    def _records(self) -> list[Record]:
        return [self._kb[i] for i in self._sure]

    @cached_property
    def _countries(self) -> Counter[str]:
        return Counter([record.country for record in self._records if record.country])

    @cached_property
    def _parents(self) -> frozenset[str]:
        return frozenset([record.parent for record in self._records])

    def of_record(self, option: Option) -> Features:
        """What the whole document says of a record, wherever the mention stands."""
        record = option.record
        known = self._known.get(record.id)
        if known is not None:
            return known
        features: Features = {}
        others = len(self._sure) - (record.id in self._sure)
        if record.id in self._sure:
            features["named"] = 1.0
        if record.parent and record.parent in self._sure:
            features["parent named"] = 1.0
        if record.id in self._parents:
            features["child named"] = 1.0
        if record.country and others:
            share = (self._countries[record.country] - (record.id in self._sure)) / others
            features["country"] = share
            features["stranger"] = float(share == 0)
        ties = self._priors.pairs.get(record.id, {})
        if ties and others:
            strongest = sorted([ties[i] for i in self._sure if i in ties and i != record.id], reverse=True)[:_TIES]
            features["ties"] = sum(strongest) / _TIES
        if option.words:
            lowered = self._lowered
            features["told"] = sum([word in lowered for word in option.words]) / len(option.words)
        if record.type == "PERSON":
            rest = _parts(record.name)
            features["whole name"] = float(len(rest) > 1 and self._names.issuperset(rest))
        if record.years[0] and self._years:
            first, last = record.years
            inside = sum([first - 1 <= year <= last + 1 for year in self._years]) / len(self._years)
            features["in office"] = inside
            features["not in office"] = float(inside == 0)
        self._known[record.id] = features
        return features

    def near(self, start: int, end: int) -> str:
        """The text round a mention, lower-cased."""
        return self._text[max(0, start - _NEAR) : start].lower() + " " + self._text[end : end + _NEAR].lower()


@dataclass(frozen=True, slots=True)
class Antecedent:
    """The full name that a short one may take up.

    Attributes:
        id: Its record, or `NIL`.
        where: "near" before the mention, "before" it at all, or only "behind" it.
        alone: Whether the document has no other full name that the short one may take up.
    """

    id: str
    where: str
    alone: bool = False


@lru_cache(maxsize=_NAMES_KEPT)
def _parts(name: str) -> tuple[str, ...]:
    """The normalised words of a record's name."""
    return tuple(normalise(name).split(" "))


def where(start: int, full_start: int) -> str:
    """Where a full name stands, as seen from a short one; characters."""
    if full_start > start:
        return "behind"
    return "near" if start - full_start < _RECENT else "before"


def of_mention(option: Option, *, noun: str, near: str, beside: list[str], antecedent: Antecedent | None) -> Features:
    """What the place of a mention says of a record.

    Args:
        option: The record.
        noun: The type noun before the mention, "" if none.
        near: The text round it, lower-cased.
        beside: Countries of its neighbours.
        antecedent: The full name that the mention may take up.
    """
    features: Features = {}
    record = option.record
    if noun:
        fits = f"{record.description.lower()} ".startswith(noun + " ")
        features["noun fits" if fits else "noun clashes"] = 1.0
    if option.words:
        features["told near"] = min(sum([word in near for word in option.words]), 3)
    if beside and record.country:
        features["beside"] = beside.count(record.country) / len(beside)
        features["beside others"] = 1 - features["beside"]
    if antecedent is not None:
        kind = "unknown " if antecedent.id == NIL else "" if antecedent.id == record.id else "other "
        features[f"{kind}antecedent {antecedent.where}"] = 1.0
        features[f"{kind}antecedent alone {antecedent.where}"] = float(antecedent.alone)
    elif "part=first" in option.features:
        features["first name alone"] = 1.0
    return features
