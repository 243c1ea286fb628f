"""Which candidate a mention stands for, given the document."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from nusaner.kb import Form, KnowledgeBase, Record, normalise
from nusaner.linker.candidates import CandidateFinder, Found
from nusaner.types import NIL, PLACES, Candidate, Link, Mention

#: How well a mention's label fits a record's type; pairs not listed do not fit.
_SAME = 1.0
_PLACE_FOR_PLACE = 0.6
_OTHER_FIT = {
    frozenset({"ORG", "GPE"}): 0.3,
    frozenset({"ORG", "FAC"}): 0.5,
    frozenset({"LAW", "EVENT"}): 0.5,
    frozenset({"ORG", "PRODUCT"}): 0.4,
}
#: Added to a candidate whose record, parent or country the document names otherwise.
_COHERENCE = 0.5
#: A prior of so many imagined observations for each candidate.
_SMOOTHING = 0.5
#: A best candidate with less than this share of the evidence is given up as NIL.
_SURE = 0.45
#: What speaks for a thing that the knowledge base does not hold.
_NIL_WEIGHT = 0.15
_MOST_CANDIDATES = 5

#: How much a candidate's being written of at all adds, for each e-fold of its count.
_FAME = 0.5
#: Spellings that a name is less often meant by.
_KINDS = {"misspelling": 0.5, "historical": 0.9}


@dataclass(frozen=True, slots=True)
class Priors:
    """What the training corpus says before the document is read.

    Attributes:
        spellings: Normalised spelling -> record id -> how often it is meant, for spellings that
            several records share.
        records: Record id -> how often the record is named at all.
    """

    spellings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    records: Mapping[str, int] = field(default_factory=dict)

    def weight(self, key: str, record_id: str) -> float:
        """How much speaks for a record behind a normalised spelling."""
        meant = self.spellings.get(key, {}).get(record_id, 0)
        return _SMOOTHING + meant + _FAME * math.log1p(self.records.get(record_id, 0))


def link_document(
    text: str,
    mentions: Sequence[Mention],
    kb: KnowledgeBase,
    finder: CandidateFinder,
    priors: Priors,
) -> list[Link]:
    """Link all mentions of one text.

    A first pass links each mention alone; a second one uses what the first found in the document
    (coherence) and resolves a short personal name to the full name before it.

    Args:
        text: The text.
        mentions: Its mentions, in order.
        kb: The records.
        finder: Finds candidates in `kb`.
        priors: What the training corpus says.

    Returns:
        One link for each mention.
    """
    surfaces = [text[m.start : m.end] for m in mentions]
    found = [finder.find(surface) for surface in surfaces]
    fitting = [_fitting(mention, f, kb) for mention, f in zip(mentions, found, strict=True)]
    context = _context((f[0].id for f in fitting if len(f) == 1), kb)
    links: list[Link] = []
    full_names: dict[str, Link] = {}
    for mention, surface, candidates in zip(mentions, surfaces, found, strict=True):
        short = mention.label == "PERSON" and " " not in surface
        before = full_names.get(surface.casefold()) if short else None
        link = before if before is not None else _choose(mention, surface, candidates, kb, priors, context)
        if link.id == NIL:
            link = Link(NIL, surface, link.score, candidates=link.candidates)
        links.append(link)
        if mention.label == "PERSON" and not short:
            for part in surface.split():
                full_names[part.casefold()] = link
    return links


def _fit(label: str, record: Record) -> float:
    if label == record.type:
        return _SAME
    if label in PLACES and record.type in PLACES:
        return _PLACE_FOR_PLACE
    return _OTHER_FIT.get(frozenset({label, record.type}), 0.0)


def _fitting(mention: Mention, found: Iterable[Found], kb: KnowledgeBase) -> list[Found]:
    return [f for f in found if _fit(mention.label, kb[f.id]) == _SAME]


def _context(ids: Iterable[str], kb: KnowledgeBase) -> frozenset[str]:
    """Records, parents and countries that a document surely names."""
    context: set[str] = set()
    for record_id in ids:
        record = kb[record_id]
        context |= {record.id, record.parent, f"country:{record.country}"}
    return frozenset(context - {"", "country:"})


def _choose(
    mention: Mention,
    surface: str,
    found: Sequence[Found],
    kb: KnowledgeBase,
    priors: Priors,
    context: frozenset[str],
) -> Link:
    key = normalise(surface)
    weights: dict[str, float] = {}
    forms: dict[str, Form] = {}
    for candidate in found:
        record = kb[candidate.id]
        fit = _fit(mention.label, record)
        if not fit:
            continue
        near = {record.id, record.parent, f"country:{record.country}"} & context
        weight = candidate.likeness * fit * _KINDS.get(candidate.form.kind, 1.0)
        weight *= priors.weight(key, record.id) * (1 + _COHERENCE * bool(near))
        if weight > weights.get(record.id, 0.0):
            weights[record.id] = weight
            forms[record.id] = candidate.form
    total = sum(weights.values()) + _NIL_WEIGHT
    ranked = [record_id for _, record_id in sorted((-w, record_id) for record_id, w in weights.items())]
    candidates = tuple(
        Candidate(record_id, kb[record_id].name, weights[record_id] / total) for record_id in ranked[:_MOST_CANDIDATES]
    )
    if not candidates or candidates[0].score < _SURE:
        return Link(NIL, surface, _NIL_WEIGHT / total, candidates=candidates)
    return make_link(kb[ranked[0]], forms[ranked[0]], candidates)


def make_link(record: Record, form: Form, candidates: tuple[Candidate, ...]) -> Link:
    """A link to a record whose spelling `form` the text uses."""
    return Link(
        id=record.id,
        name=record.name,
        score=candidates[0].score,
        type=record.type,
        description=record.description,
        country=record.country,
        latitude=record.latitude,
        longitude=record.longitude,
        wikidata=record.wikidata,
        whose=form.whose,
        also=_other_names(record, form),
        candidates=candidates,
    )


def _other_names(record: Record, form: Form) -> tuple[str, ...]:
    """The Indonesian names by which the other sides call a contested place."""
    if not form.whose:
        return ()
    names: dict[str, str] = {}
    for other in record.forms:
        if other.lang == "id" and other.whose and other.whose != form.whose and other.kind != "misspelling":
            names.setdefault(other.whose, other.text)
    return tuple(names.values())
