"""Inline markup: one Markdown file of `[surface](LABEL|record)` with front matter for each document.

Holds text, mentions, records, id and meta; of the corpus' own articles also stance, quotations and
sentence stances (in `meta` under "stance", "quote_spans" and "stance_marks"). Does not hold: overlapping
mentions, mentions over a line break, tokens, sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from nusaner.corpus.articles import Article, parse_article, write_article
from nusaner.corpus.formats.files import one_or_folder, read_text, targets, write_text
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.markup import KB_ID, LABEL, QuoteSpan, StanceMark
from nusaner.types import Annotated, Mention


def recognises(head: str) -> bool:
    """Whether a file begins with front matter."""
    return re.match(r"---\r?\n", head) is not None


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a `.md` file or a folder of them; markup has no offsets, so nothing can be off."""
    for file in one_or_folder(path, (".md",)):
        yield from_article(parse_article(read_text(file), path=file))


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write a `.md` file, or one for each document into a folder."""
    for document, file in targets(documents, path, ".md"):
        write_text(file, [write_article(to_article(document))])


def refuses(document: Annotated, mention: Mention) -> str:
    """Why the format cannot hold a mention, "" if it can."""
    if "\n" in document.text[mention.start : mention.end]:
        return "goes over a line break, which the markup has no place for"
    if not re.fullmatch(LABEL, mention.label):
        return f"has a label that the markup cannot write, {mention.label!r}"
    if mention.kb_id and not re.fullmatch(KB_ID, mention.kb_id):
        return f"has a record that the markup cannot write, {mention.kb_id!r}"
    return ""


def from_article(article: Article) -> Annotated:
    """An article of the corpus as a neutral document; `to_article` is the inverse."""
    meta: dict[str, Any] = dict(article.meta)
    if article.stance:
        meta["stance"] = dict(article.stance)
    if article.quotes:
        meta["quote_spans"] = [[q.start, q.end, q.speaker, dict(q.stance)] for q in article.quotes]
    if article.marks:
        meta["stance_marks"] = [[m.position, dict(m.stance)] for m in article.marks]
    return Annotated(article.id, article.text, article.mentions, meta=meta)


def to_article(document: Annotated) -> Article:
    """A document as an article; tokens and sentences are left out."""
    meta = dict(document.meta)
    stance: Mapping[str, str] = meta.pop("stance", {})
    quotes: Iterable[Any] = meta.pop("quote_spans", ())
    marks: Iterable[Any] = meta.pop("stance_marks", ())
    return Article(
        document.id,
        document.text,
        document.mentions,
        stance,
        meta,
        tuple(QuoteSpan(start, end, speaker, tuple(held.items())) for start, end, speaker, held in quotes),
        tuple(StanceMark(position, tuple(held.items())) for position, held in marks),
    )
