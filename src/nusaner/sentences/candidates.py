"""Where a sentence may end inside a line, and what speaks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from nusaner import lexicon
from nusaner.sentences.layout import CLOSERS, FINAL, OPENERS

#: Verbs of saying that go on with a sentence after a quotation.
_SAYING = frozenset({"kata", "ujar", "ucap", "tutur", "tegas", "jelas", "ungkap", "tulis", "seru", "demikian"})
#: Lengths of the sentence so far, in tokens, that are told apart.
_LENGTHS = (2, 3, 5, 9, 16, 30)
#: Signs that belong to what is before them.
_ATTACHED = CLOSERS | FINAL
#: How a word is used, in three digits, see `Usage`; of a word that nobody has counted.
_UNKNOWN = "---"


@dataclass(frozen=True, slots=True)
class Usage:
    """How words are used in running text.

    Attributes:
        codes: Lower-cased word to three digits, from seldom to mostly: capitalised inside a
            sentence, first of a sentence, last before a full stop.
        starters: Words with a capital that inside a sentence have seldom one.
    """

    codes: Mapping[str, str]
    starters: frozenset[str]


def kind(words: Sequence[str], spaces: Sequence[bool], here: int, following: int, usage: Usage) -> str:
    """What kind of sentence end may lie between two neighbours in a line; "" for none.

    Returns:
        `"mark"` after a final mark, perhaps with quotation marks or brackets behind it,
        `"abbreviation"` after a word that keeps its full stop, `"none"` where no sign divides a
        headline from what follows.
    """
    last, first = words[here], words[following]
    if not spaces[here] and first in _ATTACHED and not _opens(words, spaces, following):
        return ""
    if last in FINAL:
        return "mark"
    if last in CLOSERS:
        if first[0].islower():
            return ""  # "... kalah!" kata dia
        k = here
        while k > 0 and words[k] in CLOSERS:
            k -= 1
        if words[k] in FINAL:
            return "mark"
    elif last[-1] == "." and len(last) > 1:
        return "abbreviation"
    if spaces[here] and (first in usage.starters or (first == '"' and _opens(words, spaces, following))):
        return "none" if last[-1].isalnum() or last in CLOSERS or last == "%" else ""
    return ""


def _opens(words: Sequence[str], spaces: Sequence[bool], i: int) -> bool:
    """Whether a straight quotation mark that may be a closing one has a word attached behind it.

    So it opens a quotation, if the blank before it was lost: membantah."Tuduhan itu ...
    """
    return words[i] in OPENERS and i + 1 < len(words) and not spaces[i] and words[i + 1][0].isalnum()


def features(words: Sequence[str], opening: int, here: int, following: int, what: str, usage: Usage) -> list[str]:
    """What speaks for or against a sentence end.

    Args:
        words: Tokens of a text.
        opening: First token of the sentence.
        here, following: The tokens on both sides.
        what: The kind of end.
        usage: How words are used.
    """
    codes = usage.codes
    final = here
    if what == "mark":
        while final > opening and words[final] in CLOSERS:
            final -= 1
        before = max(final - 1, opening)
    else:
        before = here
    mark = words[final] if what == "mark" else what
    last, first = words[before], words[following]
    second = words[following + 1] if following + 1 < len(words) else ""
    third = words[following + 2] if following + 2 < len(words) else ""
    opener = ""
    if first in OPENERS and second:
        opener, first, second = first, second, third
    last_shape, first_shape, second_shape = _shape(last), _shape(first), _shape(second)
    last_lower, first_lower = last.lower(), first.lower()
    last_use, first_use = codes.get(last_lower, _UNKNOWN), codes.get(first_lower, _UNKNOWN)
    second_use = codes.get(second.lower(), _UNKNOWN)
    length = sum(following - opening > bound for bound in _LENGTHS)
    found = [
        f"mark {mark}",
        f"last {last_shape} {mark}",
        f"last word {last_lower}",
        f"last case {last_use[0]} {last_shape}",
        f"last final {last_use[2]}",
        f"last letters {min(len(last), 4)} {last_shape}",
        f"first {first_shape}",
        f"first case {first_use[0]} {first_shape}",
        f"first initial {first_use[1]} {first_shape}",
        f"first word {first_lower}",
        f"second {second_shape} {first_shape}",
        f"second case {second_use[0]} {second_shape}",
        f"shapes {last_shape} {first_shape}",
        f"uses {last_use[2]} {first_use[1]} {first_shape}",
        f"length {length}",
        f"length {length} {mark} {last_shape}",
    ]
    if opener:
        found.append(f"opener {opener} {mark}")
    if final < here:
        found.append(f"closer {words[here]} {first_shape}")
    if first_lower in _SAYING:
        found.append(f"saying {first_shape}")
    if first in lexicon.words("sentence_starts"):
        found.append("first starts")
    if what == "none":
        seen = words[max(opening, following - _LENGTHS[-1]) : following]
        share = 3 * sum(word[0].isupper() for word in seen) // len(seen)
        found += (f"capitals {share} {length}", f"before {_shape(words[before - 1]) if before > opening else ''}")
        if last_lower in lexicon.words("line_ends"):
            found.append("last goes on")
    return [f"{what}: {feature}" for feature in found]


def _shape(word: str) -> str:
    """A class of words: capital, lower, acronym, initial, abbreviation, number or sign."""
    if not word or word.isspace():
        return "blank"
    if word[0].isdigit():
        return "number"
    if not word[0].isalpha():
        return "sign"
    if word[-1] == "." and len(word) > 1:
        return "abbreviation"
    if len(word) == 1:
        return "initial" if word.isupper() else "letter"
    if word.isupper():
        return "acronym"
    return "capital" if word[0].isupper() else "lower"
