"""Articles of the corpus: a Markdown file with YAML front matter and inline markup each.

---
id: wire-aghdam-2020
title: Tentara Azerbaijan Masuki Aghdam
date: 2020-11-20
genre: wire
register: formal
topic: 44-day-war-aftermath
stance: {azerbaijan: NONE, armenia: NONE}
contrast_set: null
invented_speakers: []
---
Tentara [Azerbaijan](GPE|azerbaijan) memasuki Distrik [Aghdam](GPE|aghdam), Jumat.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from nusaner.corpus import markup
from nusaner.corpus.markup import QuoteSpan, StanceMark
from nusaner.corpus.split import assign_splits
from nusaner.errors import FormatError, InputError
from nusaner.storage import bundled
from nusaner.types import Mention

_FENCE = "---\n"
_FRONT = re.compile(r"---\r?\n(?P<head>.*?)^---\r?\n", re.DOTALL | re.MULTILINE)
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated article.

    Attributes:
        id: Slug, also the name of the file.
        text: The plain text.
        mentions: Entities with character offsets into `text`.
        stance: Target to stance label.
        quotes: Quotations; all of them where the front matter says `quotes: true`.
        marks: Sentence stances; all of them where it says `sentence_stance: true`.
        meta: All of the front matter but `id` and `stance`: title, date (ISO), genre, register, ...
    """

    id: str
    text: str
    mentions: tuple[Mention, ...] = ()
    stance: Mapping[str, str] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)
    quotes: tuple[QuoteSpan, ...] = ()
    marks: tuple[StanceMark, ...] = ()


def read_article(path: Path | str) -> Article:
    """Read one article.

    Args:
        path: A `.md` file of the corpus format.

    Raises:
        FormatError: The file is not UTF-8, has no front matter, or its markup does not parse; the
            message names file, line and column.
    """
    path = Path(path)
    try:
        raw = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FormatError(f"The article is not UTF-8 ({error.reason}); save it as UTF-8.", path=path) from error
    return parse_article(raw, path=path)


def parse_article(raw: str, *, path: Path | None = None) -> Article:
    """Parse the content of an article's file; see `read_article`."""
    match = _FRONT.match(raw)
    if not match:
        raise FormatError(
            "The article has no front matter; begin the file with a line '---', YAML and '---'.",
            path=path,
            line=1,
        )
    head, body = match["head"], raw[match.end() :]
    try:
        meta = yaml.safe_load(head)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 2
        raise FormatError(f"The front matter is not valid YAML: {error}.", path=path, line=line) from error
    if not isinstance(meta, dict) or not isinstance(meta.get("id"), str):
        raise FormatError("The front matter has no `id`; add a line 'id: ...'.", path=path, line=2)
    marked = markup.parse(body, path=str(path) if path else None, first_line=head.count("\n") + 3)
    stance = meta.pop("stance", None) or {}
    if not isinstance(stance, dict):
        raise FormatError(
            f"`stance` maps targets to labels, e.g. {{azerbaijan: NONE}}, got {stance!r}.", path=path, line=2
        )
    if isinstance(meta.get("date"), datetime.date):
        meta["date"] = meta["date"].isoformat()
    name = meta.pop("id")
    return Article(name, marked.text, marked.mentions, stance, meta, marked.quotes, marked.marks)


def write_article(article: Article) -> str:
    """The content of an article's file; `parse_article` reads it back unchanged."""
    head = {"id": article.id, **article.meta, "stance": dict(article.stance)}
    front = yaml.safe_dump(head, sort_keys=False, allow_unicode=True, default_flow_style=None, width=1000)
    body = markup.render(markup.Marked(article.text, article.mentions, article.quotes, article.marks))
    return _FENCE + front + _FENCE + body


def read_folder(folder: Path | str) -> list[Article]:
    """All articles of a folder, sorted by id.

    Raises:
        InputError: There is no such folder, or it holds no `.md` file.
        FormatError: An article does not parse.
    """
    folder = Path(folder)
    paths = sorted(folder.glob("*.md"))
    if not paths:
        raise InputError(f"There are no articles (*.md) in {str(folder)!r}; name a folder of articles.")
    return [read_article(path) for path in paths]


def load(split: str | None = None, *, folder: Path | str | None = None) -> list[Article]:
    """The articles of the corpus that came with nusaner.

    Args:
        split: `"train"`, `"dev"` or `"test"`; None for all.
        folder: Another folder of articles.

    Example:
        >>> articles = load("dev")
        >>> articles[0].text[articles[0].mentions[0].start] != " "
        True
    """
    if split not in (None, *SPLITS):
        raise InputError(f"`split` is one of {', '.join(SPLITS)}, got {split!r}.")
    articles = read_folder(folder or bundled("corpus") / "articles")
    splits = assign_splits(articles)
    return [article for article in articles if split is None or splits[article.id] == split]


def fingerprint_paths(folder: Path | str | None = None) -> list[Path]:
    """The files that a fingerprint of the articles is taken over."""
    return sorted(Path(folder or bundled("corpus") / "articles").glob("*.md"))
