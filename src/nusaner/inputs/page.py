"""The main text of an HTML page."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from typing import Any

import trafilatura

from nusaner.errors import InputError

#: Elements that hold no text for a reader.
_UNREAD = frozenset({"script", "style", "noscript", "template", "svg", "title"})
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
#: trafilatura tells of pages without an article; the caller is told once, by an exception.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_text(html: str) -> str:
    """Headline and article of a page, without menus and side-bars where these are recognised.

    The extraction is trafilatura's (Barbaresi, 2021); where it finds no article, all text of the
    page is taken.

    Args:
        html: The page.

    Raises:
        InputError: The page holds no text.
    """
    title, text = _article(html)
    if not text:
        text = _all_text(html)
    if not text:
        raise InputError("The page holds no text; is it an article, or only a script?")
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def _article(html: str) -> tuple[str, str]:
    """Title and text of the article that trafilatura finds; empty if it finds none."""
    try:
        found: Any = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    except (RecursionError, ValueError, AssertionError):
        found = None
    if found is None:
        return "", ""
    return (found.title or "").strip(), (found.text or "").strip()


class _TextCollector(HTMLParser):
    """All text of a page, whatever its structure; it holds no tree, so depth does not matter."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self._unread = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the beginning of an element that is not read."""
        if tag in _UNREAD and not self._unread:
            self._unread = tag

    def handle_endtag(self, tag: str) -> None:
        """Note its end."""
        if tag == self._unread:
            self._unread = ""

    def handle_data(self, data: str) -> None:
        """Keep text that is read."""
        if not self._unread:
            self.pieces.append(_BLANKS.sub(" ", data))


def _all_text(html: str) -> str:
    collector = _TextCollector()
    collector.feed(html)
    collector.close()
    return _LINES.sub("\n", "\n".join(collector.pieces)).strip()
