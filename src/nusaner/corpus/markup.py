r"""The inline markup of the corpus.

    [Stepanakert](GPE|stepanakert)          a mention: surface, label, record (may be left out)
    <q ilham-aliyev az:F am:A>"..."</q>     a quotation: speaker and the speaker's stance per target
    ... tanpa ampun. {az:A}                 the text's own stance in the sentence before the tag

Literal signs are written `\[`, `\]`, `\{`, `\}`, `\<` and `\\`. Mentions do not nest and hold
no line break; quotations do not nest. The letters F and A stand for FAVOR and AGAINST.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nusaner.errors import FormatError
from nusaner.types import Mention

_TARGETS = {"az": "azerbaijan", "am": "armenia", "tr": "turki", "ru": "rusia"}
_LABELS = {"F": "FAVOR", "A": "AGAINST"}
_STANCES = r"(?:az|am|tr|ru):[FA]"
#: What a label and a record may consist of.
LABEL = r"[A-Za-z][A-Za-z0-9_.-]*"
KB_ID = r"[A-Za-z0-9_.:/-]+"
_TOKEN = re.compile(
    r"\\(?P<escaped>[\[\]{}<>\\])"
    rf"|\[(?P<surface>(?:\\[\[\]{{}}<>\\]|[^\[\]\n\\])+)\]\((?P<label>{LABEL})(?:\|(?P<kb>{KB_ID}))?\)"
    rf"|<q (?P<speaker>[A-Za-z0-9-]+)(?P<said>(?: {_STANCES})*)>"
    r"|(?P<close></q>)"
    rf"| ?\{{(?P<held>{_STANCES}(?: {_STANCES})*)\}}"
    r"|(?P<stray>[\[\]{}\\]|<(?=/?q\b))"
)
_ESCAPED = re.compile(r"\\([\[\]{}<>\\])")
_SPECIAL = re.compile(r"([\[\]{}\\]|<(?=/?q\b))")


@dataclass(frozen=True, slots=True)
class QuoteSpan:
    """A quotation in an annotated text.

    Attributes:
        start, end: Characters, half-open.
        speaker: Identifier of a record, or `NIL`.
        stance: (target, FAVOR or AGAINST) pairs of the speaker; other targets are NONE.
    """

    start: int
    end: int
    speaker: str
    stance: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class StanceMark:
    """The text's own stance in the sentence that ends at `position` (a character offset)."""

    position: int
    stance: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A plain text and what its markup said."""

    text: str
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[QuoteSpan, ...] = ()
    marks: tuple[StanceMark, ...] = ()


def parse(markup: str, *, path: str | None = None, first_line: int = 1) -> Marked:
    """Split marked-up text into plain text and annotation.

    Args:
        markup: Text with inline markup.
        path, first_line: Where the text stands in a file, for the error message.

    Raises:
        FormatError: A bracket, brace or backslash belongs to no markup and is not escaped, or a
            quotation is not closed.

    Example:
        >>> parse("di [Shusha](GPE|shusha).").mentions
        (Mention(start=3, end=9, label='GPE', kb_id='shusha'),)
    """
    plain: list[str] = []
    mentions: list[Mention] = []
    quotes: list[QuoteSpan] = []
    marks: list[StanceMark] = []
    opened: tuple[int, str, str, int] | None = None
    length = position = 0

    def error(message: str, at: int) -> FormatError:
        before = markup[:at]
        line, column = first_line + before.count("\n"), at - (before.rfind("\n") + 1) + 1
        return FormatError(message, path=path, line=line, column=column)

    for match in _TOKEN.finditer(markup):
        before = markup[position : match.start()]
        plain.append(before)
        length += len(before)
        position = match.end()
        if match["stray"]:
            raise error(
                f"{match.group()!r} is not part of any markup; write [name](LABEL|record), "
                rf"or \{match.group()} for a literal sign.",
                match.start(),
            )
        if match["escaped"] or match["surface"]:
            surface = match["escaped"] or _ESCAPED.sub(r"\1", match["surface"])
            plain.append(surface)
            if match["surface"]:
                mentions.append(Mention(length, length + len(surface), match["label"], match["kb"] or ""))
            length += len(surface)
        elif match["held"]:
            marks.append(StanceMark(length, _stances(match["held"])))
        elif match["speaker"]:
            if opened:
                raise error("A quotation opens inside another; close the first with </q>.", match.start())
            opened = (length, match["speaker"], match["said"], match.start())
        elif match["close"]:
            if not opened:
                raise error("</q> closes no quotation; open one with <q SPEAKER>.", match.start())
            quotes.append(QuoteSpan(opened[0], length, opened[1], _stances(opened[2])))
            opened = None
    if opened:
        raise error("The quotation is never closed; close it with </q>.", opened[3])
    plain.append(markup[position:])
    return Marked("".join(plain), tuple(mentions), tuple(quotes), tuple(marks))


def render(marked: Marked) -> str:
    """The inverse of `parse`.

    Raises:
        FormatError: Two mentions overlap, or one lies outside the text.

    Example:
        >>> render(Marked("di Shusha.", (Mention(3, 9, "GPE", "shusha"),)))
        'di [Shusha](GPE|shusha).'
    """
    pieces = [*_mention_pieces(marked)]
    # at one place a quotation closes before a tag, a tag comes before what opens
    pieces += [(q.end, 0, q.end, "</q>") for q in marked.quotes]
    pieces += [(m.position, 1, m.position, f" {{{_codes(m.stance)}}}") for m in marked.marks]
    pieces += [
        (q.start, 2, q.start, f"<q {' '.join(filter(None, (q.speaker, _codes(q.stance))))}>") for q in marked.quotes
    ]
    parts: list[str] = []
    position = 0
    for start, _, end, piece in sorted(pieces):
        parts.append(_escape(marked.text[position:start]))
        parts.append(piece)
        position = end
    parts.append(_escape(marked.text[position:]))
    return "".join(parts)


def _mention_pieces(marked: Marked) -> Iterable[tuple[int, int, int, str]]:
    position = 0
    for mention in sorted(marked.mentions, key=_by_offsets):
        if not position <= mention.start < mention.end <= len(marked.text):
            raise FormatError(f"{mention} overlaps another mention or lies outside the text.")
        position = mention.end
        tail = f"|{mention.kb_id}" if mention.kb_id else ""
        surface = _escape(marked.text[mention.start : mention.end])
        yield mention.start, 3, mention.end, f"[{surface}]({mention.label}{tail})"


def _by_offsets(mention: Mention) -> tuple[int, int]:
    return (mention.start, mention.end)


def _stances(codes: str) -> tuple[tuple[str, str], ...]:
    pairs = (code.split(":") for code in codes.split())
    return tuple((_TARGETS[target], _LABELS[label]) for target, label in pairs)


def _codes(stance: Iterable[tuple[str, str]]) -> str:
    short = {target: code for code, target in _TARGETS.items()}
    return " ".join(f"{short[target]}:{label[0]}" for target, label in stance)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
