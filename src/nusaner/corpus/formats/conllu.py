r"""CoNLL-U with entities in MISC: `Entity=B-GPE|Record=shusha|SpaceAfter=No`.

Any scheme of tags is read, also under the keys NER, ner (Stanza) and NE. Blanks other than one are
kept as UDPipe does (`SpacesAfter=\s\n`, `SpacesBefore=`), so that the text is that of the document. The
words of multiword tokens are kept in `meta["words"]` as [token, words] pairs; the token is the surface.

Holds text, mentions, records, ids, tokens, sentences. Does not hold: other meta, overlapping
mentions, a text of blanks only; other columns of a file that is read are not taken over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nusaner.corpus.formats.files import lines_of, read_text, write_text
from nusaner.corpus.formats.fit import sentence_ranges, token_spans
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.tags import OUTSIDE, decode, encode
from nusaner.errors import FormatError
from nusaner.types import Annotated, Mention

_KEYS = ("Entity", "NER", "ner", "NE")
_ESCAPES = {" ": "\\s", "\t": "\\t", "\n": "\\n", "\r": "\\r", "|": "\\p", "\\": "\\\\"}
_UNESCAPES = {code[1]: sign for sign, code in _ESCAPES.items()}


@dataclass(slots=True)
class _Token:
    form: str
    tag: str
    record: str
    before: str = ""
    after: str | None = None
    words: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Document:
    id: str
    sentences: list[list[_Token]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def recognises(head: str) -> bool:
    """Whether a line has the ten columns of CoNLL-U, the first a number."""
    return any(re.match(r"\d+(-\d+)?\t", line) and line.count("\t") == 9 for _, line in lines_of(head))


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file; it has no offsets, so nothing can be off."""
    for document in _documents(path):
        yield _annotated(document)


def _documents(path: Path) -> list[_Document]:
    documents: list[_Document] = []
    sentence: list[_Token] = []
    text, last, name, paragraph = "", 0, f"{path.stem}-1", False
    for number, line in [*lines_of(read_text(path)), (0, "")]:
        if line.startswith("#"):
            key, _, value = (part.strip() for part in line[1:].partition("="))
            if key.split(" ")[:1] == ["newdoc"]:
                documents.append(_Document(value or f"{path.stem}-{len(documents) + 1}"))
            elif key == "text":
                text = value
            paragraph = paragraph or key.split(" ")[:1] == ["newpar"]
        elif line.strip():
            token, numbers = _token(line, path, number)
            if len(numbers) == 2:
                last = numbers[1]
                sentence.append(token)
            elif numbers and numbers[0] <= last:
                sentence[-1].words.append(token.form)
                if sentence[-1].tag in OUTSIDE:
                    sentence[-1].tag, sentence[-1].record = token.tag, token.record
            elif numbers:
                sentence.append(token)
        elif sentence:
            if not documents:
                documents.append(_Document(name))
            previous = documents[-1].sentences[-1][-1] if documents[-1].sentences else None
            if paragraph and previous is not None and previous.after is None:
                previous.after = "\n"
            documents[-1].sentences.append(sentence)
            documents[-1].texts.append(text)
            sentence, text, last, paragraph = [], "", 0, False
    return documents


def _token(line: str, path: Path, number: int) -> tuple[_Token, list[int]]:
    """A row and its number (one), its range (two) or nothing for an empty node."""
    columns = line.split("\t")
    if len(columns) != 10 or not re.fullmatch(r"\d+(-\d+|\.\d+)?", columns[0]):
        raise FormatError(
            f"A row of CoNLL-U has ten columns, the first a number, got {line!r}.", path=path, line=number
        )
    misc = dict(pair.partition("=")[::2] for pair in columns[9].split("|"))
    tag = next((misc[key] for key in _KEYS if key in misc), "O")
    if tag.startswith("(") or tag.endswith(")"):
        raise FormatError(
            f"Entity is bracketed as in CorefUD, got {tag!r}; nusaner reads one tag a token, e.g. Entity=B-GPE.",
            path=path,
            line=number,
        )
    after = "" if misc.get("SpaceAfter") == "No" else None
    if "SpacesAfter" in misc:
        after = _unescape(misc["SpacesAfter"])
    record = _unescape(misc.get("Record", ""))
    token = _Token(columns[1], tag, record, _unescape(misc.get("SpacesBefore", "")), after)
    return token, [] if "." in columns[0] else [int(part) for part in columns[0].split("-")]


def _annotated(document: _Document) -> Annotated:
    parts: list[str] = []
    offsets: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    mentions: list[Mention] = []
    words: list[Any] = []
    position = 0
    for sentence, text in zip(document.sentences, document.texts, strict=True):
        first = len(offsets)
        for token, gap in zip(sentence, _gaps(sentence, text), strict=True):
            start = position + len(token.before)
            end = start + len(token.form)
            parts += [token.before, token.form, gap]
            position = end + len(gap)
            if token.words:
                words.append([len(offsets), token.words])
            offsets.append((start, end))
        bounds.append((offsets[first][0], offsets[-1][1]))
        for begin, behind, label in decode([token.tag for token in sentence]):
            span = (offsets[first + begin][0], offsets[first + behind - 1][1])
            mentions.append(Mention(*span, label, sentence[begin].record))
    plain = "".join(parts)
    if document.sentences and document.sentences[-1][-1].after is None:
        plain = plain.removesuffix(" ")
    meta = {"words": words} if words else {}
    return Annotated(document.id, plain, tuple(mentions), tuple(offsets), tuple(bounds), meta)


def _gaps(sentence: Sequence[_Token], text: str) -> list[str]:
    """What follows each token: as MISC says, else as `# text` shows, else a blank."""
    shown: list[str | None] = [None] * len(sentence)
    position = 0
    for k, token in enumerate(sentence):
        found = text.find(token.form, position)
        if found < 0 or text[position:found].strip():
            break
        if k:
            shown[k - 1] = text[position:found]
        position = found + len(token.form)
    return [
        token.after if token.after is not None else (" " if gap is None else gap)
        for token, gap in zip(sentence, shown, strict=True)
    ]


def refuses(document: Annotated, mention: Mention) -> str:
    """Why the format cannot hold a mention, "" if it can."""
    wrong = not mention.label or re.search(r"[\s|=()]", mention.label)
    return f"has a label that MISC cannot hold, {mention.label!r}" if wrong else ""


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write ID, FORM and MISC; the other columns are `_`."""
    write_text(path, (line for document in documents for line in _lines(document)))


def _lines(document: Annotated) -> Iterator[str]:
    yield f"# newdoc id = {document.id}\n"
    tags = encode(token_spans(document), len(document.tokens))
    records = {mention.start: mention for mention in document.mentions}
    words = dict(document.meta.get("words", ()))
    record = ""
    for number, (first, behind) in enumerate(sentence_ranges(document), start=1):
        start, end = document.tokens[first][0], document.tokens[behind - 1][1]
        yield f"# sent_id = {document.id}-s{number}\n# text = {' '.join(document.text[start:end].split())}\n"
        position = 1
        for k in range(first, behind):
            begin, stop = document.tokens[k]
            if tags[k].startswith("B-"):
                record = records[begin].kb_id
            form = document.text[begin:stop]
            if re.search(r"[\t\n\r]", form):
                raise FormatError(f"{document.id}: the token {form!r} holds a tab or a line break; split it.")
            misc = "|".join(sorted(_misc(document, k, tags[k], record))) or "_"
            parts = words.get(k, ())
            place = f"{position}-{position + len(parts) - 1}" if parts else str(position)
            yield "\t".join((place, form, *"_" * 7, misc)) + "\n"
            for part in parts:
                yield "\t".join((str(position), part, *"_" * 8)) + "\n"
                position += 1
            position += not parts
        yield "\n"


def _misc(document: Annotated, k: int, tag: str, record: str) -> Iterator[str]:
    tokens, text = document.tokens, document.text
    if tag != "O":
        yield f"Entity={tag}"
        if record:
            yield f"Record={_escape(record)}"
    if k == 0 and tokens[0][0]:
        yield f"SpacesBefore={_escape(text[: tokens[0][0]])}"
    last = k + 1 == len(tokens)
    gap = text[tokens[k][1] : len(text) if last else tokens[k + 1][0]]
    if not gap:
        yield "SpaceAfter=No"
    elif gap != " " or last:
        yield f"SpacesAfter={_escape(gap)}"


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


def _unescape(text: str) -> str:
    return re.sub(r"\\([stnrp\\])", _sign, text)


def _sign(match: re.Match[str]) -> str:
    return _UNESCAPES[match[1]]
