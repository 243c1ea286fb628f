"""The pipe `nusaner_linker`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from nusaner import doc as extensions
from nusaner import kb as knowledge
from nusaner.linker.candidates import CandidateFinder
from nusaner.linker.rank import Priors, link_document
from nusaner.storage import read_checked, write_sums
from nusaner.types import Mention

_FILE = "priors.json"
extensions.register()


class EntityLinker:
    """Writes `ent.kb_id_` and `ent._.link` of each entity.

    A call changes only its document, so one linker may serve several threads.

    Args:
        kb_path: Folder of `*.jsonl` records; None for those that came with nusaner.
        priors: What the training corpus says of spellings and records.
    """

    def __init__(self, *, kb_path: str | None = None, priors: Priors | None = None) -> None:
        self.kb_path = kb_path
        self.kb = knowledge.load(kb_path)
        self.priors = priors or Priors()
        self._finder = CandidateFinder(self.kb)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self.kb_path, self.priors))

    def __call__(self, doc: Doc) -> Doc:
        """Link the entities of one document."""
        ents = doc.ents
        mentions = [Mention(e.start_char, e.end_char, e.label_) for e in ents]
        links = link_document(doc.text, mentions, self.kb, self._finder, self.priors)
        doc.ents = tuple(
            Span(doc, e.start, e.end, label=e.label, kb_id=link.id) for e, link in zip(ents, links, strict=True)
        )
        for ent, link in zip(doc.ents, links, strict=True):
            ent._.link = link
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The learned part; the knowledge base is named by `kb_path`."""
        return json.dumps(asdict(self.priors), sort_keys=True, ensure_ascii=False, indent=0).encode()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> EntityLinker:
        """Take over what `to_bytes` gave."""
        self.priors = Priors(**json.loads(data))
        return self

    def to_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> None:
        """Write the learned part with its checksum."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _FILE).write_bytes(self.to_bytes())
        write_sums(folder)

    def from_disk(self, path: Path | str, *, exclude: Iterable[str] = ()) -> EntityLinker:
        """Read what `to_disk` wrote.

        Raises:
            ModelError: The file is missing or damaged.
        """
        return self.from_bytes(read_checked(Path(path), _FILE))


def _rebuild(kb_path: str | None, priors: Priors) -> EntityLinker:
    return EntityLinker(kb_path=kb_path, priors=priors)


@Language.factory(
    "nusaner_linker",
    default_config={"kb_path": None},
    requires=["doc.ents"],
    assigns=["doc.ents", "span._.link"],
)
def create_linker(nlp: Language, name: str, kb_path: str | None) -> EntityLinker:
    """The factory of the pipe."""
    return EntityLinker(kb_path=kb_path)
