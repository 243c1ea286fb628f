"""Which records a surface form may stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz, process

from nusaner.kb import Form, KnowledgeBase, normalise
from nusaner.linker.transliterate import has_other_script, sound, to_latin

#: Endings that a scraper or an author runs together with a name: Bakunya, Aliyevlah.
_CLITICS = ("nya", "lah", "kah", "pun", "ku", "mu")
#: Below these a likeness of spellings says little (rapidfuzz ratio, 0-100; letters).
_LIKENESS = 90.0
_SHORTEST_FUZZY = 7
_SHORTEST_SOUND = 5
_CACHE_SIZE = 10_000
#: Words that more records share say nothing.
_MOST_WITHIN = 8
_YEAR = re.compile(r" (?:19|20)\d\d$")
#: Words that say that a name is a club's; the press leaves them out: Krasnodar for FK Krasnodar.
_CLUB = re.compile(r"^(?:fk|fc|sc|ac|as|cf|bc|real|timnas) | (?:fk|fc|sc|cf|united|city)$")

#: How a surface form can match a spelling of the knowledge base, the surest first.
MATCHES = ("same", "folded", "clitic", "script", "sound", "fuzzy", "club", "edition", "within", "part")


@dataclass(frozen=True, slots=True)
class Found:
    """A record that a surface form may stand for.

    Attributes:
        id: Identifier of the record.
        form: The spelling of the record that matched.
        match: How, one of `MATCHES`: the same spelling; one that differs in case, diacritics, dots
            or hyphens; one with a clitic behind it; one in another script; another transliteration;
            a misspelling; a club's name without its FC; an event with its year; some
            words of a longer name; a part of a longer name in the document.
        likeness: 1.0 for all but a misspelling, which has less.
    """

    id: str
    form: Form
    match: str
    likeness: float = 1.0


class CandidateFinder:
    """Looks surface forms up in a knowledge base, by the surest kind of match that finds any.

    Args:
        kb: The knowledge base.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self.find = lru_cache(maxsize=_CACHE_SIZE)(self._find)

    @cached_property
    def _fuzzy_keys(self) -> dict[tuple[str, int], list[str]]:
        """(First letter, number of blanks) -> spellings long enough to be compared by likeness.

        A misspelling keeps both, so a name is compared with hundreds instead of twenty thousand.
        """
        keys: dict[tuple[str, int], list[str]] = {}
        for key in self._kb.index:
            if len(key) >= _SHORTEST_FUZZY:
                keys.setdefault((key[0], key.count(" ")), []).append(key)
        return keys

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        """Sound -> spellings; made with the first name that needs it."""
        keys = [key for key in self._kb.index if len(key) >= _SHORTEST_SOUND]
        # as one text, of which a sign that no key holds keeps the names apart: a fourth of the time
        heard = sound("\n".join(keys)).split("\n") if keys else []
        sounds: dict[str, list[str]] = {}
        for key, name in zip(keys, heard, strict=True):
            sounds.setdefault(name, []).append(key)
        return sounds

    @cached_property
    def _by_word(self) -> dict[str, list[str]]:
        """Word -> spellings of several words that hold it."""
        holding: dict[str, list[str]] = {}
        for key in self._kb.index:
            if " " in key:
                for word in set(key.split(" ")):
                    holding.setdefault(word, []).append(key)
        return holding

    @cached_property
    def _clubs(self) -> dict[str, list[tuple[str, Form]]]:
        """Names of organisations without FC and the like."""
        clubs: dict[str, list[tuple[str, Form]]] = {}
        for key in self._kb.index:
            short = _CLUB.sub("", key)
            if short != key:
                clubs.setdefault(short, []).extend(p for p in self._kb.index[key] if self._kb[p[0]].type == "ORG")
        return clubs

    def _find(self, surface: str, *, unlisted: bool = False) -> tuple[Found, ...]:
        """The candidates of a surface form.

        Args:
            surface: As the text has it.
            unlisted: Look it up as if the knowledge base did not have this spelling (in training).
        """
        key = normalise(surface)
        hidden = key if unlisted else ""
        for every in self._ways(surface, key, hidden):
            found = tuple(f for f in every if normalise(f.form.text) != hidden) if unlisted else every
            if found:
                clubs = tuple(Found(i, form, "club") for i, form in self._clubs.get(key, ()))
                return (*found, *(c for c in clubs if c.id not in {f.id for f in found}))
        return ()

    def _ways(self, surface: str, key: str, hidden: str) -> Iterator[tuple[Found, ...]]:
        yield self._exact(key, surface)
        for clitic in _CLITICS:
            if key.endswith(clitic) and len(key) > len(clitic) + 2:
                yield self._by_key(key.removesuffix(clitic).strip(), "clitic")
        if has_other_script(surface):
            key = normalise(to_latin(surface))
            yield self._by_key(key, "script")
        yield self._by_sound(key)
        yield self._fuzzy(key, hidden)
        yield tuple(Found(i, form, "club") for i, form in self._clubs.get(key, ()))
        edition = _YEAR.sub("", key)
        if edition != key:
            yield self._by_key(edition, "edition")
        yield self._within(key)

    def _within(self, key: str) -> tuple[Found, ...]:
        """Records whose longer name has these words in this order, a single word first; few or none."""
        words = key.split(" ")
        holding = self._by_word.get(min(words, key=self._rarity), ())
        found: dict[str, Found] = {}
        for known in holding:
            if known.startswith(key + " ") or (len(words) > 1 and _in_order(words, known.split(" "))):
                for record_id, form in self._kb.index[known]:
                    found.setdefault(record_id, Found(record_id, form, "within"))
        return tuple(found.values()) if len(found) <= _MOST_WITHIN else ()

    def _rarity(self, word: str) -> int:
        return len(self._by_word.get(word, ()))

    def _exact(self, key: str, surface: str) -> tuple[Found, ...]:
        return tuple(
            Found(record_id, form, "same" if form.text == surface else "folded")
            for record_id, form in self._kb.index.get(key, ())
        )

    def _by_key(self, key: str, match: str, likeness: float = 1.0) -> tuple[Found, ...]:
        return tuple(Found(record_id, form, match, likeness) for record_id, form in self._kb.index.get(key, ()))

    def _by_sound(self, key: str) -> tuple[Found, ...]:
        if len(key) < _SHORTEST_SOUND:
            return ()
        found: dict[str, Found] = {}
        for known in self._sounds.get(sound(key), ()):
            if _may_be_misspelled(key, known):
                for candidate in self._by_key(known, "sound", fuzz.ratio(key, known) / 100):
                    found.setdefault(candidate.id, candidate)
        return tuple(found.values())

    def _fuzzy(self, key: str, hidden: str) -> tuple[Found, ...]:
        if len(key) < _SHORTEST_FUZZY:
            return ()
        keys = self._fuzzy_keys.get((key[0], key.count(" ")), ())
        likest = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=_LIKENESS, limit=3)
        for known, likeness, _ in likest:
            if known != hidden and _may_be_misspelled(key, known):
                return self._by_key(known, "fuzzy", likeness / 100)
        return ()


def _in_order(words: list[str], longer: list[str]) -> bool:
    """Whether the words stand in the longer name in this order."""
    rest = iter(longer)
    return all(word in rest for word in words)


def _may_be_misspelled(key: str, known: str) -> bool:
    """Rule out pairs that differ in what distinguishes names: gender, numbers, the number of words."""
    if key + "a" == known or known + "a" == key:
        return False
    digits = [c for c in key if c.isdigit()], [c for c in known if c.isdigit()]
    return digits[0] == digits[1] and key.count(" ") == known.count(" ")
