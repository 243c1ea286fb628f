"""A document as the readers of quotations see it: paragraphs, sentences, names and scenes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from spacy.attrs import ENT_IOB, ENT_TYPE, SENT_START
from spacy.tokens import Doc

from nusaner.doc import strings
from nusaner.quotes.layout import Turn, turns
from nusaner.quotes.scene import REACH, SPEAKERS, Name, Past, Scene, name_key
from nusaner.quotes.subject import subject
from nusaner.quotes.titles import titles
from nusaner.quotes.words import Word, cue_kinds
from nusaner.types import NIL

#: Most names among which a speaker is sought.
_MOST = 200
#: Most candidates that are sought farther away.
_FAR = 12
_ACTORS = frozenset({"PERSON", "ORG", "GPE"})
_MARKS = frozenset('"“«„')
#: spaCy's number of an entity's first token.
_BEGINS = 3


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens, half-open, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int


class Page:
    """The words, sentences, paragraphs (token numbers) and names of a document.

    Args:
        doc: A document with sentences and entities; records come from `ent._.link` or `ent.kb_id_`.
    """

    def __init__(self, doc: Doc) -> None:
        # numbers in one go: an object for each token would take longer than all the rest
        kinds, inside, starts = doc.to_array([ENT_TYPE, ENT_IOB, SENT_START]).T
        labels = {number: doc.vocab.strings[number] for number in set(kinds.tolist())}
        entities = [labels[number] for number in kinds.tolist()]
        self._doc, self._texts = doc, strings(doc)
        self._firsts = (starts == 1) & doc.has_annotation("SENT_START")
        self._firsts[:1] = True
        self._read = list(map(Word, self._texts, entities, (inside == _BEGINS).tolist(), self._firsts.tolist()))
        self.paragraphs = _paragraphs(self._texts)

    @cached_property
    def words(self) -> list[str]:
        """The lower-cased words."""
        return [text.lower() for text in self._texts]

    @cached_property
    def sentences(self) -> list[Sentence]:
        """The sentences; a sentence of blanks has the paragraph -1."""
        paragraph_of = {i: k for k, tokens in enumerate(self.paragraphs) for i in tokens}
        bounds = pairwise([*self._firsts.nonzero()[0].tolist(), len(self._texts)])
        return [
            Sentence(start, end, next((paragraph_of[i] for i in range(start, end) if i in paragraph_of), -1))
            for start, end in bounds
        ]

    @cached_property
    def sentence_of(self) -> list[int]:
        """For each token the number of its sentence."""
        numbers: list[int] = (self._firsts.cumsum() - 1).tolist()
        return numbers

    @cached_property
    def names(self) -> list[Name]:
        """The entities that can speak."""
        return [
            Name(start, end, label, record, self.sentence_of[start], name_key(self.words, start, end, record))
            for ent in self._doc.ents
            if (label := ent.label_) in SPEAKERS
            for start, end, record in [(ent.start, ent.end, ent.kb_id_ or NIL)]
        ]

    @cached_property
    def _sentences_of_names(self) -> list[int]:
        return [name.sentence for name in self.names]

    @cached_property
    def _starts_of_names(self) -> list[int]:
        return [name.start for name in self.names]

    def paragraph(self, tokens: Sequence[int]) -> list[Word]:
        """The words of a paragraph as the tagger reads them.

        Args:
            tokens: One of `paragraphs`.
        """
        return list(map(self._read.__getitem__, tokens))

    def turns(self) -> list[Turn | None]:
        """For each paragraph its place in an interview, if the text is one."""
        return turns([self.paragraph(tokens) for tokens in self.paragraphs])

    def scene(self, start: int, end: int, past: Past, *, interview: bool = False) -> Scene:
        """The surroundings of the quotation over the tokens start to end.

        Args:
            start, end: Tokens, half-open.
            past: Who spoke last.
            interview: Whether the text is an interview.
        """
        number = self.sentence_of[start]
        first = self.sentences[number].start
        last = self.sentences[self.sentence_of[end - 1]].end
        cue = self._cue(start, end, first, last)
        kind = cue_kinds()[self.words[cue]] if cue >= 0 else ""
        *phrase, joined = subject(self.words, cue, kind, (first, last), (start, end))
        inside = self._names_between(phrase[0], phrase[1])
        return Scene(
            words=self.words,
            start=start,
            end=end,
            first=first,
            last=last,
            sentence=number,
            cue=cue,
            kind=kind,
            direct=self.words[start] in _MARKS,
            past=past,
            paragraph=self.sentences[number].paragraph,
            interview=interview,
            subject=(phrase[0], phrase[1]),
            joined=joined,
            inside=inside,
            recent=self._recent(start, phrase),
            opening=self._opening(number - 1),
            openers=self._openers,
            titles=self.titles,
            titled=self._titled,
            counts=self.counts,
        )

    @cached_property
    def titles(self) -> dict[str, frozenset[str]]:
        """Words beside each name."""
        return titles(self.words, self.names)

    @cached_property
    def _titled(self) -> frozenset[str]:
        return frozenset[str]().union(*self.titles.values())

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each name stands in the text."""
        return Counter(name.key for name in self.names)

    @cached_property
    def _openers(self) -> frozenset[int]:
        firsts = {sentence.start for sentence in self.sentences}
        return frozenset(name.start for name in self.names if name.start in firsts)

    def _names_between(self, start: int, end: int) -> list[Name]:
        return self.names[bisect_left(self._starts_of_names, start) : bisect_left(self._starts_of_names, end)]

    def _recent(self, start: int, phrase: Sequence[int]) -> dict[int, int]:
        """Persons named before, the last first, but those of the phrase that names the speaker."""
        found: dict[int, int] = {}
        behind = bisect_left(self._starts_of_names, start)
        for name in reversed(self.names[max(0, behind - _MOST) : behind]):
            if name.label == "PERSON" and not phrase[0] <= name.start < phrase[1]:
                found[name.start] = min(len(found), 3)
        return found

    def _opening(self, number: int) -> int:
        """The first name of a sentence."""
        if number < 0:
            return -1
        sentence = self.sentences[number]
        names = self._names_between(sentence.start, sentence.end)
        return next((name.start for name in names if name.label in _ACTORS), -1)

    def _cue(self, start: int, end: int, first: int, last: int) -> int:
        """The word of saying that is nearest to the quotation, outside of it, in its sentences."""
        kinds = cue_kinds()
        near = [(start - i, i) for i in range(first, start) if self.words[i] in kinds]
        near += [(i - end + 1, i) for i in range(end, last) if self.words[i] in kinds]
        return min(near)[1] if near else -1

    def candidates(self, scene: Scene) -> list[Name]:
        """Names that may be the speaker: near ones, and whoever spoke before."""
        first = bisect_left(self._sentences_of_names, scene.sentence - REACH)
        behind = bisect_right(self._sentences_of_names, self.sentence_of[scene.last - 1])
        if behind - first > _MOST:
            # a text without sentence ends: only the nearest names
            middle = bisect_left(self._starts_of_names, scene.start)
            first, behind = max(first, middle - _MOST // 2), min(behind, middle + _MOST // 2)
        found = [name for name in self.names[first:behind] if not scene.start <= name.start < scene.end]
        if scene.past.speaker is not None and scene.past.speaker not in found:
            found.insert(0, scene.past.speaker)
        return found

    def far_candidates(self, scene: Scene, near: Sequence[Name]) -> list[Name]:
        """The last mentions of whoever is named farther before the quotation, the nearest first."""
        known = {name.key for name in near}
        behind = bisect_left(self._starts_of_names, scene.start)
        found: list[Name] = []
        for name in reversed(self.names[max(0, behind - _MOST) : behind]):
            if name.key not in known:
                known.add(name.key)
                found.append(name)
                if len(found) == _FAR:
                    break
        return found


def _paragraphs(texts: Sequence[str]) -> list[list[int]]:
    """The tokens between line breaks, blank ones left out."""
    found: list[list[int]] = [[]]
    behind = 0
    for i in [i for i, text in enumerate(texts) if text.isspace()]:
        found[-1] += range(behind, i)
        behind = i + 1
        if "\n" in texts[i] and found[-1]:
            found.append([])
    found[-1] += range(behind, len(texts))
    return [tokens for tokens in found if tokens]
