"""What does not fit: mentions that a file states wrongly, or that the format to be written cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nusaner.errors import FormatError
from nusaner.types import Annotated, Mention

#: What to do with a misfit: raise when all are known, leave it out, or widen it to whole tokens.
ON_MISFIT = ("error", "skip", "widen")
_MOST = 50


@dataclass(frozen=True, slots=True)
class Misfit:
    """A mention that could not be taken over as it stands.

    Attributes:
        document: Identifier of the document.
        start, end: Characters of the document's text, half-open; -1 where the file's own offsets
            lie outside the text.
        line: 1-based line of the document's text on which the mention starts.
        label: Its label.
        surface: `text[start:end]`, or what the file states.
        reason: What is wrong, and with "widen" or "skip" what became of it.
        tokens: The tokens that it touches, where tokens are at fault.
        path: The file that was read, "" when writing.
    """

    document: str
    start: int
    end: int
    line: int
    label: str
    surface: str
    reason: str
    tokens: tuple[str, ...] = ()
    path: str = ""

    def __str__(self) -> str:
        place = f"{self.path}: {self.document}" if self.path else self.document
        where = f"line {self.line}, characters {self.start}-{self.end}" if self.start >= 0 else "outside the text"
        tokens = f" {list(self.tokens)}" if self.tokens else ""
        return f"{place}: {where}: {self.surface!r} ({self.label}) {self.reason}{tokens}"


class MisfitError(FormatError):
    """Mentions would be lost; `misfits` has all of them, the message the first 50."""

    def __init__(self, misfits: Sequence[Misfit], *, path: Path | str | None = None) -> None:
        told = "\n".join(f"  {misfit}" for misfit in misfits[:_MOST])
        more = f"\n  and {len(misfits) - _MOST} more" if len(misfits) > _MOST else ""
        count = "1 mention does" if len(misfits) == 1 else f"{len(misfits)} mentions do"
        super().__init__(
            f"{count} not fit; mend the annotation, or give on_misfit='skip' (leave out and list) "
            f"or 'widen' (to whole tokens).\n{told}{more}",
            path=path,
        )
        self.misfits = tuple(misfits)


def misfit(document: Annotated, mention: Mention, reason: str, tokens: Iterable[str] = ()) -> Misfit:
    """A misfit of a mention whose offsets lie in the text, or -1 with an empty surface if not."""
    text, start, end = document.text, mention.start, mention.end
    if not 0 <= start < end <= len(text):
        return Misfit(document.id, -1, -1, 1, mention.label, "", f"{reason} (offsets {start}-{end})")
    line = text.count("\n", 0, start) + 1
    return Misfit(document.id, start, end, line, mention.label, text[start:end], reason, tuple(tokens))
