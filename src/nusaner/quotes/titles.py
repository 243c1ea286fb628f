"""The words that a text puts beside a name ('Menteri Luar Negeri Zohrab Mnatsakanyan'), by which it is taken up later
('menteri itu')."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from nusaner.quotes.scene import Name

#: Words before a name, and words behind its comma.
_BEFORE, _BEHIND = 4, 6
#: Words that are nobody's title.
PLAIN = frozenset(
    {
        "yang",
        "di",
        "ke",
        "dari",
        "itu",
        "ini",
        "tersebut",
        "dan",
        "pada",
        "untuk",
        "dengan",
        "seorang",
        "para",
        "juga",
        "sang",
        "si",
    }
)


def titles(words: Sequence[str], names: Sequence[Name]) -> dict[str, frozenset[str]]:
    """For each name (by its key) the words beside any of its mentions.

    Args:
        words: Lower-cased words of the document.
        names: Its names.

    Example:
        >>> found = titles("menteri anita anand".split(), [Name(1, 3, "PERSON", "NIL", 0, "anita")])
        >>> sorted(found["anita"])
        ['menteri']
    """
    found: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for k in range(name.start - 1, max(-1, name.start - 1 - _BEFORE), -1):
            if not _word(words[k]):
                break
            found[name.key].add(words[k])
        if name.end + 1 < len(words) and words[name.end] in ",(":
            for k in range(name.end + 1, min(len(words), name.end + 1 + _BEHIND)):
                if not _word(words[k]):
                    break
                found[name.key].add(words[k])
    return {key: frozenset(beside - PLAIN) for key, beside in found.items()}


def _word(text: str) -> bool:
    return text.replace("-", "").isalpha()
