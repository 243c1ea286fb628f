"""A drop-in for PySastrawi: only the import changes.

from Sastrawi.Stemmer.StemmerFactory import StemmerFactory   # before
from nusaner.stemmer.compat import StemmerFactory            # after
"""

from __future__ import annotations

import re

from nusaner.stemmer.names import bundled_names
from nusaner.stemmer.stem import Stemmer

#: PySastrawi's own normalisation: lower case, and every other sign than letters, digits and hyphens is a blank.
_OTHER = re.compile(r"[^a-z0-9 -]", re.IGNORECASE)


class TextStemmer:
    """Stems every word of a text, as PySastrawi's stemmer does; thread-safe, with a bounded cache."""

    def __init__(self, stemmer: Stemmer) -> None:
        self._stemmer = stemmer

    def stem(self, text: str) -> str:
        """The stems of a text's words, lower-cased and divided by single blanks.

        Example:
            >>> StemmerFactory().create_stemmer().stem("Perekonomian Indonesia sedang tumbuh!")
            'ekonomi indonesia sedang tumbuh'
        """
        words = _OTHER.sub(" ", text.lower()).split()
        return " ".join([self._stemmer.stem(word) for word in words])

    def stem_word(self, word: str) -> str:
        """The stem of one word."""
        return self._stemmer.stem(word)


class StemmerFactory:
    """Makes stemmers with PySastrawi's interface."""

    def create_stemmer(self, isDev: bool = False) -> TextStemmer:  # noqa: N803 - PySastrawi's name
        """A stemmer for texts; `isDev` is there for PySastrawi's sake and does nothing."""
        return TextStemmer(Stemmer(protected=bundled_names()))
