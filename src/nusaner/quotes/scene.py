"""A quotation and what stands around it, as the choice of the speaker sees it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nusaner.types import NIL

#: Entities that can speak.
SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
#: Sentences before the quotation's whose names are candidates.
REACH = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity near a quotation, in words of the document.

    Attributes:
        start, end: Words, half-open.
        label: Its NER label.
        record: Identifier of its record, or `NIL`.
        sentence: Number of its sentence.
        key: Its record, or its words if it has none: who it is within the document.
    """

    start: int
    end: int
    label: str
    record: str
    sentence: int
    key: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """Who spoke last.

    Attributes:
        speaker: The name, None if nobody has spoken or nobody by name.
        paragraph: Of that quotation, -1 if none.
        end: Word behind that quotation, -1 if none.
        nobody: Whether the last quotation was nobody's by name.
    """

    speaker: Name | None = None
    paragraph: int = -1
    end: int = -1
    nobody: bool = False

    def after(self, speaker: Name | None, paragraph: int, end: int) -> Past:
        """The past of the next quotation; somebody without a name does not displace the last one named."""
        if speaker is None:
            return Past(self.speaker, self.paragraph, end, True)
        return Past(speaker, paragraph, end, False)


@dataclass(frozen=True, slots=True)
class Scene:
    """A quotation and what stands around it.

    Attributes:
        words: Lower-cased words of the document.
        start, end: The quotation, words, half-open.
        first, last: Bounds of its sentence, words, half-open.
        sentence: Number of its sentence.
        paragraph: Number of its paragraph.
        cue: Position of its word of saying, -1 if none.
        kind: Kind of that word, "" if none.
        direct: Whether it stands in quotation marks.
        past: Who spoke before.
        interview: Whether the text is an interview.
        subject: The phrase that names who speaks: words, half-open.
        joined: Whether the phrase was taken from the beginning of the sentence.
        inside: Names within the phrase.
        recent: Start of a name of a person -> how many persons were named since.
        opening: Start of the first name of the sentence before, -1 if none.
        openers: Starts of names with which a sentence begins.
        titles: Key of a name -> words that the text puts beside it.
        titled: All these words.
        counts: Key of a name -> how often it stands in the text.
    """

    words: Sequence[str]
    start: int
    end: int
    first: int
    last: int
    sentence: int
    cue: int
    kind: str
    direct: bool
    past: Past = Past()
    paragraph: int = -1
    interview: bool = False
    subject: tuple[int, int] = (0, 0)
    joined: bool = False
    inside: Sequence[Name] = ()
    recent: Mapping[int, int] = field(default_factory=dict)
    opening: int = -1
    openers: frozenset[int] = frozenset()
    titles: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titled: frozenset[str] = frozenset()
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def same_paragraph(self) -> bool:
        """Whether the last quotation by name was in the same paragraph."""
        return self.past.paragraph == self.paragraph

    def in_subject(self, name: Name) -> bool:
        """Whether a name begins within the phrase that names who speaks."""
        return self.subject[0] <= name.start < self.subject[1]


def name_key(words: Sequence[str], start: int, end: int, record: str) -> str:
    """The record, or the words of a name without one."""
    return record if record != NIL else "NIL:" + " ".join(words[start:end])
