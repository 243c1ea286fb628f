"""What pipes share that work on a batch of documents at once."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from spacy.tokens import Doc


class BatchPipe(ABC):
    """A pipe that annotates batches; one document is a batch of one."""

    @abstractmethod
    def _annotate(self, docs: Sequence[Doc]) -> None:
        """Write what is found to each document."""

    def __call__(self, doc: Doc) -> Doc:
        """Find the entities of one document."""
        self._annotate([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """Find the entities of many documents, faster than one by one."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            self._annotate(docs)
            yield from docs
