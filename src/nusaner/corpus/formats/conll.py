"""Columns of tokens and tags: CoNLL-2003, and IOB1, IOB2 or BIOES with any number of columns.

The first column is the token, the last the tag; columns are parted by tabs where a line has one,
else by blanks. Where there is `-DOCSTART-`, it begins a document; else each block of lines is one.
The text is rebuilt with one blank between tokens and a line break between sentences.

Holds tokens, sentences and flat mentions. Does not hold: the blanks of the text, ids (documents are
numbered), records, meta, overlapping mentions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from nusaner.corpus.formats.files import lines_of, read_text, write_text
from nusaner.corpus.formats.fit import sentence_ranges, token_spans
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.tags import Scheme, decode, encode, is_tag
from nusaner.errors import FormatError
from nusaner.types import Annotated, Mention

_START = "-DOCSTART-"
#: Comments of WNUT and MultiCoNER files; a lone "#" is a token.
_COMMENTS = ("# id ", "# text ", "# text=", "# sent_id ", "# newdoc")


@dataclass(frozen=True, slots=True)
class _Row:
    token: str
    tag: str


def recognises(head: str) -> bool:
    """Whether the lines are tokens with tags; the last, which may be cut off, does not count."""
    rows = [columns for _, line in list(lines_of(head))[:-1] or lines_of(head) if (columns := _columns(line))]
    rows = [columns for columns in rows if not columns[0].startswith(_START)]
    return bool(rows) and all(len(columns) > 1 for columns in rows) and any(is_tag(columns[-1]) for columns in rows)


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file of any scheme; it has no offsets, so nothing can be off."""
    documents, marked = _documents(path)
    rows = [row for sentences in documents for sentence in sentences for row in sentence]
    if rows and not any(is_tag(row.tag) for row in rows):
        raise FormatError(
            f"The last column holds no tag (neither O nor B-...), but e.g. {rows[0].tag!r}; it must be the entity's.",
            path=path,
        )
    if not marked:
        documents = [[sentence] for sentences in documents for sentence in sentences]
    for number, sentences in enumerate(documents, start=1):
        yield from_sentences(f"{path.stem}-{number}", sentences)


def _documents(path: Path) -> tuple[list[list[list[_Row]]], bool]:
    documents: list[list[list[_Row]]] = [[]]
    sentence: list[_Row] = []
    marked = False
    for number, line in [*lines_of(read_text(path)), (0, "")]:
        columns = _columns(line)
        starts = bool(columns) and columns[0].startswith(_START)
        if (not columns or starts) and sentence:
            documents[-1].append(sentence)
            sentence = []
        if starts:
            if marked or documents[-1]:
                documents.append([])
            marked = True
        elif columns:
            if len(columns) < 2 or not columns[0]:
                raise FormatError(
                    f"The line has no token and tag, got {line!r}; part them by a tab or a blank.",
                    path=path,
                    line=number,
                )
            sentence.append(_Row(columns[0], columns[-1]))
    return documents if marked or documents[0] else [], marked


def _columns(line: str) -> list[str]:
    if not line.strip(" \t") or line.startswith(_COMMENTS):
        return []
    if "\t" in line.rstrip(" \t"):
        return [column.strip(" ") for column in line.rstrip(" \t").split("\t")]
    return [column for column in line.replace("\t", " ").split(" ") if column]


def from_sentences(name: str, sentences: Sequence[Sequence[_Row]]) -> Annotated:
    """A document of tagged tokens, its text rebuilt."""
    parts: list[str] = []
    tokens: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    mentions: list[Mention] = []
    position = 0
    for sentence in sentences:
        first = len(tokens)
        for row in sentence:
            tokens.append((position, position + len(row.token)))
            position += len(row.token) + 1
        parts.append(" ".join(row.token for row in sentence))
        bounds.append((tokens[first][0], tokens[-1][1]))
        for start, end, label in decode([row.tag for row in sentence]):
            mentions.append(Mention(tokens[first + start][0], tokens[first + end - 1][1], label))
    return Annotated(name, "\n".join(parts), tuple(mentions), tuple(tokens), tuple(bounds))


def refuses(document: Annotated, mention: Mention) -> str:
    """Why the format cannot hold a mention, "" if it can."""
    return "" if mention.label and not mention.label.split()[1:] else f"has the label {mention.label!r}, with a blank"


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool, scheme: Scheme = "IOB2") -> None:
    """Write token, `-X-`, `-X-` and tag; parted by tabs if a token holds a blank, else by blanks."""
    forms = (document.text[start:end] for document in documents for start, end in document.tokens)
    separator = "\t" if any(" " in form for form in forms) else " "
    write_text(path, (line for document in documents for line in _lines(document, separator, scheme)))


def _lines(document: Annotated, separator: str, scheme: Scheme) -> Iterator[str]:
    yield f"{_START} -X- -X- O\n\n"
    tags = encode(token_spans(document), len(document.tokens), scheme)
    for first, behind in sentence_ranges(document):
        for (start, end), tag in zip(document.tokens[first:behind], tags[first:behind], strict=True):
            form = document.text[start:end]
            if "\n" in form or "\t" in form:
                raise FormatError(f"{document.id}: the token {form!r} holds a tab or a line break; split it.")
            yield f"{separator.join((form, '-X-', '-X-', tag))}\n"
        yield "\n"
