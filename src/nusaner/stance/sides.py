"""Which side an entity belongs to."""

from __future__ import annotations

from functools import cache

from nusaner import lexicon
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
    if link is None:
        return ""
    return _table().get(link.id) or (_COUNTRIES.get(link.country, "") if link.type in _ACTORS else "")


def side_of_name(link: Link | None) -> str:
    """Whose name of a contested place the text uses: a target, or ""."""
    return _NAMES.get(link.whose, "") if link else ""


def country_side(link: Link | None) -> str:
    """The target in whose country a place or thing lies, or "" (a contested place lies in none)."""
    return _COUNTRIES.get(link.country, "") if link and not link.whose else ""


@cache
def _table() -> dict[str, str]:
    return {row[0]: row[1] for row in lexicon.load("sides")}
