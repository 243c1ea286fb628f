"""From bytes to text: UTF-8 and UTF-16 with or without a mark, and cp1252."""

from __future__ import annotations

import codecs

from nusaner.errors import DecodingError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Bytes that no text has, other than tab, line ends, form feed and escape.
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
#: A file with more than this share of such bytes is no text.
_BINARY = 0.01
_SAMPLE = 4096


def decode(data: bytes) -> str:
    """Decode the content of a text file.

    A byte-order mark decides; without one UTF-8 is tried, then UTF-16 (recognised by its zero
    bytes), then cp1252, the encoding of old Indonesian web pages.

    Raises:
        DecodingError: The bytes are in none of these encodings, or no text at all.

    Example:
        >>> decode("Şuşa".encode("utf-16-le"))
        'Şuşa'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data, encoding)
    if b"\0" in data[:_SAMPLE]:
        text = _strict(data, _unmarked_utf16(data))
        _refuse_binary(text.encode("utf-8"))
        return text
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _strict(data, "cp1252")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DecodingError(
            f"The text is neither UTF-8, UTF-16 nor cp1252 (as {encoding}: {error.reason} at byte "
            f"{error.start}); convert it to UTF-8."
        ) from error


def _unmarked_utf16(data: bytes) -> str:
    """Which UTF-16 it is, by where the zero bytes of ASCII letters lie."""
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) > 0.3 * len(sample) / 2 and min(even, odd) < 0.05 * len(sample) / 2:
        return "utf-16-le" if odd > even else "utf-16-be"
    raise DecodingError("The file is binary, not text; give a text, HTML, CSV or JSON Lines file.")


def _refuse_binary(data: bytes) -> None:
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _BINARY * len(data):
        raise DecodingError("The file is binary, not text; give a text, HTML, CSV or JSON Lines file.")
