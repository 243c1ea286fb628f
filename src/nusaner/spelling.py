"""When two spellings are of one name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Letters that Unicode does not decompose, as Indonesian media write them.
_LETTERS = str.maketrans(
    {"ə": "a", "Ə": "a", "ı": "i", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d",
     "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "\u00ad": ""}
)  # fmt: skip
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DROPPED = re.compile(r"[.'\"]+")
_BETWEEN = re.compile(r"[\s\-_,]+")
_APART = "\0"


def normalise(surface: str) -> str:
    """The key under which spellings of a name meet.

    Case, diacritics, dots, hyphens, apostrophes, blanks and invisible signs do not count; other
    scripts stay as they are.

    Example:
        >>> normalise("Xankəndi"), normalise("Nagorno-Karabakh") == normalise("NAGORNO KARABAKH")
        ('xankandi', True)
    """
    return _fold(surface).strip()


def normalise_all(surfaces: Iterable[str]) -> dict[str, str]:
    """Each of many surface forms with its `normalise`, in a fraction of the time.

    Example:
        >>> normalise_all(["Baku", "Xankəndi"])
        {'Baku': 'baku', 'Xankəndi': 'xankandi'}
    """
    keys = dict.fromkeys(surfaces, "")
    if _APART in "".join(keys):
        return {surface: normalise(surface) for surface in keys}
    for ascii_only in (True, False):
        names = [surface for surface in keys if surface.isascii() is ascii_only]
        # joined by a sign that `_fold` leaves alone and looks past nowhere, all are folded as one text
        folded = _fold(_APART.join(names)).split(_APART) if names else []
        keys.update(zip(names, [key.strip() for key in folded], strict=True))
    return keys


def _fold(text: str) -> str:
    if text.isascii():
        return _BETWEEN.sub(" ", _DROPPED.sub("", text.replace("`", "").lower()))
    folded = _INVISIBLE.sub("", text).translate(_LETTERS)
    marks = unicodedata.normalize("NFKD", folded.casefold())
    plain = "".join(c for c in marks if not unicodedata.combining(c)).translate(_LETTERS)
    return _BETWEEN.sub(" ", _DROPPED.sub("", plain))
