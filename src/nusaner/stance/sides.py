"""Which side an entity belongs to, and of which side a name makes one think."""

from __future__ import annotations

import re

from nusaner import lexicon
from nusaner.kb import Record
from nusaner.types import Link

#: Country code -> target for actors whose record says no more.
_COUNTRIES = {"AZ": "azerbaijan", "AM": "armenia", "TR": "turki", "RU": "rusia"}
_ACTORS = frozenset({"PERSON", "ORG"})
#: Language of a contested place's name -> the side whose name it is.
_NAMES = {"az": "azerbaijan", "hy": "armenia"}
#: Surnames of the two peoples; those in -ov and -ev only on stems that Russians seldom have.
_ARMENIAN = re.compile(r"(?!sofyan|sufyan|bryan)^\w{2,}[^\Waiou]yants?$|^\w{2,}eyan$")
_AZERI = re.compile(
    r"^(ali|mammad|huseyn|hasan|guli|haji|ismayil|ibrahim|abbas|rza|jafar|ahmad|mustafa|gasim|qasim|vali|oruj|suleyman|bayram"
    r"|karim|mirza|garay|alakbar|aghajan|baghir|bagir|salim|namaz|safar|nabi|asgar|asad|najaf|panah|kazim|shukur|mehdi|javad"
    r"|heydar|gurban|musa|jabbar|rahim|novruz|chirag)(y?ev|ov|l[iıy]|zade|zadeh|oglu)a?$"
)


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
    return lexicon.pairs("sides").get(name) or (_COUNTRIES.get(country, "") if kind in _ACTORS else "")


def side_of_name(link: Link | None) -> str:
    """Whose name of a contested place the text uses: a target, or ""."""
    return _NAMES.get(link.whose, "") if link else ""


def country_side(link: Link | None) -> str:
    """The target in whose country a place or thing lies, or "" (a contested place lies in none)."""
    return _COUNTRIES.get(link.country, "") if link and not link.whose else ""


def side_remembered(link: Link | None) -> str:
    """The target of whose faith, dead or grievance a record tells, or ""."""
    return lexicon.pairs("memories").get(link.id, "") if link else ""


def side_of_stranger(name: str) -> str:
    """The target among whose people a person bears such a name, or "".

    Example:
        >>> side_of_stranger("Siranush"), side_of_stranger("Rufat Garayev"), side_of_stranger("Ratna")
        ('armenia', 'azerbaijan', '')
    """
    words = name.lower().split()
    if not words:
        return ""
    known = lexicon.pairs("given_names").get(words[0], "")
    return known or ("armenia" if _ARMENIAN.search(words[-1]) else "azerbaijan" if _AZERI.search(words[-1]) else "")
