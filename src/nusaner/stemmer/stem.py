"""The stemmer: listed forms first, then the best way to take a word apart by affixes and known bases.

Sources: Alwi et al., Tata Bahasa Baku Bahasa Indonesia (2003) for the affixes; the idea of stripping
affixes against a list of bases is Nazief and Adriani's (1996; Adriani et al. 2007); that several
results are ranked by a trained model instead of a fixed order of rules is ours.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from nusaner.stemmer import bases as tables
from nusaner.stemmer import repeated
from nusaner.stemmer.analysis import Analysis
from nusaner.stemmer.candidates import Candidate, Splitter, is_sure
from nusaner.stemmer.knowledge import Knowledge, knowledge
from nusaner.stemmer.loans import loan, loan_stem
from nusaner.stemmer.userfile import UserEntries, read

#: Words whose stems are kept; the least recently used one is dropped first.
CACHE_SIZE = 2**15
#: No native Indonesian word is longer; longer ones (addresses, noise) are kept as they are.
_LONGEST = 40
#: Shorter words are never taken apart.
_SHORTEST = 4
#: A listed form keeps its stem before these (pengawalnya like pengawal).
_CLITICS = frozenset({"nya", "lah", "kah", "pun"})


class Stemmer:
    """Takes affixes, clitics and reduplication off Indonesian words.

    Its results never change after it is made. It may be shared by threads (the cache of the standard
    library has a lock of its own) and forked; a pickled copy starts with an empty cache.

    Args:
        protected: Lower-cased names that keep their form; one that is also an ordinary derived word is stemmed where
            it is written in lower case.
        convention: `"kbbi"` for base words of the dictionary, `"ud"` for lemmas as the Indonesian
            treebanks of Universal Dependencies give them; see `docs/stemming.md`.
        bases: Further base words.
        exceptions: Forms and their stems; they win over everything but `protected`.
        weights: Weights of the ranker from `nusaner.stemmer.ranking.read_weights`; None for those that came
            with nusaner.

    Example:
        >>> Stemmer().stem("pertempuran")
        'tempur'
        >>> Stemmer(protected={"bekasi"}).stem("Bekasi")
        'bekasi'
        >>> Stemmer().analyze("pertempurannya").affixes
        ('per-', '-an', '-nya')
    """

    def __init__(
        self,
        *,
        protected: Collection[str] = (),
        convention: str = "kbbi",
        bases: Collection[str] = (),
        exceptions: Mapping[str, str] | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        self.protected = frozenset(protected)
        self.convention = convention
        self.user = UserEntries(frozenset(bases), dict(exceptions or {}))
        self.weights = None if weights is None else dict(weights)
        known = knowledge(convention)
        known = known if self.weights is None else known.weighed(self.weights)
        self._known: Knowledge = known.extended(self.user) if self.user else known
        forms = self._known.forms
        self._forms: dict[str, str | None] = {**forms, **dict.fromkeys(self.protected)}
        #: Names that are ordinary words too (Pemenang, a place; pemenang, who wins): the capital decides.
        self._both = {name: forms[name] for name in self.protected if forms.get(name, name) != name}
        self._splitter: Splitter = self._known.splitter
        #: The cached method itself: a call costs no Python frame.
        self.stem = lru_cache(maxsize=CACHE_SIZE)(self._stem)
        self.affixes = lru_cache(maxsize=CACHE_SIZE)(self._affixes)

    @classmethod
    def from_lexicon(cls, path: str | Path, *, protected: Collection[str] = (), convention: str = "kbbi") -> Stemmer:
        """A stemmer that also knows the base words and exceptions of a file.

        Args:
            path: UTF-8 text; a line is a base word, or a form and its stem divided by a tab; `#` starts
                a comment line.
            protected: Lower-cased names that keep their form.
            convention: As for the class.

        Raises:
            FormatError: A line is neither; the message names file and line.
            InputError: The file is missing.
        """
        entries = read(Path(path))
        return cls(protected=protected, convention=convention, bases=entries.bases, exceptions=entries.exceptions)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.protected, self.convention, self.user, self.weights))

    def stem_name(self, word: str) -> str:
        """The stem of a word that is written like a name, with a capital inside a sentence.

        Such a word is taken apart only where a prefix comes off (Pertahanan -> tahan): a bare
        suffix is more often part of the name (Bekasi, Gerakan).
        """
        lowered = word.lower()
        stem: str = self.stem(word)
        return lowered if lowered.startswith(stem) else stem

    def analyze(self, word: str) -> Analysis:
        """The stem of a word with its affixes, the candidates, their scores and where it comes from."""
        form = word.lower()
        stem: str = self.stem(word)
        if form in self.protected and stem == form:
            return Analysis(form, stem, (), (), "name")
        found = tuple(self._candidates(form)) if _is_native(form) else ()
        chosen = next((one for one in found if one.stem == stem), None)
        affixes = chosen.affixes if chosen else self._listed_affixes(form, stem)
        return Analysis(form, stem, affixes, found, self._source(form, chosen))

    def _listed_affixes(self, form: str, stem: str) -> tuple[str, ...]:
        listed = tables.stem_list().get(form) == stem
        return tables.listed_affixes()[form] if listed else ()

    def _source(self, form: str, chosen: Candidate | None) -> str:
        if form in self._known.exceptions:
            return "exception"
        if form in self._known.forms or (form[:-3] in self._known.forms and form[-3:] in _CLITICS and not chosen):
            return "list"
        return "model" if chosen else "kept"

    def _affixes(self, word: str) -> str:
        """The affixes of a lower-cased word divided by blanks, as `token._.affixes` keeps them."""
        return " ".join(self.analyze(word).affixes)

    def _candidates(self, form: str) -> list[Candidate]:
        if "-" in form:
            found = repeated.candidates(form, self._splitter)
        else:
            known = form in self._splitter.whole
            found = [one for one in self._splitter.all(form) if known or is_sure(one)]
        return found or loan(form)

    def _stem(self, word: str) -> str:
        """The lower-cased base word of one word; never empty for a word that is not.

        Names in `protected`, words with digits or non-ASCII letters and single signs keep their
        form.
        """
        form = word
        word = word.lower()
        if word in self._forms:
            if form == word and word in self._both:
                return self._both[word]
            return self._forms[word] or word
        if not _SHORTEST <= len(word) <= _LONGEST:
            return word
        if word[-3:] in _CLITICS and word[:-3] in self._forms and word not in self._splitter.whole:
            return self._forms[word[:-3]] or word[:-3]
        if word.isalpha() and word.isascii():
            stem, found = self._splitter.best(word)
            return stem if found else loan_stem(word)
        if not _is_native(word):
            return word
        candidates = self._candidates(word)
        return candidates[0].stem if candidates else word


def _rebuild(
    protected: frozenset[str], convention: str, user: UserEntries, weights: dict[str, float] | None
) -> Stemmer:
    return Stemmer(
        protected=protected,
        convention=convention,
        bases=user.bases,
        exceptions=user.exceptions,
        weights=weights,
    )


def _is_native(word: str) -> bool:
    return word.isascii() and word.replace("-", "").isalpha()
