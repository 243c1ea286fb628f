"""What speaks for a span as a quotation: both of its bounds, what is between and what stands around.

The tagger decides word by word and forgets where a quotation began; here a span is seen as a whole, as in
the second stage of Scheible et al. (2016).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from nusaner import lexicon
from nusaner.quotes.candidates import Candidate
from nusaner.quotes.layout import Turn
from nusaner.quotes.words import DENIALS, JOINTS, OWN, Word, cue_kinds, quoted, step

_CHANCES = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.97)
_FAR = (0, 1, 2, 3, 5, 8, 13, 21)
_LENGTHS = (1, 2, 3, 4, 6, 9, 14, 22, 40)
_PREFIXES = ("meng", "mem", "men", "me", "di", "ber", "ter", "pe", "ke", "se")
_VERBS = ("me", "di", "ber", "ter", "ke")
_STATES = frozenset(
    {
        "tidak",
        "tak",
        "bukan",
        "akan",
        "harus",
        "adalah",
        "ialah",
        "merupakan",
        "sudah",
        "telah",
        "belum",
        "sedang",
        "masih",
        "bisa",
        "dapat",
        "ada",
        "siap",
        "perlu",
        "wajib",
        "boleh",
        "mampu",
        "ingin",
    }
)
_AND = frozenset({"dan", "serta", "lalu", "kemudian", "tetapi", "namun"})
#: Words of saying that a name alone may follow ('menyebutnya teroris'): then nothing is said.
_NAMING = frozenset({"menyebut", "menilai", "menganggap", "menamai", "disebut"})
_LINKS = frozenset({"yang", "untuk", "dengan"})
#: Words before a span in which its word of saying is sought, and behind it.
_BACK, _AHEAD = 14, 4


class SpanReader:
    """The features of candidates of one paragraph, or of a part of it.

    Args:
        words: Its words.
        turn: Its place in an interview, None elsewhere.
    """

    def __init__(self, words: Sequence[Word], turn: Turn | None = None) -> None:
        self._words = words
        self._turn = turn
        self._lowers = [word.text.lower() for word in words]
        self._marks = quoted([word.text for word in words])
        self._cues = cue_kinds()

    def features(self, span: Candidate, rivals: int) -> list[str]:
        """What speaks for or against a candidate.

        Args:
            span: The candidate.
            rivals: Number of candidates of this part.
        """
        words, lowers = self._words, self._lowers
        start, end, n = span.start, span.end, len(words)
        length = step(end - start, _LENGTHS)
        last = "E" if words[end - 1].entity else lowers[end - 1]
        before = lowers[start - 1] if start and not words[start].first else "^"
        behind = lowers[end] if end < n and not words[end].first else "$"
        follows = lowers[end + 1] if behind != "$" and end + 1 < n and not words[end + 1].first else "$"
        form, whole = self._form(start, end), (start == 0, end == n)
        found = [*_chances(span, rivals), f"d={form},{length}", f"d={form},{whole}"]
        found += self._before(start, end, form, before, behind, length)
        found += self._within(start, end, form, behind, whole)
        found += self._behind(start, end, form, last, before, behind, follows)
        if form == "D":
            found += self._marked(start, end, before, behind, length)
        if self._turn:
            found += _in_turn(self._turn, form, whole, before)
        return found

    def _form(self, start: int, end: int) -> str:
        """Between marks, from an opening one, within a pair, or without."""
        first = self._marks[start]
        if first == "open":
            return "D" if self._marks[end - 1] == "close" else "d"
        return "x" if first in ("in", "close") else "I"

    def _said(self, start: int) -> tuple[int, int, str]:
        """Position of the word of saying before a span (-1 if none), words between, and the joint between."""
        joint = "-"
        k = start - 1
        while k >= 0 and start - 1 - k < _BACK and not self._words[k + 1].first:
            if joint == "-" and self._lowers[k] in JOINTS:
                joint = self._lowers[k]
            if self._lowers[k] in self._cues:
                return k, start - 1 - k, joint
            k -= 1
        return -1, start - 1 - k, joint

    def _before(self, start: int, end: int, form: str, before: str, behind: str, length: str) -> list[str]:
        lowers, words = self._lowers, self._words
        cue, distance, joint = self._said(start)
        word = lowers[cue] if cue >= 0 else "-"
        kind = self._cues[word] if cue >= 0 else "-"
        between = ""
        if cue >= 0:
            short = start - cue < 4
            gap = ["E" if words[k].entity else lowers[k] for k in range(cue + 1, start)]
            between = " ".join(gap) if short else step(start - cue, _FAR)
        subject = self._subject(cue)
        verbs = str(self._verbs(start, end))
        first = "E" + words[start].entity if words[start].entity else lowers[start]
        found = [
            f"{form},pv={before}",
            f"{form},cue={word},{subject}",
            f"{form},kind={kind},{step(distance, _FAR)},{subject}",
            f"{form},btw={kind},{between}",
            f"{form},join={kind},{joint},{distance < 3}",
            f"{form},vb={verbs},{kind}",
            f"cue,vb={word},{verbs},{length}",
            f"{form},first={first},{kind}",
            f"first={first}",
            f"{form},subj={subject},{kind}",
            f"{form},rc={self._next(end)},{kind}",
        ]
        if form == "D":
            found.append(f"D,rc={self._next(end)},{cue >= 0}")
        if word in _NAMING:
            found.append(f"sb={word},{verbs != '0'},{'sebagai' in lowers[start:end]},{behind}")
        return found

    def _within(self, start: int, end: int, form: str, behind: str, whole: tuple[bool, bool]) -> list[str]:
        inner = [self._cues[lower] for lower in self._lowers[start + 1 : end] if lower in self._cues]
        commas = self._lowers[start:end].count(",")
        several = any(word.first for word in self._words[start + 1 : end])
        aside, joined = self._aside(start, end), self._joined(start, end)
        return [
            f"{form},aside={aside}",
            f"{form},aside={aside},{behind}",
            f"{form},joined={joined}",
            f"{form},joined={joined},{behind}",
            f"{form},inc={'/'.join(inner[:2])}",
            f"{form},com={min(commas, 3)},{behind}",
            f"{form},multi={several},{whole}",
        ]

    def _aside(self, start: int, end: int) -> str:
        """What the last comma within a span brings, such as 'sebab' or a noun with 'yang' ('angka yang ...')."""
        for k in range(end - 2, start, -1):
            if self._lowers[k] == ",":
                relative = k + 2 < end and self._lowers[k + 2] == "yang"
                return word_class(self._lowers[k + 1]) + ("+yang" if relative else "")
        return "-"

    def _joined(self, start: int, end: int) -> str:
        """Whether a word of saying or another verb is joined within a span ('dan mendesak')."""
        found = "-"
        for k in range(start + 1, end - 1):
            if self._lowers[k] in _AND:
                follows = self._lowers[k + 1]
                if follows in self._cues:
                    return f"{self._lowers[k]} cue"
                if len(follows) > 5 and follows.startswith("me"):
                    found = f"{self._lowers[k]} me"
        return found

    def _behind(self, start: int, end: int, form: str, last: str, before: str, behind: str, follows: str) -> list[str]:
        kind = word_class(behind) if behind.isalpha() else behind
        then = ("cue" if follows in self._cues else word_class(follows)) if follows.isalpha() else follows
        commas = "," in self._lowers[start:end]
        return [
            f"{form},nx={behind}",
            f"{form},nx2={behind},{follows}",
            f"{form},nxp={behind},{then}",
            f"last={last}",
            f"{form},lastpunct={'' if last.isalpha() else last},{behind}",
            f"{form},rc={self._next(end)},{behind}",
            f"{form},pvnx={_sign(before)},{_sign(behind)}",
            f"nxw={kind},{then},{commas}",
        ]

    def _marked(self, start: int, end: int, before: str, behind: str, length: str) -> list[str]:
        """A pair of marks: said, or a title, a nickname, a doubt?"""
        inner = self._lowers[end - 2]
        capitals = sum(word.text[:1].isupper() for word in self._words[start + 1 : end - 1])
        return [
            f"D,len={length},{before}",
            f"D,in={inner},{length}",
            f"D,rc={self._next(end)},{length}",
            f"D,cap={capitals * 2 > end - start},{length}",
            f"D,{behind},{_sign(inner)},{_sign(before)}",
        ]

    def _next(self, end: int) -> str:
        """Kind and distance of a word of saying right behind the span."""
        for k in range(end, min(len(self._words), end + _AHEAD)):
            if k > end and self._words[k].first:
                break
            if self._lowers[k] in self._cues:
                return f"{self._cues[self._lowers[k]]}{k - end}"
        return "-"

    def _subject(self, cue: int) -> str:
        """What stands before the word of saying."""
        if cue <= 0:
            return "-"
        before = self._lowers[cue - 1]
        if any(lower in OWN for lower in self._lowers[max(0, cue - 4) : cue]):
            return "own"
        if before in DENIALS:
            return "neg"
        if before in _LINKS:
            return before
        return "ent" if self._words[cue - 1].entity else "x"

    def _verbs(self, start: int, end: int) -> int:
        """Words that may be a predicate, at most two."""
        found = 0
        for k in range(start, end):
            lower = self._lowers[k]
            if not self._words[k].entity and (lower in _STATES or (len(lower) > 5 and lower.startswith(_VERBS))):
                found += 1
                if found == 2:
                    break
        return found


def _chances(span: Candidate, rivals: int) -> list[str]:
    return [
        f"pb={_chance(span.begins)}",
        f"pe={_chance(span.ends)}",
        f"mn={_chance(span.holds)}",
        f"vit={span.tagged}",
        f"pbpe={_chance(span.begins * span.ends)}",
        f"pall={_chance(span.begins * span.ends * span.holds)}",
        f"nc={min(rivals, 6)}",
    ]


def _in_turn(turn: Turn, form: str, whole: tuple[bool, bool], before: str) -> list[str]:
    return [
        f"turn={turn.place},{whole},{form}",
        f"turn={turn.brief},{whole},{form}",
        f"voice={turn.voice},{turn.length},{whole},{turn.answers}",
        f"turn,pv={turn.role},{turn.labelled},{turn.since},{_sign(before)},{whole}",
    ]


def _chance(chance: float) -> str:
    return step(chance, _CHANCES)


def _sign(text: str) -> str:
    return "w" if text.isalpha() else text


@cache
def _function_words() -> frozenset[str]:
    return frozenset(row[0] for row in lexicon.load("function_words"))


@lru_cache(maxsize=20_000)
def word_class(lower: str) -> str:
    """A function word itself, else its prefix, else "w".

    Example:
        >>> word_class("yang"), word_class("membantu"), word_class("rumah")
        ('yang', 'mem', 'w')
    """
    if lower in _function_words():
        return lower
    return next((prefix for prefix in _PREFIXES if len(lower) > 5 and lower.startswith(prefix)), "w")
