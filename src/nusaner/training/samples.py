"""Annotated documents of any source as tagged sentences."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
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

#: Labels to keep, or label -> its new name.
Labels = Collection[str] | Mapping[str, str]
#: What training takes: documents, a file or folder of any format, or a split of the bundled corpus.
Source = Iterable[Annotated] | Path | str


def documents(
    source: Source,
    *,
    format: str | None = None,
    utf16: bool | None = None,
    on_misfit: corpus.OnMisfit = "error",
    misfits: list[corpus.Misfit] | None = None,
) -> list[Annotated]:
    """The documents of a source.

    Args:
        source: Documents; the path of a file or folder of any format that `nusaner.corpus.read`
            knows; or "corpus:train", "corpus:dev" or "corpus:test" for the bundled corpus.
        format, utf16, on_misfit, misfits: As in `nusaner.corpus.read`.

    Raises:
        InputError: There is no such file, or it holds no document.
        MisfitError: Mentions are stated wrongly, and `on_misfit` is "error".
    """
    if isinstance(source, str) and source.startswith("corpus:"):
        return [from_article(article) for article in corpus.load(source.removeprefix("corpus:"))]
    if isinstance(source, str | Path):
        found = list(corpus.read(source, format=format, utf16=utf16, on_misfit=on_misfit, misfits=misfits))
        named = f" in {str(source)!r}"
    else:
        found, named = list(source), ""
    if not found:
        raise InputError(f"There are no documents{named}.")
    return found


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


def keep_labels(found: Iterable[Annotated], labels: Labels | None) -> tuple[list[Annotated], Counter[str]]:
    """The documents with only the mentions of `labels`, under their new names.

    Args:
        found: Documents.
        labels: Labels to keep; as a mapping, their new names; None for all.

    Returns:
        The documents, and how many mentions of each other label were left out.

    Raises:
        InputError: A label is empty or holds signs that cannot be printed.
    """
    found = list(found)
    counts = Counter(m.label for d in found for m in d.mentions)
    names = (
        labels if isinstance(labels, Mapping) else {label: label for label in (counts if labels is None else labels)}
    )
    for name in names.values():
        if not name.strip() or not name.isprintable():
            raise InputError(f"A label is made of signs that can be printed, got {name!r}.")
    kept = [
        replace(d, mentions=tuple(replace(m, label=names[m.label]) for m in d.mentions if m.label in names))
        for d in found
    ]
    return kept, Counter({label: count for label, count in counts.most_common() if label not in names})


def check_labels(found: Sequence[Annotated], labels: Labels | None) -> None:
    """See that each label asked for, or any at all, can be learned from the documents.

    Raises:
        InputError: One has no mention; the message lists those that are there.
    """
    counts = Counter(m.label for d in found for m in d.mentions)
    there = ", ".join(f"{label} ({count})" for label, count in counts.most_common()) or "none"
    missing = sorted(label for label in labels or () if label not in counts)
    if missing:
        raise InputError(f"The training data has no mention of {', '.join(missing)}; its labels are: {there}.")
    if not counts:
        raise InputError("The training data has no mention of any label, so there is nothing to learn.")


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
