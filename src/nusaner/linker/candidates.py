"""Which records a surface form may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from nusaner.kb import Form, KnowledgeBase, normalise

#: Endings that a scraper or an author runs together with a name: Bakunya, Aliyevlah.
_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
#: Below these a likeness of spellings says little (rapidfuzz ratio, 0-100; letters).
_LIKENESS = 90.0
_SHORTEST_FUZZY = 7
_CACHE_SIZE = 50_000


@dataclass(frozen=True, slots=True)
class Found:
    """A record that a surface form may stand for.

    Attributes:
        id: Identifier of the record.
        form: The spelling of the record that matched.
        likeness: 1.0 for the same spelling, 0.98 where only case, diacritics or hyphens differ,
            less for a misspelling.
    """

    id: str
    form: Form
    likeness: float


class CandidateFinder:
    """Looks surface forms up in a knowledge base: by spelling, without clitic, by likeness.

    Args:
        kb: The knowledge base.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self.find = lru_cache(maxsize=_CACHE_SIZE)(self._find)

    @cached_property
    def _fuzzy_keys(self) -> list[str]:
        """Spellings long enough to be compared by likeness; made with the first name that needs it."""
        return [key for key in self._kb.index if len(key) >= _SHORTEST_FUZZY]

    def _find(self, surface: str) -> tuple[Found, ...]:
        key = normalise(surface)
        found = self._exact(surface, key, 1.0)
        if found:
            return found
        for clitic in _CLITICS:
            if key.endswith(clitic) and len(key) > len(clitic) + 2:
                found = self._exact(surface, key.removesuffix(clitic).strip(), 0.95)
                if found:
                    return found
        return self._fuzzy(key)

    def _exact(self, surface: str, key: str, likeness: float) -> tuple[Found, ...]:
        return tuple(
            Found(record_id, form, likeness if form.text == surface else likeness * 0.98)
            for record_id, form in self._kb.index.get(key, ())
        )

    def _fuzzy(self, key: str) -> tuple[Found, ...]:
        if len(key) < _SHORTEST_FUZZY:
            return ()
        best = process.extractOne(key, self._fuzzy_keys, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
        if best is None or not _may_be_misspelled(key, best[0]):
            return ()
        return tuple(Found(record_id, form, best[1] / 100 * 0.9) for record_id, form in self._kb.index[best[0]])


def _may_be_misspelled(key: str, known: str) -> bool:
    """Rule out pairs that differ in what distinguishes names: the first letter, gender, numbers."""
    if key[0] != known[0] or key + "a" == known or known + "a" == key:
        return False
    digits = [c for c in key if c.isdigit()], [c for c in known if c.isdigit()]
    return digits[0] == digits[1] and key.count(" ") == known.count(" ")
