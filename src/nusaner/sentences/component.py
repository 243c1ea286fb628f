"""The pipe `nusaner_sentences`."""

from __future__ import annotations

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from nusaner.sentences.rules import sentence_starts


class SentenceBoundaries:
    """Sets `token.is_sent_start` by the rules of `nusaner.sentences.rules`.

    It holds no state, so it may be shared by threads and processes.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Mark the sentence starts of one text."""
        starts = sentence_starts([token.text for token in doc], [bool(token.whitespace_) for token in doc])
        if starts:
            # not token by token: spaCy's setter looks at the whole document each time
            values = np.where(starts, 1, -1).astype(np.int64)
            doc.from_array([SENT_START], values.view(np.uint64))  # type: ignore[arg-type]  # one attribute, one dimension
        return doc


@Language.factory("nusaner_sentences", assigns=["token.is_sent_start"])
def create_sentences(nlp: Language, name: str) -> SentenceBoundaries:
    """The factory of the pipe; it has no settings."""
    return SentenceBoundaries()
