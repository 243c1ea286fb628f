"""Small documents and weakened systems for the tests of evaluation."""

from __future__ import annotations

import random
from dataclasses import replace

from nusaner.corpus import markup
from nusaner.evaluation.pairs import Pair
from nusaner.types import Annotated, Mention


def document(name: str, marked: str, **meta: str) -> Annotated:
    """A document of inline markup."""
    read = markup.parse(marked)
    return Annotated(name, read.text, read.mentions, meta=meta)


def forgetful(documents, share, seed=0):
    """The same documents with a share of the mentions forgotten."""
    draw = random.Random(seed)
    return [replace(d, mentions=tuple(m for m in d.mentions if draw.random() > share), meta={}) for d in documents]


def pair(gold, predicted, text="x" * 100, name="a", **options) -> Pair:
    """A pair of spans given as (start, end, label)."""
    return Pair(name, text, tuple(Mention(*s) for s in gold), tuple(Mention(*s) for s in predicted), **options)
