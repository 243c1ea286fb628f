"""Tokens for documents, and mentions fitted to them; nothing is lost without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.language import Language

from nusaner.corpus.formats.misfits import Misfit, misfit
from nusaner.corpus.formats.offsets import by_offsets
from nusaner.corpus.formats.tags import Span
from nusaner.errors import InputError
from nusaner.types import Annotated, Mention

_SENTENCE_PIPES = ("nusaner_sentences", "sentencizer", "senter")
_WORD = re.compile(r"\S+")


def with_tokens(document: Annotated, nlp: Language | None) -> Annotated:
    """The document with tokens and sentences: its own where it has them, else those of `nlp`.

    Own tokens that leave part of the text out are completed by the words of what is left.

    Raises:
        InputError: The document has no tokens and there is no `nlp`.
    """
    if document.tokens:
        tokens = tuple(_completed(document))
        return replace(document, tokens=tokens, sentences=document.sentences or _whole(tokens))
    if nlp is None:
        raise InputError(
            f"The document {document.id!r} has no tokens, and this format is made of tokens; "
            "give a pipeline that has a tokenizer, e.g. nlp=nusaner.blank()."
        )
    doc = nlp.make_doc(document.text)
    for name in _SENTENCE_PIPES:
        if name in nlp.pipe_names and not document.sentences:
            doc = nlp.get_pipe(name)(doc)
    tokens = tuple((token.idx, token.idx + len(token)) for token in doc if not token.is_space)
    if not document.sentences and doc.has_annotation("SENT_START"):
        sentences = tuple((s.start_char, s.end_char) for s in doc.sents if s.text.strip())
    else:
        sentences = document.sentences or _whole(tokens)
    return replace(document, tokens=tokens, sentences=sentences)


def _completed(document: Annotated) -> Iterator[tuple[int, int]]:
    position = 0
    for start, end in [*sorted(document.tokens), (len(document.text), len(document.text))]:
        for word in _WORD.finditer(document.text, position, max(start, position)):
            yield word.span()
        if start < end and start >= position and document.text[start:end].strip():
            yield start, end
        position = max(position, end)


def _whole(tokens: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return ((tokens[0][0], tokens[-1][1]),) if tokens else ()


def token_spans(document: Annotated) -> list[Span]:
    """The mentions of a fitted document as (first token, token behind the last, label), in order."""
    first = {start: k for k, (start, _) in enumerate(document.tokens)}
    behind = {end: k + 1 for k, (_, end) in enumerate(document.tokens)}
    return [(first[m.start], behind[m.end], m.label) for m in sorted(document.mentions, key=by_offsets)]


def sentence_ranges(document: Annotated) -> list[tuple[int, int]]:
    """The sentences as ranges of tokens; a bound inside a mention is none."""
    starts = {start for start, _ in document.sentences}
    inside = {k for start, end, _ in token_spans(document) for k in range(start + 1, end)}
    bounds: list[int] = []
    waiting = sorted(starts)
    for k, (start, _) in enumerate(document.tokens):
        opens = bool(waiting) and waiting[0] <= start
        while waiting and waiting[0] <= start:
            waiting.pop(0)
        if k == 0 or (opens and k not in inside):
            bounds.append(k)
    return [*pairwise([*bounds, len(document.tokens)])]


def fit_to_tokens(document: Annotated, *, widen: bool) -> tuple[Annotated, list[Misfit]]:
    """The document with those of its mentions that begin and end with a token.

    Args:
        widen: Make the others cover all tokens that they touch.
    """
    starts = {start for start, _ in document.tokens}
    ends = {end for _, end in document.tokens}
    kept: list[Mention] = []
    misfits: list[Misfit] = []
    for mention in document.mentions:
        if mention.start in starts and mention.end in ends:
            kept.append(mention)
            continue
        touched = [(s, e) for s, e in document.tokens if s < mention.end and e > mention.start]
        reason = "does not fit the tokens"
        if widen and touched:
            wide = replace(mention, start=touched[0][0], end=touched[-1][1])
            kept.append(wide)
            reason = f"was widened to {document.text[wide.start : wide.end]!r}, as it does not fit the tokens"
        misfits.append(misfit(document, mention, reason, [document.text[s:e] for s, e in touched]))
    return replace(document, mentions=tuple(kept)), misfits


def flatten(document: Annotated) -> tuple[Annotated, list[Misfit]]:
    """The document without mentions that overlap a longer one, or an earlier one of their length."""
    kept: list[Mention] = []
    misfits: list[Misfit] = []
    for mention in sorted(document.mentions, key=_longest_first):
        rivals = [other for other in kept if other.start < mention.end and mention.start < other.end]
        if rivals:
            rival = f"{document.text[rivals[0].start : rivals[0].end]!r} ({rivals[0].label})"
            misfits.append(misfit(document, mention, f"overlaps {rival}, and the format has no place for both"))
        else:
            kept.append(mention)
    return replace(document, mentions=tuple(sorted(kept, key=by_offsets))), misfits


def _longest_first(mention: Mention) -> tuple[int, int]:
    return (mention.start - mention.end, mention.start)


def inside_text(document: Annotated) -> tuple[Annotated, list[Misfit]]:
    """The document without mentions that are empty or reach beyond the text."""
    length = len(document.text)
    misfits = [
        misfit(document, mention, "is empty or outside the text")
        for mention in document.mentions
        if not 0 <= mention.start < mention.end <= length
    ]
    kept = [mention for mention in document.mentions if 0 <= mention.start < mention.end <= length]
    return replace(document, mentions=tuple(sorted(kept, key=by_offsets))), misfits
