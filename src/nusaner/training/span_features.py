"""What a classifier of whole spans sees of a span: its words, its neighbours, the run of capitals round it, the topic.

Tags of single words cannot see most of this: how a span begins and ends at once, its length, and which word stands
before the run of capitals that it is a part of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nusaner.ner.features import word_shape
from nusaner.ner.words import WordTable, key

_CACHE_SIZE = 40_000
_LONGEST = 8
_AFFIXES = (2, 3, 4)
_NEAR = 7
_MOST = 4
_QUOTES = frozenset("\"'")
_CLOSING = frozenset("\"').")
#: Small words that may stand inside a name.
_LINKS = frozenset(["dan", "di", "ke", "untuk", "of", "the", "and", "in", "to", "for", "van", "de", "der", "al", "bin"])


@dataclass(frozen=True, slots=True)
class Word:
    """A word by itself.

    Attributes:
        key: As the word table has it.
        shape: Its pattern of capitals.
        view: All that is known of it.
        coarse: Its two coarsest clusters.
        opens: Whether it begins with a capital or a digit.
    """

    key: str
    shape: str
    view: tuple[str, ...]
    coarse: tuple[str, ...]
    opens: bool

    @property
    def kind(self) -> str:
        """The finer of its two coarsest clusters."""
        return self.coarse[-1] if self.coarse else ""


_EDGE = Word("<>", "<>", ("w=<>",), (), False)


class SpanFeatures:
    """Features of spans.

    Args:
        table: Classes of words.
    """

    def __init__(self, table: WordTable) -> None:
        self._table = table
        self._clusters = tuple(f"{name}=" for name in table.names if name.startswith("cluster"))[:2]
        self.word = lru_cache(maxsize=_CACHE_SIZE)(self._describe)

    def __call__(self, words: Sequence[str], spans: Sequence[tuple[int, int]]) -> list[list[str]]:
        """Features of each span (first word, word behind the last) of one sentence."""
        sentence = [self.word(word) for word in words]
        return [_features(sentence, start, end) for start, end in spans]

    def _describe(self, word: str) -> Word:
        lower, shape = key(word), word_shape(word)
        classes = self._table.classes(lower)
        coarse = tuple(one for one in classes if one.startswith(self._clusters)) if self._clusters else ()
        opens = word[0].isupper() or word[0].isdigit()
        return Word(lower, shape, (f"w={lower}", f"shape={shape}", *classes), coarse, opens)


def stretches(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Spans that may be names: at most eight words, none but small lower-case words between.

    Both ends are capitals or digits, or the quotation marks and stops that public sets keep within names.

    Example:
        >>> list(stretches(["Bank", "of", "Baku", "tutup"]))
        [(0, 1), (0, 3), (2, 3)]
    """
    for start, first in enumerate(words):
        if not (_opens(first) or first in _QUOTES):
            continue
        for end in range(start + 1, min(len(words), start + _LONGEST) + 1):
            last = words[end - 1]
            if _opens(last) or last in _CLOSING:
                yield start, end
            elif last.islower() and last not in _LINKS:
                break


def _opens(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _features(sentence: Sequence[Word], start: int, end: int) -> list[str]:
    inside = sentence[start:end]
    found = [f"length={end - start}", "words=" + _joined(inside), "shapes=" + " ".join(w.shape for w in inside)]
    places = {"first": inside[0], "last": inside[-1], "left": _at(sentence, start - 1), "right": _at(sentence, end)}
    found += [f"{place} {one}" for place, word in places.items() for one in word.view]
    found += [f"any {one}" for word in inside for one in word.view]
    for place, number in (("left2", start - 2), ("right2", end + 1)):
        word = _at(sentence, number)
        found += [f"{place} {one}" for one in (word.key, *word.coarse)]
    found += [f"left3 {_at(sentence, start - 3).key}", f"right3 {_at(sentence, end + 2).key}"]
    for place, word in (("first", inside[0]), ("last", inside[-1])):
        found += [f"{place} p={word.key[:n]}" for n in _AFFIXES] + [f"{place} s={word.key[-n:]}" for n in _AFFIXES]
    found += _pairs(sentence, start, end, **places)
    found += _run(sentence, start, end)
    around = [i for i in range(max(0, start - _NEAR), min(len(sentence), end + _NEAR)) if not start <= i < end]
    found += [f"near {sentence[i].key}" for i in around]
    found += [f"topic {word.kind}" for word in (*sentence[:start], *sentence[end:])]
    return list(dict.fromkeys(found))


def _pairs(
    sentence: Sequence[Word], start: int, end: int, *, first: Word, last: Word, left: Word, right: Word
) -> list[str]:
    """Two things at once."""
    size = min(end - start, _MOST)
    pairs = {
        "left+first": (left.key, first.key),
        "last+right": (last.key, right.key),
        "left+first kinds": (left.kind, first.kind),
        "left word+first kind": (left.key, first.kind),
        "first+last kinds": (first.kind, last.kind),
        "last+right kinds": (last.kind, right.kind),
        "size+first": (size, first.key),
        "size+first kind": (size, first.kind),
        "left+right": (left.key, right.key),
        "left+right kinds": (left.kind, right.kind),
        "left+first shapes": (left.shape, first.shape),
        "last+right shapes": (last.shape, right.shape),
        "shapes around": (left.shape, size, right.shape),
        "two left": (_at(sentence, start - 2).key, left.key),
        "two right": (right.key, _at(sentence, end + 1).key),
    }
    return [f"{name} {'|'.join(map(str, values))}" for name, values in pairs.items()]


def _run(sentence: Sequence[Word], start: int, end: int) -> list[str]:
    """The run of words with capitals that the span is a part of."""
    first, behind = start, end
    while first > 0 and sentence[first - 1].opens:
        first -= 1
    while behind < len(sentence) and sentence[behind].opens:
        behind += 1
    head, before, after = sentence[first], start - first, behind - end
    size = min(end - start, _MOST)
    return [
        f"run {min(before, 3)}|{min(after, 3)}|{size}",
        f"before run {_at(sentence, first - 1).key}",
        f"behind run {_at(sentence, behind).key}",
        f"head {head.key}",
        f"head {head.key}|{before}|{after}",
        *(f"head {one}" for one in head.coarse),
    ]


def _at(sentence: Sequence[Word], number: int) -> Word:
    return sentence[number] if 0 <= number < len(sentence) else _EDGE


def _joined(words: Sequence[Word]) -> str:
    return " ".join(word.key for word in words)
