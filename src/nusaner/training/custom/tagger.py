"""The recognizer of any pipeline as a tagger of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nusaner.errors import ModelError
from nusaner.ner.scheme import ScoredSpan

#: Pipes whose output spaCy's own recognizer reads.
_EMBEDDINGS = ("tok2vec", "transformer")


def recognizer_of(nlp: Language) -> str:
    """The name of the pipe that finds entities.

    Raises:
        ModelError: There is none.
    """
    for name in nlp.pipe_names:
        if "doc.ents" in nlp.get_pipe_meta(name).assigns and hasattr(nlp.get_pipe(name), "labels"):
            return str(name)
    raise ModelError(f"The model finds no entities: none of its pipes {nlp.pipe_names} writes `doc.ents`.")


def known_labels(nlp: Language) -> tuple[str, ...]:
    """The labels that the recognizer of a pipeline knows."""
    pipe: Any = nlp.get_pipe(recognizer_of(nlp))
    return tuple(pipe.labels)


class PipeTagger:
    """The recognizer of a pipeline as a tagger of words; where it gives no probability, that counts as 1."""

    def __init__(self, nlp: Language) -> None:
        names = nlp.pipe_names[: nlp.pipe_names.index(recognizer_of(nlp)) + 1]
        needed = [name for name in names if name in _EMBEDDINGS] + names[-1:]
        self._vocab, self._pipes = nlp.vocab, [nlp.get_pipe(name) for name in needed]

    def batch(self, sentences: Sequence[Sequence[str]]) -> list[list[ScoredSpan]]:
        """For each sentence (first word, word behind the last, label, probability) of each entity."""
        docs = [Doc(self._vocab, words=list(s), sent_starts=[i == 0 for i in range(len(s))]) for s in sentences]
        for pipe in self._pipes:
            docs = list(pipe.pipe(docs)) if hasattr(pipe, "pipe") else [pipe(doc) for doc in docs]
        return [[(e.start, e.end, e.label_, 1.0 if e._.score is None else e._.score) for e in d.ents] for d in docs]
