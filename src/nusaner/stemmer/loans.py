"""Words whose base no list knows: taken apart only where the affixes leave no doubt (mengupload)."""

from __future__ import annotations

import re

from nusaner.stemmer.affixes import VOWELS, syllables
from nusaner.stemmer.candidates import Candidate

#: Written prefix and suffix that together are hardly ever part of a name or a base.
_SURE = (
    ("mem", "kan"),
    ("men", "kan"),
    ("meng", "kan"),
    ("di", "kan"),
    ("meng", ""),
    ("di", "nya"),
    ("peng", "an"),
    ("pem", "an"),
)
_FIRST = ("me", "di", "ter", "pe")
_CHAINS = {
    "me": "meN-",
    "mem": "meN-",
    "men": "meN-",
    "meng": "meN-",
    "di": "di-",
    "ter": "ter-",
    "peng": "peN-",
    "pem": "peN-",
}
_SHORTEST = 5
_SCORE = -30.0
#: New loans in -isasi take these (diminimalisasi, terdigitalisasi); so many letters of one are surely no chance.
_OPEN = re.compile(r"(mem(?=[bfpv])|men(?=[cdjstz])|meng(?=[aeioughk])|me(?=[lmnrwy])|di|ter)([a-z]{4,}isasi)(kan)?")


def loan(form: str) -> list[Candidate]:
    """The candidate of a word with an unknown base, or none.

    Example:
        >>> loan("mengupload")[0].stem
        'upload'
        >>> loan("mengoto")
        []
    """
    made = _OPEN.fullmatch(form)
    if made:
        return [Candidate(made[2], (_CHAINS[made[1]], *((f"-{made[3]}",) if made[3] else ())), _SCORE)]
    for prefix, suffix in _SURE:
        if form.startswith(prefix) and form.endswith(suffix):
            base = form[len(prefix) : len(form) - len(suffix)]
            if len(base) >= _SHORTEST and syllables(base) > 1 and _may_follow(prefix, base[0]):
                affixes = (_CHAINS[prefix], *((f"-{suffix}",) if suffix else ()))
                return [Candidate(base, affixes, _SCORE)]
    return []


def loan_stem(form: str) -> str:
    """The base of a word that no list knows, or the word itself."""
    if form.startswith(_FIRST):
        candidates = loan(form)
        return candidates[0].stem if candidates else form
    return form


def _may_follow(prefix: str, letter: str) -> bool:
    if prefix in {"mem", "pem"}:
        return letter in "bfv"
    if prefix == "men":
        return letter in "cdjtz"
    if prefix in {"meng", "peng"}:
        return letter in VOWELS + "ghk"
    return True
