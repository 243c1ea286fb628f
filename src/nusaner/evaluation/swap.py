"""The swap test: a text with the names of the two sides exchanged should have the stances exchanged.

After the idea of counterfactual tests (Garg et al., 2019; Ribeiro et al., 2020, 'directional expectation').
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from nusaner import lexicon
from nusaner.kb import KnowledgeBase, Record, normalise
from nusaner.stance.sides import record_side
from nusaner.types import Stance

_OTHER = {"azerbaijan": "armenia", "armenia": "azerbaijan"}
_CODES = {"azerbaijan": "az", "armenia": "hy"}


@dataclass(frozen=True, slots=True)
class Swapper:
    """Names of the one side and which of the other's may stand for them.

    Attributes:
        records: The knowledge base.
        pools: (type, side) to names of that side that stand for one record only, sorted.
        mirrors: Record to its fixed counterpart.
    """

    records: KnowledgeBase
    pools: Mapping[tuple[str, str], tuple[str, ...]]
    mirrors: Mapping[str, str]

    @classmethod
    def of(cls, records: KnowledgeBase) -> Swapper:
        """Gather the names of a knowledge base."""
        pools: dict[tuple[str, str], set[str]] = defaultdict(set)
        for record in records.values():
            side = record_side(record)
            if side in _OTHER and not record.contested and _plain(record, records):
                pools[record.type, side].add(record.name)
        mirrors = {}
        for one, other in lexicon.load("mirrors"):
            mirrors.update({one: other, other: one})
        return cls(records, {key: tuple(sorted(names)) for key, names in pools.items()}, mirrors)

    def swap(self, doc: Doc) -> str:
        """The text with every linked name of one side replaced by one of the other side.

        Fixed counterparts stand in the table `mirrors`; a contested place takes the other side's
        name of it; any other name takes one of the other side and the same type, always the same.

        Args:
            doc: A document with entities and links.
        """
        parts, end = [], 0
        for ent in doc.ents:
            name = self._counterpart(ent)
            if name:
                parts += [doc.text[end : ent.start_char], _cased(name, ent.text)]
                end = ent.end_char
        return "".join([*parts, doc.text[end:]])

    def _counterpart(self, ent: Span) -> str:
        link = ent._.link
        record = self.records.get(link.id) if link else None
        if record is None:
            return ""
        mirror = self.mirrors.get(record.id)
        if mirror:
            return self._mirrored(record, self.records[mirror], ent.text)
        if record.contested and link.whose in _CODES.values():
            wanted = "hy" if link.whose == "az" else "az"
            names = [form.text for form in record.forms if form.whose == wanted and form.lang == "id"]
            return names[0] if names else ""
        side = record_side(record)
        pool = self.pools.get((record.type, _OTHER.get(side, "")), ())
        return pool[zlib.crc32(record.id.encode()) % len(pool)] if pool else ""

    def _mirrored(self, record: Record, other: Record, text: str) -> str:
        """A surname for a surname, a full name for a full name."""
        whole = other.name
        return whole.split()[-1] if other.type == "PERSON" and " " not in text.strip() else whole


def _plain(record: Record, records: KnowledgeBase) -> bool:
    """Whether a record's name is its own alone, so that the linker cannot take it for another's."""
    return len(records.index.get(normalise(record.name), ())) == 1 and "-" not in record.name


def _cased(name: str, like: str) -> str:
    letters = [letter for letter in like if letter.isalpha()]
    if len(letters) > 3 and all(letter.isupper() for letter in letters):
        return name.upper()
    return name.lower() if letters and all(letter.islower() for letter in letters) else name


def swap_consistency(
    nlp: Language, docs: Iterable[Doc], records: KnowledgeBase
) -> tuple[float, list[tuple[int, str, str, str]]]:
    """How often exchanging the sides exchanges the labels.

    Args:
        nlp: The whole pipeline.
        docs: What it made of texts; those without both main targets judged count as well.
        records: Its knowledge base.

    Returns:
        The share of (document, side) pairs whose label is that of the other side in the exchanged
        text, and the rest: (index of the document, side, label, label found in the exchanged text).
    """
    docs = list(docs)
    swapper = Swapper.of(records)
    swapped = nlp.pipe([swapper.swap(doc) for doc in docs])
    pairs = [(doc._.stance, other._.stance) for doc, other in zip(docs, swapped, strict=True)]
    return consistency(pairs)


def consistency(
    pairs: Sequence[tuple[Mapping[str, Stance], Mapping[str, Stance]]],
) -> tuple[float, list[tuple[int, str, str, str]]]:
    """The count behind `swap_consistency`, on stances before and after the exchange."""
    failed = []
    total = 0
    for index, (before, after) in enumerate(pairs):
        for side, other in _OTHER.items():
            total += 1
            if before[side].label != after[other].label:
                failed.append((index, side, before[side].label, after[other].label))
    return (1 - len(failed) / total if total else 1.0), failed
