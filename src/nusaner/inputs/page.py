"""The main text of an HTML page."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html
import trafilatura

from nusaner.errors import InputError

#: Elements that hold no text for a reader.
_UNREAD = ("script", "style", "noscript", "template", "svg", "head")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def main_text(html: str) -> str:
    """Headline and article of a page, without menus and side-bars where these are recognised.

    The extraction is trafilatura's (Barbaresi, 2021); where it finds no article, all text of the
    page is taken.

    Args:
        html: The page.

    Raises:
        InputError: The page holds no text.
    """
    try:
        found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True)
    except (RecursionError, ValueError, lxml.etree.LxmlError):
        found = None
    text = (found.text or "").strip() if found else ""
    if not text:
        text = _all_text(html)
    if not text:
        raise InputError("The page holds no text; is it an article, or only a script?")
    title = (found.title or "").strip() if found else ""
    return text if not title or text.startswith(title) else f"{title}\n\n{text}"


def _all_text(html: str) -> str:
    parser = lxml.html.HTMLParser(huge_tree=True, recover=True)
    try:
        tree = lxml.html.document_fromstring(html, parser=parser)
    except (lxml.etree.LxmlError, ValueError):
        return ""
    lxml.etree.strip_elements(tree, *_UNREAD, lxml.etree.Comment, with_tail=False)
    pieces = (_BLANKS.sub(" ", piece) for piece in tree.itertext())
    return _LINES.sub("\n", "\n".join(pieces)).strip()
