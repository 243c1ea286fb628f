"""Annotated documents of any source as tagged sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from nusaner import corpus
from nusaner.corpus.formats.fit import fit_to_tokens, flatten, inside_text, sentence_ranges, token_spans, with_tokens
from nusaner.corpus.formats.inline import from_article
from nusaner.errors import InputError
from nusaner.ner.scheme import encode
from nusaner.training.tagged import TaggedSentence
from nusaner.types import Annotated

#: What training takes: documents, a file or folder of any format, or a split of the bundled corpus.
Source = Iterable[Annotated] | Path | str


def documents(source: Source, *, format: str | None = None, utf16: bool | None = None) -> list[Annotated]:
    """The documents of a source.

    Args:
        source: Documents; the path of a file or folder of any format that `nusaner.corpus.read`
            knows; or "corpus:train", "corpus:dev" or "corpus:test" for the bundled corpus.
        format, utf16: As in `nusaner.corpus.read`.

    Raises:
        InputError: There is no such file, or it holds no document.
    """
    if isinstance(source, str) and source.startswith("corpus:"):
        return [from_article(article) for article in corpus.load(source.removeprefix("corpus:"))]
    if isinstance(source, str | Path):
        found = list(corpus.read(source, format=format, utf16=utf16))
        if not found:
            raise InputError(f"There are no documents in {str(source)!r}.")
        return found
    return list(source)


def split_off(found: Sequence[Annotated], *, share: float, seed: int) -> tuple[list[Annotated], list[Annotated]]:
    """Documents for training and, drawn by chance, at least one for development.

    Raises:
        InputError: There are fewer than two documents.
    """
    if len(found) < 2:
        raise InputError(
            f"A development part cannot be split off {len(found)} document; give one by `dev`, "
            "or part the training file into documents."
        )
    order = list(range(len(found)))
    random.Random(seed).shuffle(order)  # noqa: S311  no secret depends on it
    held = set(order[: max(1, round(share * len(found)))])
    return [d for k, d in enumerate(found) if k not in held], [d for k, d in enumerate(found) if k in held]


def keep_labels(found: Iterable[Annotated], labels: Collection[str] | None) -> tuple[list[Annotated], Counter[str]]:
    """The documents with only the mentions of `labels` (None: all), and how many of each other label there were.

    Raises:
        InputError: No mention is left.
    """
    found = list(found)
    other = Counter(m.label for d in found for m in d.mentions if labels is not None and m.label not in labels)
    kept = [
        replace(d, mentions=tuple(m for m in d.mentions if labels is None or m.label in labels)) for d in found
    ]
    if not any(d.mentions for d in kept):
        there = ", ".join(f"{label} ({count})" for label, count in other.most_common()) or "none at all"
        raise InputError(f"No mention of the labels {sorted(labels or ())} is left to train on; there are: {there}.")
    return kept, other


def tagged_sentences(
    nlp: Language, found: Iterable[Annotated], *, on_misfit: corpus.OnMisfit = "error"
) -> tuple[list[TaggedSentence], list[corpus.Misfit]]:
    """Words and BIO tags of the documents' sentences.

    A document's own tokens and sentences are used where it has them.

    Args:
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.
        found: Documents.
        on_misfit: What to do with mentions that do not fit the tokens or overlap: "error" raises
            when all are known, "skip" leaves them out, "widen" takes whole tokens.

    Returns:
        The sentences, and the mentions left out or widened.

    Raises:
        MisfitError: There are such mentions, and `on_misfit` is "error".
    """
    sentences: list[TaggedSentence] = []
    misfits: list[corpus.Misfit] = []
    for document in found:
        fitted, wrong = inside_text(document)
        misfits += wrong
        fitted, wrong = fit_to_tokens(with_tokens(fitted, nlp), widen=on_misfit == "widen")
        misfits += wrong
        fitted, wrong = flatten(fitted)
        misfits += wrong
        sentences += _sentences(fitted)
    if misfits and on_misfit == "error":
        raise corpus.MisfitError(misfits)
    return sentences, misfits


def _sentences(document: Annotated) -> Iterable[TaggedSentence]:
    words = [document.text[start:end] for start, end in document.tokens]
    tags = encode(token_spans(document), len(words))
    for first, behind in sentence_ranges(document):
        if first < behind:
            yield TaggedSentence(tuple(words[first:behind]), tuple(tags[first:behind]))
