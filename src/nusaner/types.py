"""Plain frozen records and the closed sets of labels.

The offset rule, for the whole project: `start` and `end` are characters of the original text,
half-open, so that `text[start:end]` is the span.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: OntoNotes-style labels of the annotation guidelines, in their order there.
LABELS = ("PERSON", "NORP", "GPE", "LOC", "FAC", "ORG", "EVENT", "LAW", "PRODUCT")
PLACES = frozenset({"GPE", "LOC", "FAC"})
ACTORS = frozenset({"PERSON", "ORG", "NORP"})

#: Stance labels as in SemEval-2016 Task 6 (Mohammad et al., 2016).
STANCES = ("FAVOR", "AGAINST", "NONE")
#: Targets that every document is labelled for, and those labelled only where they act.
MAIN_TARGETS = ("azerbaijan", "armenia")
SIDE_TARGETS = ("turki", "rusia")
TARGETS = MAIN_TARGETS + SIDE_TARGETS

#: Where an entity comes from, in the order in which one overrules the other: a user's own name, the
#: trained model, a rule on the model's spans, the gazetteer.
SOURCES = ("user", "model", "rule", "gazetteer")

#: The identifier of a mention that has no record, as in spaCy's entity linker.
NIL = "NIL"


@dataclass(frozen=True, slots=True)
class Mention:
    """A named entity in a text.

    Attributes:
        start, end: Characters, half-open.
        label: One of `LABELS`.
        kb_id: Identifier of a knowledge-base record, `NIL`, or "" where nobody has said.
    """

    start: int
    end: int
    label: str
    kb_id: str = ""


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with its entities, as any annotation format holds it; readers give it, writers take it.

    Attributes:
        id: Name of the document; readers number what has none.
        text: The plain text.
        mentions: Entities, sorted by offset; any labels.
        tokens: Offsets of the format's own tokens, characters, half-open; () where it has none.
        sentences: Offsets of the format's own sentences, likewise.
        meta: What else the format tells of the document.
    """

    id: str
    text: str
    mentions: tuple[Mention, ...] = ()
    tokens: tuple[tuple[int, int], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a surface token, in the sense of Universal Dependencies: *rumah* of *rumahnya*.

    Attributes:
        text: The word.
        start, end: Characters, half-open.
        lemma: Its lemma, "" where nobody has said (the Stanza layer does).
    """

    text: str
    start: int
    end: int
    lemma: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a mention may stand for, with a score in [0, 1]."""

    id: str
    name: str
    score: float


@dataclass(frozen=True, slots=True)
class Link:
    """What a mention refers to.

    Attributes:
        id: Identifier of the record, or `NIL`.
        name: Canonical name of the record; the mention's own text for `NIL`.
        score: How sure the linker is, in [0, 1].
        type: NER label of the record, "" for `NIL`.
        description: One line on the record, in Indonesian.
        country: ISO 3166-1 alpha-2 code as recognised by the UN, "" if none.
        latitude, longitude: Degrees (WGS 84), for places only.
        wikidata: Wikidata identifier, "" if none.
        whose: For a contested place, whose name the text uses (az, hy, ru, ..., neutral), else "".
        also: The other side's names of a contested place.
        candidates: What was considered, best first.
        contested: Whether several sides claim the place and name it.
    """

    id: str
    name: str
    score: float
    type: str = ""
    description: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str = ""
    whose: str = ""
    also: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    contested: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a document names, with its choice of name.

    Attributes:
        id: Identifier of the record.
        name: Canonical name of the record.
        label: NER label of most of its mentions.
        spans: Character offsets of its mentions, half-open, in order.
        forms: Each spelling in the document with how often it stands there, most frequent first.
        latitude, longitude: Degrees (WGS 84); None if the record has none.
        country: ISO 3166-1 alpha-2 code as recognised by the UN, "" if none.
        whose: Whose name the mentions use (az, hy, ru, ..., neutral) to how often; empty if no
            side has a name of its own.
        contested: Whether several sides claim the place and name it.
        also: The other sides' names, which the document may not use.
    """

    id: str
    name: str
    label: str
    spans: tuple[tuple[int, int], ...]
    forms: tuple[tuple[str, int], ...]
    latitude: float | None = None
    longitude: float | None = None
    country: str = ""
    whose: Mapping[str, int] = field(default_factory=dict)
    contested: bool = False
    also: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How often the document names the place."""
        return len(self.spans)


@dataclass(frozen=True, slots=True)
class Evidence:
    """A piece of the text that moved a stance decision.

    Attributes:
        start, end: Characters, half-open.
        text: `text[start:end]`.
        weight: How far it moved the decision toward the label, in log-odds (positive: for it).
    """

    start: int
    end: int
    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Stance:
    """What the text's own voice holds toward one target.

    Attributes:
        target: An entry of `TARGETS`.
        label: One of `STANCES`.
        probabilities: Label to probability; they sum to 1.
        evidence: The pieces of text that spoke most for the label, strongest first.
        reason: Why the label is NONE without a reading of the text ("" otherwise), e.g. because
            the target is not named.
        doubt: The interval of doubt of `score`: of the texts of the training corpus that were read
            alike, unseen, the share that held the label lies in it (95 %). (0, 1) where nothing is known,
            as for sentences.
    """

    target: str
    label: str
    probabilities: Mapping[str, float] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    doubt: tuple[float, float] = (0.0, 1.0)

    @property
    def score(self) -> float:
        """The probability of `label`."""
        return self.probabilities.get(self.label, 0.0)


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody says in a text, in quotation marks or in a clause that a word of saying brings.

    Attributes:
        start, end: Characters, half-open; quotation marks are inside.
        text: `text[start:end]`.
        direct: Whether it stands in quotation marks.
        speaker: Identifier of the speaker's record, or `NIL`.
        name: The speaker as named where the text says so, "" if nobody is named.
        speaker_start, speaker_end: Characters of `name`, half-open; -1 if nobody is named.
        cue: The word of saying, "" if none.
        stance: Target to FAVOR or AGAINST, what the quotation itself holds; other targets are NONE.
    """

    start: int
    end: int
    text: str
    direct: bool
    speaker: str = NIL
    name: str = ""
    speaker_start: int = -1
    speaker_end: int = -1
    cue: str = ""
    stance: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NamingTerm:
    """A loaded word and the side that it is said of.

    Attributes:
        start, end: Characters, half-open.
        text: `text[start:end]`.
        kind: What the word does: separatist, occupation, liberation, genocide, ... (lexicon/naming.tsv).
        side: The nearest target in the sentence, "" if none.
        quoted: Whether it stands in somebody's words and not in the text's own.
    """

    start: int
    end: int
    text: str
    kind: str
    side: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Act:
    """An act of violence as the grammar of the sentence tells it.

    Attributes:
        start, end: Characters of the word of violence, half-open.
        text: `text[start:end]`.
        agent, victim: Targets, "" where the sentence names none (a passive without its doer, say).
        quoted: Whether it stands in somebody's words and not in the text's own.
    """

    start: int
    end: int
    text: str
    agent: str
    victim: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Framing:
    """How a text frames the sides: facts that can be counted, beside the judgement of stance.

    Attributes:
        names: Side whose names of contested places the text uses -> how often.
        terms: Loaded words, in the order of the text.
        acts: Acts of violence with doer and victim, likewise.
        quoted: Side -> words of its speakers' quotations.
        words: Words of the article's own text, quotations included.
    """

    names: Mapping[str, int] = field(default_factory=dict)
    terms: tuple[NamingTerm, ...] = ()
    acts: tuple[Act, ...] = ()
    quoted: Mapping[str, int] = field(default_factory=dict)
    words: int = 0
