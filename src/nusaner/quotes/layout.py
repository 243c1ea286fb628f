"""Interviews and transcripts: paragraphs in which questions and answers take turns, without marks.

What a paragraph says there follows from its neighbours: an answer stands behind a question, or behind the
label of the one who answers ('G: ...').
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nusaner.quotes.words import OWN, Word, has_mark, step

#: A text with fewer questions that are answered is no interview.
_QUESTIONS = 2
_DASHES = frozenset("—–-")
_YOURS = frozenset({"anda", "bapak", "ibu", "mas", "mbak", "kamu"})
_STEPS = (4, 9, 16, 30, 60)


@dataclass(frozen=True, slots=True)
class Turn:
    """The place of a paragraph in an interview.

    Attributes:
        questions: Answered questions of the text, at most 4.
        asks: Whether the paragraph ends with a question.
        answers: Whether the one before it does.
        role: What its label ('G:') does elsewhere: "asker", "answerer", "single" or "none".
        labelled: Whether labels come back in the text.
        since: Paragraphs since the last question, at most 3.
        voice: "I" for words of the first person, "Y" of the second, "M" for quotation marks.
        length: Words, in steps.
    """

    questions: int
    asks: bool
    answers: bool
    role: str
    labelled: bool
    since: int
    voice: str
    length: str

    @property
    def place(self) -> str:
        """All but voice and length."""
        return f"{self.brief},{self.role},{self.since}"

    @property
    def brief(self) -> str:
        """How many questions the text has, and whether this or the last paragraph is one."""
        return f"{self.questions},{int(self.asks)},{int(self.answers)},{int(self.labelled)}"


def turns(paragraphs: Sequence[Sequence[Word]]) -> list[Turn | None]:
    """For each paragraph its place in an interview; None throughout for any other text.

    Example:
        >>> lines = ["Rudi di Baku", "Betah ?", "Betah sekali .", "Takut ?", "Tidak .", "Selesai ."]
        >>> [turn and turn.answers for turn in turns([[Word(w) for w in line.split()] for line in lines])]
        [False, False, True, False, True, False]
    """
    asks = [_asks(words) for words in paragraphs]
    questions = sum(one and not other for one, other in pairwise(asks[1:]))
    if questions < _QUESTIONS:
        return [None] * len(paragraphs)
    labels = [_label(words) for words in paragraphs]
    uses = Counter(labels)
    asked = Counter(label for label, asking in zip(labels, asks, strict=True) if asking)
    labelled = any(count > 1 for label, count in uses.items() if label)
    found: list[Turn | None] = []
    since = 9
    for i, (words, label) in enumerate(zip(paragraphs, labels, strict=True)):
        since += 1
        role = "none"
        if label:
            role = "single" if uses[label] < 2 else "asker" if asked[label] > uses[label] / 2 else "answerer"
        found.append(
            Turn(
                questions=min(questions, 4),
                asks=asks[i],
                answers=i > 0 and asks[i - 1],
                role=role,
                labelled=labelled,
                since=min(since, 3),
                voice=_voice(words),
                length=step(len(words), _STEPS),
            )
        )
        if asks[i]:
            since = 0
    return found


def _asks(words: Sequence[Word]) -> bool:
    last = next((word.text for word in reversed(words) if word.text not in '"”»)'), "")
    return last == "?"


def _label(words: Sequence[Word]) -> str:
    """What stands before a colon at the beginning, or a dash."""
    if words[0].text in _DASHES:
        return "—"
    for k in range(1, min(5, len(words))):
        if words[k].text == ":":
            return " ".join(word.text for word in words[:k])
    return ""


def _voice(words: Sequence[Word]) -> str:
    lowers = {word.text.lower() for word in words}
    marked = any(has_mark(word.text) for word in words)
    return ("I" if lowers & OWN else "") + ("Y" if lowers & _YOURS else "") + ("M" if marked else "")
