"""The stemmer: our own list of stems first, then PySastrawi's confix stripping; names are protected.

Source of the algorithm: Nazief and Adriani (1996), Asian, Williams and Tahaghoghi (2005), Asian
(2007), Arifin, Mahendra and Ciptaningtyas (2009), as implemented by PySastrawi. Its root list is
used through the installed package and not copied.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import Any

from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
from Sastrawi.Stemmer.Stemmer import Stemmer as SastrawiStemmer
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

from nusaner import lexicon
from nusaner.storage import bundled

#: Words whose stems are kept; the least recently used one is dropped first.
CACHE_SIZE = 100_000
#: No native Indonesian word is longer; longer ones (addresses, noise) are kept as they are.
_LONGEST = 40


class Stemmer:
    """Takes affixes, clitics and reduplication off Indonesian words.

    It may be shared by threads and forked; a pickled copy starts with an empty cache.

    Args:
        protected: Lower-cased names that keep their form.

    Example:
        >>> Stemmer().stem("pertempuran")
        'tempur'
        >>> Stemmer(protected={"bekasi"}).stem("Bekasi")
        'bekasi'
    """

    def __init__(self, *, protected: Collection[str] = ()) -> None:
        self.protected = frozenset(protected)
        self._cached = lru_cache(maxsize=CACHE_SIZE)(self._stem)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.protected,))

    def stem(self, word: str) -> str:
        """The lower-cased base word of one word; never empty for a word that is not.

        Names in `protected`, words with digits or non-ASCII letters and single signs keep their
        form.
        """
        return self._cached(word.lower())

    def stem_name(self, word: str) -> str:
        """The stem of a word that is written like a name, with a capital inside a sentence.

        Such a word is taken apart only where a prefix comes off (Pertahanan -> tahan): a bare
        suffix is more often part of the name (Bekasi, Gerakan).
        """
        lowered = word.lower()
        stem = self.stem(word)
        return lowered if lowered.startswith(stem) else stem

    def _stem(self, word: str) -> str:
        if word in self.protected or len(word) > _LONGEST or not _is_native(word):
            return word
        listed = _listed().get(word)
        if listed is not None:
            return listed
        return _sastrawi().stem_word(word) or word


def _rebuild(protected: frozenset[str]) -> Stemmer:
    return Stemmer(protected=protected)


def _is_native(word: str) -> bool:
    return word.isascii() and word.replace("-", "").isalpha()


@cache
def _listed() -> dict[str, str]:
    """Form -> stem of the corpus's stem list."""
    text = (bundled("corpus") / "stems.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {row[0]: row[1] for row in rows}


@cache
def _sastrawi() -> SastrawiStemmer:
    roots = StemmerFactory().get_words()
    return SastrawiStemmer(ArrayDictionary([*roots, *(row[0] for row in lexicon.load("roots"))]))
