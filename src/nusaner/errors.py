"""The exceptions that nusaner raises on purpose.

    NusanerError
    ├── InputError            a file, a text or an argument of the user's cannot be used
    │   ├── DecodingError     bytes are in no encoding that nusaner knows
    │   └── FormatError       a file is readable but not in the format it claims
    ├── ModelError            a model folder is missing, damaged or does not fit this version
    ├── KnowledgeBaseError    a knowledge base holds a wrong or doubled record
    └── MissingExtraError     an optional library is not installed

Every message is a full sentence that names the thing at fault and says what to do.
"""

from __future__ import annotations

from pathlib import Path


class NusanerError(Exception):
    """Base of all errors that nusaner raises on purpose."""


class InputError(NusanerError, ValueError):
    """A file, a text or an argument of the user's cannot be used."""


class DecodingError(InputError):
    """Bytes are in no encoding that nusaner recognises."""


class FormatError(InputError):
    """A file is readable but not in the format it claims.

    Args:
        message: What is wrong and what to do.
        path: The file, if there is one.
        line: 1-based line, if known.
        column: 1-based column in characters, if known.
    """

    def __init__(
        self,
        message: str,
        *,
        path: Path | str | None = None,
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(f"{place}: {message}" if place else message)
        self.path = path
        self.line = line
        self.column = column


class ModelError(NusanerError):
    """A model folder is missing, damaged or does not fit this version of nusaner."""


class KnowledgeBaseError(NusanerError):
    """A knowledge base holds a record that is wrong or stands there twice."""


class MissingExtraError(NusanerError, ImportError):
    """An optional library is not installed."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(
            f"This needs the library {library!r}, which is not installed; "
            f"install it with `pip install 'nusaner[{extra}]'`."
        )
