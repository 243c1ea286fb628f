"""Cyrillic, Armenian and Georgian letters in Latin ones.

The tables follow BGN/PCGN (Russian 1947, Armenian 1981, Georgian 2009) without their diacritics
and apostrophes, since spellings are compared folded; Azerbaijani Cyrillic (1958) has its own letters.
"""

from __future__ import annotations

import re

_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "yo", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "ә": "a", "ғ": "gh", "ҝ": "g", "ө": "o", "ү": "u", "һ": "h", "ҹ": "j", "ј": "y", "і": "i", "ї": "yi",
    "є": "ye", "ґ": "g",
}  # fmt: skip
_ARMENIAN = {
    "ա": "a", "բ": "b", "գ": "g", "դ": "d", "ե": "e", "զ": "z", "է": "e", "ը": "y", "թ": "t", "ժ": "zh", "ի": "i",
    "լ": "l", "խ": "kh", "ծ": "ts", "կ": "k", "հ": "h", "ձ": "dz", "ղ": "gh", "ճ": "ch", "մ": "m", "յ": "y", "ն": "n",
    "շ": "sh", "ո": "o", "չ": "ch", "պ": "p", "ջ": "j", "ռ": "r", "ս": "s", "վ": "v", "տ": "t", "ր": "r", "ց": "ts",
    "ւ": "v", "փ": "p", "ք": "k", "օ": "o", "ֆ": "f", "և": "ev",
}  # fmt: skip
_GEORGIAN = {
    "ა": "a", "ბ": "b", "გ": "g", "დ": "d", "ე": "e", "ვ": "v", "ზ": "z", "თ": "t", "ი": "i", "კ": "k", "ლ": "l",
    "მ": "m", "ნ": "n", "ო": "o", "პ": "p", "ჟ": "zh", "რ": "r", "ს": "s", "ტ": "t", "უ": "u", "ფ": "p", "ქ": "k",
    "ღ": "gh", "ყ": "q", "შ": "sh", "ჩ": "ch", "ც": "ts", "ძ": "dz", "წ": "ts", "ჭ": "ch",
    "ხ": "kh", "ჯ": "j", "ჰ": "h",
}  # fmt: skip
_TABLE = str.maketrans(_CYRILLIC | _ARMENIAN | _GEORGIAN)
#: Letters that are written otherwise at the head of a word, and the Armenian digraph for u.
_INITIAL = re.compile(r"\b[եո]")
_HEADS = {"ե": "ye", "ո": "vo"}
_OTHER_SCRIPT = re.compile(r"[\u0400-\u04ff\u0531-\u0587\u10a0-\u10ff]")


def has_other_script(text: str) -> bool:
    """Whether a text holds a Cyrillic, Armenian or Georgian letter."""
    return _OTHER_SCRIPT.search(text) is not None


def to_latin(text: str) -> str:
    """A text in lower-case Latin letters; what is Latin already stays.

    Example:
        >>> to_latin("Степанакерт"), to_latin("Երևան"), to_latin("თბილისი")
        ('stepanakert', 'yerevan', 'tbilisi')
    """
    lowered = text.lower().replace("ու", "u")
    return _INITIAL.sub(_head, lowered).translate(_TABLE)


def _head(match: re.Match[str]) -> str:
    return _HEADS[match.group()]


#: Spellings of one sound in Indonesian, English, Azerbaijani, Turkish and Russian transliteration,
#: the longer first: Shamakhi, Syamakhi, Şamaxı.
_SOUNDS = (
    ("dzh", "j"), ("tch", "c"), ("sch", "s"), ("kh", "h"), ("gh", "g"), ("zh", "j"), ("sh", "s"),
    ("sy", "s"), ("ch", "c"),
    ("dj", "j"), ("tj", "c"), ("ts", "c"), ("tz", "c"), ("ph", "f"), ("oe", "u"), ("ou", "u"),
    ("x", "h"), ("q", "g"), ("w", "v"), ("y", "i"), ("ck", "k"), ("th", "t"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1+")


def sound(key: str) -> str:
    """A key under which transliterations of one name meet.

    Args:
        key: A folded spelling, as `nusaner.kb.normalise` gives it.

    Example:
        >>> sound("shamakhi") == sound("syamakhi") == sound("samaxi")
        True
    """
    for spelling, letter in _SOUNDS:
        key = key.replace(spelling, letter)
    return _TWICE.sub(r"\1", key.replace("c", "j"))
