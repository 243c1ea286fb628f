"""All that the stemmer knows, made once for each convention and shared by all stemmers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from nusaner import lexicon
from nusaner.errors import InputError
from nusaner.stemmer import bases as tables
from nusaner.stemmer.bases import Bases, Kind
from nusaner.stemmer.candidates import Splitter
from nusaner.stemmer.ranking import weigh, weights
from nusaner.stemmer.userfile import UserEntries

#: Class of frequency and family of a base that a user names.
_USER = 9
CONVENTIONS = ("kbbi", "ud")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Listed forms and the splitter.

    Args:
        forms: Form -> stem of all lists.
        exceptions: Those of them that are exceptions.
        splitter: Takes other words apart.
    """

    forms: dict[str, str]
    exceptions: frozenset[str]
    splitter: Splitter

    def extended(self, user: UserEntries) -> Knowledge:
        """The same with a user's entries, which win; the splitter's tables are copied."""
        own = Bases(dict.fromkeys(user.bases, Kind(tables.LISTED, _USER, _USER, _USER)))
        return replace(
            self,
            forms={**self.forms, **{base: base for base in user.bases}, **user.exceptions},
            exceptions=self.exceptions | set(user.exceptions),
            splitter=splitter(own, weights(), on=self.splitter),
        )

    def weighed(self, table: dict[str, float]) -> Knowledge:
        """The same with other weights."""
        return replace(self, splitter=splitter(tables.gather(own_bases()), table))


def check_convention(convention: str) -> None:
    """Refuse a convention that there is not.

    Raises:
        InputError: There is no such convention.
    """
    if convention not in CONVENTIONS:
        raise InputError(f"A convention is one of {', '.join(CONVENTIONS)}, got {convention!r}.")


@cache
def knowledge(convention: str) -> Knowledge:
    """The lists and weights of a convention.

    Raises:
        InputError: There is no such convention.
    """
    check_convention(convention)
    exceptions = dict(lexicon.pairs("stem_exceptions"))
    if convention == "ud":
        exceptions.update(_ud_exceptions())
    forms = {**tables.stem_list(), **exceptions}
    return Knowledge(forms, frozenset(exceptions), splitter(tables.gather(own_bases()), weights()))


def _ud_exceptions() -> dict[str, str]:
    """Lemmas of the UD treebanks, and listed forms of words that they take for a base (mengetahui -> ketahui)."""
    derived = [(row[0], row[1]) for row in lexicon.load("ud_bases")]
    found = {
        form: base
        for form, stem in tables.stem_list().items()
        for base, root in derived
        if stem == root and base[1:] in form and "-" not in form
    }
    return {**found, **lexicon.pairs("ud_lemmas")}


def own_bases() -> frozenset[str]:
    """The base words of our own lists."""
    return lexicon.words("roots") | frozenset(tables.stem_list().values())


def splitter(bases: Bases, table: dict[str, float], *, on: Splitter | None = None) -> Splitter:
    """A splitter of bases with the weights of a table, on top of those of another one."""
    behind, whole = weigh(bases.kinds, table)
    stems = bases.standards
    if on is not None:
        behind, whole, stems = {**on.bases, **behind}, {**on.whole, **whole}, {**on.stems, **stems}
    return Splitter(behind, whole, table, stems=stems)
