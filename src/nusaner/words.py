"""Words of a surface token: *rumahnya* is *rumah* and *nya*, *kubaca* is *ku* and *baca*.

Universal Dependencies takes the clitics -nya, -ku, -mu, the particles -lah, -kah, -pun, -tah and the
proclitics ku-, kau- for words of their own (UD_Indonesian-GSD since version 2.8; Alfina, Budi and
Suhartanto, 2020). Which endings are none (*hanya*, *masalah*, *buku*) is a matter of the lexicon; a
word that nobody listed is taken apart if what remains is a known word or could be one.
"""

from __future__ import annotations

from functools import cache

from nusaner import lexicon
from nusaner.storage import bundled

ENCLITICS = ("nya", "lah", "kah", "pun", "tah", "ku", "mu")
PROCLITICS = ("kau", "ku")
#: Verbal prefixes: what they make of a whole word (menikah, berlangkah) is whole as well.
_PREFIXES = (
    "memper", "diper", "meng", "meny", "mem", "men", "me", "ber", "ter", "di", "peng", "pem", "pen", "per", "pe", "se",
)  # fmt: skip
#: A rest of fewer letters is no word.
_SHORTEST = 3


def split(word: str, *, name: bool = False) -> tuple[str, ...]:
    """The words of a surface token; they make up the token again.

    Args:
        word: A surface token.
        name: Whether it may be a name, as a word with a capital inside a sentence may; then only
            -nya is taken off an unknown word (*Bakunya*, but *Ramallah*).

    Example:
        >>> split("rumahnya"), split("hanya"), split("apakah"), split("Ramallah", name=True)
        (('rumah', 'nya'), ('hanya',), ('apa', 'kah'), ('Ramallah',))
    """
    head, hyphen, ending = word.rpartition("-")
    if hyphen and ending.lower() in ENCLITICS:
        return (head + hyphen, ending) if head else (word,)
    lower = word.lower()
    clitic = next((c for c in ENCLITICS if lower.endswith(c)), "")
    if clitic and lower[-1].isalpha() and _parts(lower, lower[: -len(clitic)], clitic, name):
        return (*split(word[: -len(clitic)], name=name), word[-len(clitic) :])
    proclitic = next((p for p in PROCLITICS if lower.startswith(p)), "")
    if proclitic and not name and _leads(lower, lower[len(proclitic) :]):
        return (word[: len(proclitic)], word[len(proclitic) :])
    return (word,)


def _parts(lower: str, rest: str, clitic: str, name: bool) -> bool:
    if (len(rest) < _SHORTEST and rest not in _known()) or _is_whole(lower):
        return False
    if not rest[-1].isalnum() or (clitic != "nya" and not rest[-1].isalpha()):
        return False
    if (name and clitic != "nya") or clitic in ("ku", "mu", "tah"):
        return rest in _known() or _derived(rest)
    return True


def _leads(lower: str, rest: str) -> bool:
    """Whether a proclitic stands before a known verb."""
    return len(rest) > _SHORTEST and not _is_whole(lower) and rest in _known()


def _is_whole(lower: str) -> bool:
    whole = lexicon.words("whole_words")
    if lower in whole:
        return True
    return any(lower.startswith(p) and lower[len(p) :] in whole and len(lower) > len(p) + 3 for p in _PREFIXES)


def _derived(rest: str) -> bool:
    """Whether a word may be derived by an ending from a known one: persembahan, kepada."""
    return any(rest.endswith(e) and rest[: -len(e)] in _known() for e in ("an", "i", "kan"))


@cache
def _known() -> frozenset[str]:
    """Forms and stems of the corpus's list of stems."""
    text = (bundled("corpus") / "stems.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return frozenset(word for row in rows for word in row[:2])
