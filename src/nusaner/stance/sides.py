"""Which side an entity belongs to."""

from __future__ import annotations

from functools import cache

from nusaner import lexicon
from nusaner.kb import Record
from nusaner.types import Link

#: Country code -> target for actors whose record says no more.
_COUNTRIES = {"AZ": "azerbaijan", "AM": "armenia", "TR": "turki", "RU": "rusia"}
_ACTORS = frozenset({"PERSON", "ORG"})
#: Language of a contested place's name -> the side whose name it is.
_NAMES = {"az": "azerbaijan", "hy": "armenia"}


def side_of(link: Link | None) -> str:
    """The target that an entity counts with, or "".

    States, capitals and peoples by the table `sides`, persons and organisations by their country.
    Towns are no side: being shelled is not acting.
    """
    return _side(link.id, link.type, link.country) if link else ""


def record_side(record: Record) -> str:
    """The same for a record; a place that is not contested counts with its country too."""
    side = _side(record.id, record.type, record.country)
    return side or ("" if record.contested else _COUNTRIES.get(record.country, ""))


def _side(name: str, kind: str, country: str) -> str:
    return _table().get(name) or (_COUNTRIES.get(country, "") if kind in _ACTORS else "")


def side_of_name(link: Link | None) -> str:
    """Whose name of a contested place the text uses: a target, or ""."""
    return _NAMES.get(link.whose, "") if link else ""


def country_side(link: Link | None) -> str:
    """The target in whose country a place or thing lies, or "" (a contested place lies in none)."""
    return _COUNTRIES.get(link.country, "") if link and not link.whose else ""


@cache
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.load("sides")}
