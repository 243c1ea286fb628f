"""The pipe `nusaner_sentences`."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START, SPACY
from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.sentences.boundaries import sentence_starts
from nusaner.sentences.model import load


class SentenceBoundaries:
    """Sets `token.is_sent_start` by the rules and the model of `nusaner.sentences.boundaries`.

    Its weights are read once for the process and never change, so it may be shared by threads and
    processes, and a saved pipeline keeps none of them.
    """

    def __init__(self) -> None:
        self._model = load()

    def __reduce__(self) -> tuple[type[SentenceBoundaries], tuple[()]]:
        return (type(self), ())

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of one text."""
        spaces: list[bool] = doc.to_array([SPACY]).astype(bool).ravel().tolist()
        starts = sentence_starts(extensions.strings(doc), spaces, self._model)
        if starts:
            # not token by token: spaCy's setter looks at the whole document each time
            values = np.where(starts, 1, -1).astype(np.int64)
            doc.from_array([SENT_START], values.view(np.uint64))  # type: ignore[arg-type]  # one attribute, one dimension
        return doc


@Language.factory("nusaner_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> SentenceBoundaries:
    """The factory of the pipe; it has no settings."""
    return SentenceBoundaries()
