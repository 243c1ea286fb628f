"""Finds what is wrong with annotated articles, each violation with file, line and column."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from nusaner import lexicon
from nusaner.corpus.articles import Article, read_article
from nusaner.corpus.docs import misaligned
from nusaner.corpus.duplicates import near_duplicates
from nusaner.errors import FormatError
from nusaner.types import LABELS, MAIN_TARGETS, NIL, STANCES, TARGETS, Mention

GENRES = frozenset(row[0] for row in lexicon.load("genres"))
REGISTERS = frozenset({"formal", "semi-formal", "informal", "devotional", "academic"})
_FIELDS = ("title", "date", "genre", "register", "topic")
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
#: So many words on either side make the same context.
_CONTEXT = 2
#: Guidelines 1.1 and 1.2: titles and type nouns stay outside.
_OUTSIDE = re.compile(
    r"(?:Presiden|Perdana Menteri|PM|Menteri|Jenderal|Kolonel|Mayor|Letnan|Ustadz|Ustaz|Habib|Distrik|Rayon|"
    r"Provinsi|Kabupaten|Desa|Kota)\s"
)
#: Guidelines 1.10: no quotation marks, brackets or final stops; 'Tbk.' and initials keep theirs.
_EDGE = re.compile(r"^[\s\"“”'(\[]|[\s\"“”)\],;:]$")


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong.

    Attributes:
        path: The article's file.
        line, column: 1-based, in the file; the column counts characters of the plain text of the
            line, without markup.
        rule: Short name of the rule.
        message: A full sentence.
    """

    path: Path
    line: int
    column: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.rule}: {self.message}"


@dataclass(frozen=True, slots=True)
class _File:
    """An article and its file."""

    path: Path
    article: Article

    def violation(self, start: int, end: int, rule: str, message: str) -> Violation:
        """A violation at a span of the text, with the line of its file."""
        head = self.path.read_text(encoding="utf-8").split("---\n", 2)[1].count("\n") + 2
        before, surface = self.article.text[:start], self.article.text[start:end]
        line = head + before.count("\n") + 1
        return Violation(self.path, line, start - before.rfind("\n"), rule, f"{surface!r}: {message}")


def check_folder(folder: Path, types: Mapping[str, str], nlp: Language) -> Iterator[Violation]:
    """Check all articles of a folder.

    Args:
        folder: Folder of `*.md` files.
        types: Record id -> NER label of the knowledge base.
        nlp: Its tokenizer decides whether mentions fit the tokens.
    """
    files: list[_File] = []
    for path in sorted(folder.glob("*.md")):
        try:
            files.append(_File(path, read_article(path)))
        except FormatError as error:
            yield Violation(path, error.line or 1, error.column or 1, "format", str(error))
    for file in files:
        yield from _check_head(file)
        yield from _check_mentions(file, types)
        yield from _check_unmarked(file)
        for mention in misaligned(nlp, file.article):
            yield file.violation(mention.start, mention.end, "tokens", "the mention does not fit the tokens.")
    yield from _check_doubles(files)
    yield from _check_context(files)


def _check_head(file: _File) -> Iterator[Violation]:
    article = file.article

    def wrong(message: str) -> Violation:
        return Violation(file.path, 2, 1, "front matter", message)

    if article.id != file.path.stem:
        yield wrong(f"`id` is the name of the file, got {article.id!r}.")
    for name in _FIELDS:
        if not isinstance(article.meta.get(name), str) or not article.meta[name]:
            yield wrong(f"`{name}` is missing or no text, got {article.meta.get(name)!r}.")
    if article.meta.get("genre") not in GENRES:
        yield wrong(f"`genre` is one of {', '.join(sorted(GENRES))}, got {article.meta.get('genre')!r}.")
    if article.meta.get("register") not in REGISTERS:
        yield wrong(f"`register` is one of {', '.join(sorted(REGISTERS))}, got {article.meta.get('register')!r}.")
    if not _DATE.fullmatch(str(article.meta.get("date"))):
        yield wrong(f"`date` is YYYY-MM-DD, got {article.meta.get('date')!r}.")
    for target, label in article.stance.items():
        if target not in TARGETS or label not in STANCES:
            yield wrong(f"`stance` maps {', '.join(TARGETS)} to {', '.join(STANCES)}, got {target}: {label!r}.")
    for target in MAIN_TARGETS:
        if target not in article.stance:
            yield wrong(f"`stance` has no label for {target}.")


def _check_mentions(file: _File, types: Mapping[str, str]) -> Iterator[Violation]:
    for mention in file.article.mentions:
        surface = file.article.text[mention.start : mention.end]
        for rule, message in _wrong_with(mention, surface, types):
            yield file.violation(mention.start, mention.end, rule, message)
    for quote in file.article.quotes:
        if quote.speaker != NIL and quote.speaker not in types:
            message = f"there is no record {quote.speaker!r}."
            yield file.violation(quote.start, quote.end, "speaker", message)


def _wrong_with(mention: Mention, surface: str, types: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Rule and message of each fault of one mention."""
    record = mention.kb_id
    if mention.label not in LABELS:
        yield "label", f"the label is one of {', '.join(LABELS)}."
    if not record:
        yield "record", "the mention names no record; write NIL if it has none."
    elif record != NIL and record not in types:
        yield "record", f"there is no record {record!r}."
    elif record != NIL and types[record] != mention.label:
        yield "type", f"the record {record!r} is {types[record]}, the mention {mention.label}."
    if _EDGE.search(surface):
        yield "edge", "blanks and punctuation stay outside (guidelines 1.10)."
    if mention.label in ("PERSON", "GPE") and _OUTSIDE.match(surface):
        yield "title", "titles and type nouns stay outside (guidelines 1.1, 1.2)."


def _check_unmarked(file: _File) -> Iterator[Violation]:
    """Occurrences of a name that the same article marks elsewhere.

    The front matter may list words that are no name in some place, as `not_names: [Baku]` for a
    headline 'Baku Tembak'.
    """
    text = file.article.text
    covered = [False] * len(text)
    surfaces = set()
    for mention in file.article.mentions:
        covered[mention.start : mention.end] = [True] * (mention.end - mention.start)
        surfaces.add(text[mention.start : mention.end])
    surfaces -= set(file.article.meta.get("not_names") or ())
    names = sorted((s for s in surfaces if len(s) > 3 and not s.islower()), key=len, reverse=True)
    if not names:
        return
    pattern = re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")
    for match in pattern.finditer(text):
        language = text[: match.start()].rstrip().lower().endswith(("bahasa", "berbahasa"))
        if not language and not any(covered[match.start() : match.end()]):
            yield file.violation(match.start(), match.end(), "unmarked", "it is marked elsewhere in the article.")


def _check_context(files: Iterable[_File]) -> Iterator[Violation]:
    """Names that are labelled differently between the same words on either side."""
    seen: dict[tuple[str, str, str], dict[str, tuple[_File, Mention]]] = defaultdict(dict)
    for file in files:
        text = file.article.text
        for mention in file.article.mentions:
            before = " ".join(text[max(0, mention.start - 60) : mention.start].split()[-_CONTEXT:])
            after = " ".join(text[mention.end : mention.end + 60].split()[:_CONTEXT])
            key = (before.lower(), text[mention.start : mention.end].lower(), after.lower())
            if len(before.split()) == len(after.split()) == _CONTEXT:
                seen[key].setdefault(mention.label, (file, mention))
    for labels in seen.values():
        if len(labels) > 1:
            first, *others = labels.items()
            for label, (file, mention) in others:
                message = f"{label} here, {first[0]} between the same words in {first[1][0].article.id}."
                yield file.violation(mention.start, mention.end, "context", message)


def _check_doubles(files: Iterable[_File]) -> Iterator[Violation]:
    """Ids that stand twice and articles that open alike outside their contrast set."""
    files = list(files)
    by_id = {file.article.id: file for file in files}
    for first, second, likeness in near_duplicates([file.article for file in files]):
        message = f"{second.id} is nearly the same text as {first.id} (likeness {likeness:.2f})."
        yield Violation(by_id[second.id].path, 1, 1, "double", message)
    ids = Counter(file.article.id for file in files)
    openings: dict[str, list[_File]] = defaultdict(list)
    for file in files:
        if ids[file.article.id] > 1:
            yield Violation(file.path, 2, 1, "double", f"the id {file.article.id!r} stands twice.")
        openings[" ".join(file.article.text.split()[:12]).lower()].append(file)
    for alike in openings.values():
        sets = {file.article.meta.get("contrast_set") for file in alike}
        if len(alike) > 1 and (len(sets) > 1 or None in sets):
            others = ", ".join(file.article.id for file in alike[1:])
            yield Violation(alike[0].path, 1, 1, "double", f"the article opens with the same words as {others}.")
