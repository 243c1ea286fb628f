"""The same figures on parts of the data: where a system is weak is seldom seen in the mean.

A slice gives each span a key. A prediction gets its key from its own surface and place, so that
precision is defined; where only gold spans have the key (records), a slice has recall alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from nusaner import pipeline
from nusaner.errors import InputError
from nusaner.evaluation.counts import KeyOf
from nusaner.evaluation.pairs import Pair
from nusaner.types import NIL, Annotated, Mention

#: Slices that need the training data, in the order they are shown.
FROM_TRAIN = ("seen", "seen-label", "seen-record")
#: Slices that are always there.
ALWAYS = ("casing", "words", "position", "length")
#: Slices that are there where the documents tell so.
FROM_META = ("register", "genre", "source")
RECORD = "record"
NAMES = (*FROM_TRAIN, *ALWAYS, *FROM_META, RECORD)

#: Words of a document, and words before a span.
_LENGTHS = (100, 300, 1000)
_POSITIONS = (128, 512, 2000)
_WORD = re.compile(r"\S+")
_UPPER_SHARE = 0.9
_SHORT_WORD = 4


@dataclass(frozen=True, slots=True)
class Slice:
    """A way of dividing spans.

    Attributes:
        name: Its name.
        key_of: The key of a span.
        order: The keys in the order they are shown; () for the most frequent first.
        recall_only: Whether predictions have no key.
    """

    name: str
    key_of: KeyOf
    order: tuple[str, ...] = ()
    recall_only: bool = False


def make_slices(
    names: Sequence[str] | None, pairs: Sequence[Pair], train: Sequence[Annotated] | None = None
) -> list[Slice]:
    """The slices asked for.

    Args:
        names: Names of `NAMES`, or fields of the documents' `meta`; None for all that the data allows.
        pairs: The documents to be sliced.
        train: Training data, for `FROM_TRAIN`.

    Raises:
        InputError: A slice has no such name, or needs the training data.
    """
    fields = {key for pair in pairs for key, value in pair.meta.items() if isinstance(value, str | int)}
    if names is None:
        linked = any(m.kb_id not in ("", NIL) for pair in pairs for m in pair.gold)
        given = [name for name in FROM_TRAIN if train is not None and (linked or name != "seen-record")]
        names = [*given, *ALWAYS, *(f for f in FROM_META if f in fields), *([RECORD] if linked else [])]
    makers = _makers(train, {pair.id: pair for pair in pairs})
    slices = []
    for name in names:
        if name in FROM_TRAIN and train is None:
            raise InputError(f"The slice {name!r} needs the training data; name it with `train` (--train).")
        if name in makers:
            slices.append(makers[name]())
        elif name in fields:
            slices.append(Slice(name, partial(_meta_key, name)))
        else:
            known = ", ".join([*NAMES, *sorted(fields - set(NAMES))])
            raise InputError(f"There is no slice {name!r}; the data has {known}.")
    return slices


def _makers(train: Sequence[Annotated] | None, pairs: Mapping[str, Pair]) -> dict[str, Callable[[], Slice]]:
    return {
        "seen": partial(_seen, train or ()),
        "seen-label": partial(_seen_label, train or ()),
        "seen-record": partial(_seen_record, train or ()),
        "casing": _casing,
        "words": partial(Slice, "words", _words_key, ("1 word", "2 words", "3 words", "4 or more")),
        "position": partial(Slice, "position", _Positions(), tuple(_steps(_POSITIONS, "words {}", "words behind {}"))),
        "length": partial(Slice, "length", _length_key, tuple(_steps(_LENGTHS, "{} words", "over {} words"))),
        RECORD: partial(Slice, RECORD, _record_key, (), True),
    }


def surface(text: str, mention: Mention) -> str:
    """The words of a span, lower-cased, with single blanks: what `seen` goes by."""
    return " ".join(text[mention.start : mention.end].lower().split())


def surfaces(documents: Iterable[Annotated]) -> dict[str, set[str]]:
    """The surfaces of all mentions, with their labels."""
    found: dict[str, set[str]] = {}
    for document in documents:
        for mention in document.mentions:
            found.setdefault(surface(document.text, mention), set()).add(mention.label)
    return found


def _seen(train: Sequence[Annotated]) -> Slice:
    return Slice("seen", partial(_seen_key, frozenset(surfaces(train))), ("seen", "unseen"))


def _seen_key(known: frozenset[str], pair: Pair, mention: Mention, is_gold: bool) -> str:
    return "seen" if surface(pair.text, mention) in known else "unseen"


def _seen_label(train: Sequence[Annotated]) -> Slice:
    order = ("seen, one label", "seen, several labels", "seen, other label", "unseen")
    return Slice("seen-label", partial(_seen_label_key, surfaces(train)), order)


def _seen_label_key(known: Mapping[str, set[str]], pair: Pair, mention: Mention, is_gold: bool) -> str:
    labels = known.get(surface(pair.text, mention))
    if labels is None:
        return "unseen"
    if mention.label not in labels:
        return "seen, other label"
    return "seen, one label" if len(labels) == 1 else "seen, several labels"


def _seen_record(train: Sequence[Annotated]) -> Slice:
    known = frozenset(m.kb_id for document in train for m in document.mentions if m.kb_id not in ("", NIL))
    order = ("seen record", "unseen record", "no record")
    return Slice("seen-record", partial(_seen_record_key, known), order, recall_only=True)


def _seen_record_key(known: frozenset[str], pair: Pair, mention: Mention, is_gold: bool) -> str | None:
    if not is_gold:
        return None
    if mention.kb_id in ("", NIL):
        return "no record"
    return "seen record" if mention.kb_id in known else "unseen record"


def _record_key(pair: Pair, mention: Mention, is_gold: bool) -> str | None:
    return mention.kb_id if is_gold and mention.kb_id not in ("", NIL) else None


def _meta_key(field: str, pair: Pair, mention: Mention, is_gold: bool) -> str | None:
    value = pair.meta.get(field)
    return None if value is None else str(value)


def _words_key(pair: Pair, mention: Mention, is_gold: bool) -> str:
    words = len(pair.text[mention.start : mention.end].split())
    return "4 or more" if words > 3 else "1 word" if words <= 1 else f"{words} words"


def _length_key(pair: Pair, mention: Mention, is_gold: bool) -> str:
    return _steps(_LENGTHS, "{} words", "over {} words")[bisect_left(_LENGTHS, len(pair.text.split()))]


class _Positions:
    """In which words of its document a span stands; a system that cuts texts off is seen by it."""

    def __init__(self) -> None:
        self._text = ""
        self._starts: list[int] = []

    def __call__(self, pair: Pair, mention: Mention, is_gold: bool) -> str:
        if pair.text != self._text:
            self._text = pair.text
            self._starts = [word.start() for word in _WORD.finditer(pair.text)]
        number = bisect_right(self._starts, mention.start)
        return _steps(_POSITIONS, "words {}", "words behind {}")[bisect_left(_POSITIONS, number)]


def _steps(bounds: Sequence[int], within: str, behind: str) -> list[str]:
    """Names of the steps between bounds; `bisect_left(bounds, number)` gives the place of a number."""
    starts = [1, *(bound + 1 for bound in bounds)]
    names = [within.format(f"{a:,}-{b:,}") for a, b in zip(starts, bounds, strict=False)]
    return [*names, behind.format(f"{bounds[-1]:,}")]


def _casing() -> Slice:
    return Slice("casing", _Casing(), ("mixed", "title", "upper", "lower"))


class _Casing:
    """How the sentence around a span is cased."""

    def __init__(self) -> None:
        self._nlp = pipeline.blank()
        self._text = ""
        self._sentences: Sequence[tuple[int, int]] = ()

    def __call__(self, pair: Pair, mention: Mention, is_gold: bool) -> str:
        if pair.text != self._text:
            self._text = pair.text
            self._sentences = pair.sentences or [(s.start_char, s.end_char) for s in self._nlp(pair.text).sents]
        place = bisect_right(self._sentences, (mention.start, len(pair.text) + 1)) - 1
        if place < 0:
            return casing(pair.text)
        start, end = self._sentences[place]
        return casing(pair.text[start:end])


def casing(sentence: str) -> str:
    """How a sentence is cased: "lower", "upper", "title" or "mixed".

    Upper where nine letters of ten are capitals; title where every word of four letters or more
    begins with one, as in headlines, and there are three such words at least.

    Example:
        >>> [casing(s) for s in ("aliyev ke baku", "PERANG USAI", "Tentara Rusia Masuki Shusha", "Ia ke Baku.")]
        ['lower', 'upper', 'title', 'mixed']
    """
    letters = [c for c in sentence if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not capitals:
        return "lower"
    if capitals >= _UPPER_SHARE * len(letters):
        return "upper"
    long = [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) >= _SHORT_WORD]
    return "title" if len(long) > 2 and all(word[0].isupper() for word in long) else "mixed"
