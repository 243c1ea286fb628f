r"""WebAnno TSV 3 (3.1 to 3.3), the format of WebAnno and INCEpTION: one file a document.

Rows are tokens (`1-1`) and parts of tokens (`1-1.1`), values of the same number in brackets (`PER[1]`) are one
annotation, stacked ones are parted by `|`. Offsets are UTF-16 code units by the specification; the tokens' own text
proves it, or that a tool counted otherwise. The entities are the layer NamedEntity (`value`, record in
`identifier`) if the file has it, else all span layers but those of words (part of speech, lemma, ...), by
their first feature with a value. Relations and chains are not taken over.

Holds text, mentions (also overlapping and in parts of tokens), records, tokens, sentences, ids as file
names. Does not hold: meta. Between sentences the format has no text; nusaner writes blanks there
other than one line break as part of the sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from nusaner.corpus.formats.files import document_name, lines_of, one_or_folder, read_text, targets, write_text
from nusaner.corpus.formats.fit import sentence_ranges
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import Stated, Unit, choose_units, from_characters, place, to_characters
from nusaner.errors import FormatError
from nusaner.types import Annotated, Mention

_ENTITY = "de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity"
_WORD_LAYERS = re.compile(
    r"\.(lexmorph|segmentation|syntax|transform|pdf)\.|\.(POS|Lemma|Stem|Token|MorphologicalFeatures)$"
)
_ROW = re.compile(r"(?P<token>\d+-\d+)(?P<part>\.\d+)?\t(?P<start>\d+)-(?P<end>\d+)\t(?P<form>[^\t]*)(?P<rest>.*)")
_VALUE = re.compile(r"(?P<value>.*?)(?<!\\)\[(?P<id>\d+)\]", re.S)
_RESERVED = re.compile(r"->|[\\\[\]|_;*\t\n]")
_TEXT_CODES = {"\\": "\\\\", "\t": "\\t", "\f": "\\f", "\r": "\\r", "\b": "\\b"}
_TEXT_SIGNS = {code[1]: sign for sign, code in _TEXT_CODES.items()} | {"n": "\n"}


@dataclass(frozen=True, slots=True)
class _Unit:
    """A row: a token or a part of one, with its columns behind the text."""

    start: int
    end: int
    form: str
    part: bool
    columns: tuple[str, ...]


@dataclass(slots=True)
class _Sentence:
    lines: list[str] = field(default_factory=list)
    units: list[_Unit] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(slots=True)
class _File:
    id: str
    layers: list[tuple[str, list[str]]] = field(default_factory=list)
    sentences: list[_Sentence] = field(default_factory=list)


def recognises(head: str) -> bool:
    """Whether a file names the format in its first line."""
    return head.startswith("#FORMAT=WebAnno TSV 3")


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file or a folder of them."""
    for file_path in one_or_folder(path, (".tsv",)):
        file = _file(file_path)
        unit = _unit(file, utf16)
        text, bounds = _text(file, unit)
        mentions, wrong = place(file.id, text, _stated(file), unit)
        misfits.extend(wrong)
        at = to_characters(text, unit)
        units = [u for sentence in file.sentences for u in sentence.units if not u.part]
        tokens = tuple((at.get(u.start, 0), at.get(u.end, 0)) for u in units)
        for (start, end), u in zip(tokens, units, strict=True):
            if text[start:end] not in (u.form, _unescape(u.form)):
                raise FormatError(
                    f"The token {u.form!r} is stated at {u.start}-{u.end}, where the text has {text[start:end]!r}.",
                    path=file_path,
                )
        yield Annotated(file.id, text, mentions, tokens, bounds)


def _file(path: Path) -> _File:
    file = _File(document_name(path.stem))
    texts_open = False
    # a carriage return may stand at the end of a line of text only as \r
    for number, line in lines_of(read_text(path)):
        if line.startswith("#Text="):
            if not texts_open:
                file.sentences.append(_Sentence())
            file.sentences[-1].lines.append(_unescape_text(line[6:]))
            texts_open = True
            continue
        texts_open = False
        if line.startswith(("#T_SP=", "#T_RL=", "#T_CH=")) and not file.sentences:
            name, *features = line[6:].split("|")
            file.layers.append((name if line.startswith("#T_SP=") else "", features or [""]))
        elif line and not line.startswith("#"):
            match = _ROW.fullmatch(line)
            if not match or not file.sentences:
                raise FormatError(
                    f"A row is 'sentence-token<tab>start-end<tab>text...' under a line '#Text=', got {line!r}.",
                    path=path,
                    line=number,
                )
            columns = tuple(match["rest"].removeprefix("\t").split("\t"))
            unit = _Unit(int(match["start"]), int(match["end"]), match["form"], bool(match["part"]), columns)
            file.sentences[-1].units.append(unit)
    return file


def _unit(file: _File, utf16: bool | None) -> Unit:
    """UTF-16 as specified, unless the lengths of tokens show that the writer counted characters."""
    if utf16 is not None:
        return "utf16" if utf16 else "characters"
    samples = [(sentence.text, _forms(sentence)) for sentence in file.sentences]
    astral = [sample for sample in samples if not sample[0].isascii()]
    return "characters" if astral and set(choose_units(astral)) == {"characters"} and _shifted(file) else "utf16"


def _forms(sentence: _Sentence) -> list[Stated]:
    lead = _lead(sentence)
    if lead is None:
        return []
    return [Stated(u.start - lead, u.end - lead, "", surface=u.form) for u in sentence.units if u.start >= lead]


def _shifted(file: _File) -> bool:
    """Whether characters and UTF-16 units differ at all in the file."""
    return any(ord(sign) > 0xFFFF for sentence in file.sentences for sign in sentence.text)


def _lead(sentence: _Sentence) -> int | None:
    """The offset at which the sentence's text begins; blanks before its first token are as wide in every unit."""
    if not sentence.units:
        return None
    return sentence.units[0].start - max(sentence.text.find(sentence.units[0].form), 0)


def _text(file: _File, unit: Unit) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of the document and its sentences in characters; a gap is a line break, then blanks."""
    parts: list[str] = []
    bounds: list[tuple[int, int]] = []
    units = characters = 0
    for sentence in file.sentences:
        begin = _lead(sentence)
        if begin is not None and begin > units:
            gap = ("\n" if parts else " ") + " " * (begin - units - 1)
            parts.append(gap)
            units, characters = units + len(gap), characters + len(gap)
        parts.append(sentence.text)
        stripped = len(sentence.text) - len(sentence.text.lstrip())
        if sentence.units:
            bounds.append((characters + stripped, characters + len(sentence.text.rstrip())))
        units += from_characters(sentence.text, unit)[-1]
        characters += len(sentence.text)
    return "".join(parts), tuple(bounds)


def _stated(file: _File) -> list[Stated]:
    """The annotations of the entity layers, in the file's unit."""
    named = any(name == _ENTITY or name.endswith(".NamedEntity") for name, _ in file.layers)
    found: list[Stated] = []
    column = 0
    for name, features in file.layers:
        wanted = name.endswith(".NamedEntity") if named else bool(name) and not _WORD_LAYERS.search(name)
        if wanted:
            found += _layer(file, name, features, column)
        column += len(features)
    return found


def _layer(file: _File, name: str, features: list[str], column: int) -> Iterator[Stated]:
    spans: dict[str, list[_Unit]] = defaultdict(list)
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for number, unit in enumerate(unit for sentence in file.sentences for unit in sentence.units):
        for k, feature in enumerate(features):
            cell = unit.columns[column + k] if column + k < len(unit.columns) else "_"
            for place_, value in enumerate(re.split(r"(?<!\\)\|", cell)):
                if value in ("_", ""):
                    continue
                match = _VALUE.fullmatch(value)
                key = match["id"] if match else f"row {number} {place_}"
                if unit not in spans[key]:
                    spans[key].append(unit)
                plain = match["value"] if match else value
                if plain != "*":
                    values[key].setdefault(feature, _unescape(plain))
    for key, units in spans.items():
        own = values[key]
        identifier = own.pop("identifier", "")
        label = own.get("value") or next(iter(own.values()), "") or name.rpartition(".")[2]
        yield Stated(min(u.start for u in units), max(u.end for u in units), label, identifier)


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write a `.tsv`, or one for each document into a folder; offsets are UTF-16 as specified."""
    for document, file in targets(documents, path, ".tsv"):
        write_text(file, _lines(document))


def _lines(document: Annotated) -> Iterator[str]:
    yield f"#FORMAT=WebAnno TSV 3.3\n#T_SP={_ENTITY}|identifier|value\n\n"
    text, offsets = document.text, from_characters(document.text, "utf16")
    ranges = _ranges(document)
    cells, inner = _cells(document)
    position = 0
    for number, (first, behind) in enumerate(ranges, start=1):
        if number > 1 and text[position : document.tokens[first][0]] == "\n":
            position += 1
        following = document.tokens[behind][0] if behind < len(document.tokens) else len(text)
        end = document.tokens[behind - 1][1]
        if text[end:following] != "\n" or behind == len(document.tokens):
            end = following
        yield "\n" + _text_lines(text[position:end])
        position = end
        for k in range(first, behind):
            start, stop = document.tokens[k]
            row = f"{number}-{k - first + 1}"
            yield f"{row}\t{offsets[start]}-{offsets[stop]}\t{text[start:stop]}\t{cells[k]}\t\n"
            for part, (begin, finish, cell) in enumerate(inner[k], start=1):
                yield f"{row}.{part}\t{offsets[begin]}-{offsets[finish]}\t{text[begin:finish]}\t{cell}\t\n"
    if not ranges and text:
        yield "\n" + _text_lines(text)


def _ranges(document: Annotated) -> list[tuple[int, int]]:
    """Sentences as ranges of tokens; mentions need not fit the tokens here, so they are left out."""
    return sentence_ranges(Annotated(document.id, document.text, (), document.tokens, document.sentences))


def _text_lines(text: str) -> str:
    return "".join(f"#Text={_escape_text(line)}\n" for line in text.split("\n"))


def _cells(document: Annotated) -> tuple[list[str], list[list[tuple[int, int, str]]]]:
    """The columns of each token, and its parts (start, end, columns)."""
    whole: list[list[tuple[str, str]]] = [[] for _ in document.tokens]
    parts: list[dict[tuple[int, int], list[tuple[str, str]]]] = [{} for _ in document.tokens]
    for number, mention in enumerate(document.mentions, start=1):
        value = (f"{_value(mention.kb_id)}[{number}]", f"{_value(mention.label)}[{number}]")
        for k, (start, end) in enumerate(document.tokens):
            begin, stop = max(start, mention.start), min(end, mention.end)
            if begin < stop and (begin, stop) == (start, end):
                whole[k].append(value)
            elif begin < stop:
                parts[k].setdefault((begin, stop), []).append(value)
    inner = [[(b, e, _columns(values)) for (b, e), values in sorted(part.items())] for part in parts]
    return [_columns(values) for values in whole], inner


def _columns(values: Sequence[tuple[str, str]]) -> str:
    if not values:
        return "_\t_"
    return "|".join(kb for kb, _ in values) + "\t" + "|".join(label for _, label in values)


def refuses(document: Annotated, mention: Mention) -> str:
    """Why the format cannot hold a mention, "" if it can."""
    tokens = document.tokens
    covered = any(s <= mention.start < e for s, e in tokens) and any(s < mention.end <= e for s, e in tokens)
    if not covered:
        return "begins or ends with a blank, which the format has no row for"
    return "" if mention.label else "has no label"


def _value(text: str) -> str:
    return _RESERVED.sub(_code, text) if text else "*"


def _code(match: re.Match[str]) -> str:
    return {"\t": "\\t", "\n": "\\n"}.get(match.group(), "\\" + match.group())


def _unescape(text: str) -> str:
    return re.sub(r"\\(->|.)", _value_sign, text, flags=re.S)


def _value_sign(match: re.Match[str]) -> str:
    return {"t": "\t", "n": "\n"}.get(match[1], match[1])


def _escape_text(text: str) -> str:
    return "".join(_TEXT_CODES.get(sign, f"\\{sign}" if sign < " " and sign not in "\v" else sign) for sign in text)


def _unescape_text(text: str) -> str:
    return re.sub(r"\\(.)", _text_sign, text, flags=re.S)


def _text_sign(match: re.Match[str]) -> str:
    return _TEXT_SIGNS.get(match[1], match[1])
