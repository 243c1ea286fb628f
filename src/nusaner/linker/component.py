"""The pipe `nusaner_linker`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner import kb as knowledge
from nusaner.kb import KnowledgeBase
from nusaner.linker.options import Priors
from nusaner.linker.rank import Ranker, Weights
from nusaner.storage import is_listed, read_checked, write_sums
from nusaner.types import NIL, Link, Mention

_PRIORS, _WEIGHTS = "priors.json", "weights.json"
extensions.register()


class EntityLinker:
    """Writes `ent.kb_id_` and `ent._.link` of each entity.

    A call changes only its document, so one linker may serve several threads. An entity that has a
    record already (a user's own name, see `EntityRecognizer.add_names`) keeps it. The bundled knowledge
    base is read with the first document, another one at once, so that a mistake in it is told at once.

    Args:
        kb_path: Folder of `*.jsonl` records; None for those that came with nusaner.
        priors: What the training corpus says of spellings and records.
        weights: The learned weights; None for hand-set ones.
    """

    def __init__(
        self, *, kb_path: str | None = None, priors: Priors | None = None, weights: Weights | None = None
    ) -> None:
        self.kb_path = kb_path
        self._own_kb = None if kb_path is None else knowledge.load(kb_path)
        self.set_model(priors or Priors(), weights or Weights())

    @property
    def kb(self) -> KnowledgeBase:
        """The records."""
        return knowledge.load() if self._own_kb is None else self._own_kb

    @cached_property
    def _ranker(self) -> Ranker:
        return Ranker(self.kb, self.priors, self.weights)

    def set_model(self, priors: Priors, weights: Weights) -> None:
        """Take over what was learned."""
        #: What the training corpus says of spellings and records.
        self.priors = priors
        #: The learned weights.
        self.weights = weights
        self.__dict__.pop("_ranker", None)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.kb_path, self.priors, self.weights))

    def __call__(self, doc: Doc) -> Doc:
        """Link the entities of one document."""
        ents = doc.ents
        text = doc.text
        links = self.link(text, [Mention(e.start_char, e.end_char, e.label_, e.kb_id_) for e in ents])
        for ent, link in zip(ents, links, strict=True):
            record = doc.vocab.strings.add(link.id)
            for token in ent:
                token.ent_kb_id = record
        extensions.set_links(ents, links)
        return doc

    def link(self, text: str, mentions: list[Mention]) -> list[Link]:
        """Link the mentions of one text.

        Args:
            text: The text.
            mentions: Its mentions, in order; one with a `kb_id` keeps it.

        Returns:
            One link for each mention.
        """
        links = self._ranker.link(text, mentions)
        for i, mention in enumerate(mentions):
            if mention.kb_id and mention.kb_id != links[i].id:
                links[i] = self._given(mention.kb_id, text[mention.start : mention.end])
        return links

    def _given(self, record_id: str, surface: str) -> Link:
        """The link of a mention whose record was given; the knowledge base may lack it."""
        if record_id == NIL:
            return Link(NIL, surface, 1.0)
        return self._ranker.given(record_id, surface)

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The learned part; the knowledge base is named by `kb_path`."""
        return _json({"priors": asdict(self.priors), "weights": asdict(self.weights)})

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityLinker:
        """Take over what `to_bytes` gave."""
        learned = json.loads(data)
        self.set_model(Priors(**learned["priors"]), Weights(**learned["weights"]))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the learned part with its checksums."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _PRIORS).write_bytes(_json(asdict(self.priors)))
        (folder / _WEIGHTS).write_bytes(_json(asdict(self.weights)))
        write_sums(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> EntityLinker:
        """Read what `to_disk` wrote; a model of version 0.1.0 has no weights and takes hand-set ones.

        Raises:
            ModelError: A file is missing or damaged.
        """
        folder = Path(path)
        priors = Priors(**json.loads(read_checked(folder, _PRIORS)))
        listed = is_listed(folder, _WEIGHTS)
        self.set_model(priors, Weights(**json.loads(read_checked(folder, _WEIGHTS))) if listed else Weights())
        return self


def _json(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, indent=0).encode()


def _rebuild(kb_path: str | None, priors: Priors, weights: Weights) -> EntityLinker:
    return EntityLinker(kb_path=kb_path, priors=priors, weights=weights)


@Language.factory(
    "nusaner_linker",
    default_config={"kb_path": None},
    requires=["doc.ents"],
    assigns=["doc.ents", "span._.link"],
)
def create_linker(nlp: Language, name: str, kb_path: str | None) -> EntityLinker:
    """The factory of the pipe."""
    return EntityLinker(kb_path=kb_path)
