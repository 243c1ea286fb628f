"""What a surface form with its label may stand for, before the document is read.

Everything here depends on spelling and label alone, so it is computed once for each pair.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nusaner.kb import Form, KnowledgeBase, Record, normalise
from nusaner.linker.candidates import Found
from nusaner.types import NIL, PLACES

Features = dict[str, float]

#: Labels that a record's type may be mistaken for, or be used for by metonymy; others do not fit.
_RELATED = (
    frozenset({"ORG", "GPE"}),
    frozenset({"ORG", "FAC"}),
    frozenset({"LAW", "EVENT"}),
    frozenset({"ORG", "PRODUCT"}),
)
_SHORT_KEY = 3
_WORD = re.compile(r"[^\W\d_]{3,}")
#: Words of descriptions that tell nothing.
_EMPTY = frozenset("dan yang dari dengan untuk pada sejak hingga atau kini para oleh serta bekas".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Priors:
    """What the training corpus says before the document is read.

    Attributes:
        spellings: Normalised spelling -> record id (or `NIL`) -> how often it is meant, for
            spellings that several records share or that also name what has no record.
        records: Record id -> how often the record is named at all.
        pairs: Record id -> record id -> how much oftener than by chance one text names both
            (positive pointwise mutual information, in nats), for records that share a spelling.
    """

    spellings: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    records: Mapping[str, int] = field(default_factory=dict)
    pairs: Mapping[str, Mapping[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Option:
    """A record that a mention may stand for, with what speaks for it whatever the document says.

    Attributes:
        record: The record.
        form: The spelling of it that matched.
        features: Feature to value.
        words: Words of its description that its rivals' lack, each with the blank before it, so that
            a text is searched for words that begin so.
        score: The features' part of the log-odds; set by the ranker.
    """

    record: Record
    form: Form
    features: Features
    words: tuple[str, ...]
    score: float = 0.0


def fit(label: str, record: Record) -> str:
    """How a mention's label fits a record's type: "same", "place", "related" or "" for not at all."""
    if label == record.type:
        return "same"
    if label in PLACES and record.type in PLACES:
        return "place"
    return "related" if frozenset({label, record.type}) in _RELATED else ""


def make_options(
    surface: str, label: str, found: Sequence[Found], kb: KnowledgeBase, priors: Priors
) -> tuple[Option, ...]:
    """The records that a mention may stand for, those with a fitting type only.

    Args:
        surface: The mention as written.
        label: Its label.
        found: Candidates by spelling.
        kb: The records.
        priors: What the training corpus says.
    """
    key = normalise(surface)
    fits = [(f, kb[f.id], fit(label, kb[f.id])) for f in found]
    fits = [triple for triple in fits if triple[2]]
    told = [set(_WORD.findall(record.description.lower())) - _EMPTY for _, record, _ in fits]
    shared = set.intersection(*told) if len(told) > 1 else set()
    meant = priors.spellings.get(key, {})
    total = sum(meant.values())
    fame = [math.log1p(priors.records.get(record.id, 0)) for _, record, _ in fits]
    same = sum(kind == "same" for *_, kind in fits)
    options = []
    for number, (candidate, record, kind) in enumerate(fits):
        rivals = [f for k, f in enumerate(fame) if k != number and fits[k][2] == kind]
        features: Features = {
            f"match={candidate.match}": 1.0,
            f"kind={candidate.form.kind}": 1.0,
            f"fit={kind}": 1.0,
            "fame": fame[number],
            "fame over rivals": fame[number] - max(rivals) if rivals else 0.0,
            "rivals": math.log1p(same - (kind == "same")),
            "share": (meant.get(record.id, 0) + 0.5) / (total + 0.5 * (len(fits) + 1)),
            "meant": math.log1p(meant.get(record.id, 0)),
            "NIL share": meant.get(NIL, 0) / (total + 1.0),
        }
        if candidate.match in ("sound", "fuzzy"):
            features["unlikeness"] = 10 * (1 - candidate.likeness)
        if len(key) <= _SHORT_KEY:
            features["short"] = 1.0
        if label == "PERSON":
            features["part=" + _part(key, record)] = 1.0
        options.append(
            Option(record, candidate.form, features, tuple(sorted(" " + word for word in told[number] - shared)))
        )
    return tuple(options)


def _part(key: str, record: Record) -> str:
    """Which part of a person's full name a spelling is: "whole", "first", "last" or "other"."""
    words = normalise(record.name).split(" ")
    if " " in key or len(words) == 1:
        return "whole"
    return "first" if key == words[0] else "last" if key == words[-1] else "other"
