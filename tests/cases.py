"""Linguistic cases as inline markup: `[Nagorno-Karabakh](LOC)`."""

from nusaner.corpus import markup
from nusaner.types import Mention


def read(case: str) -> tuple[str, list[tuple[str, str]]]:
    """The plain text of a case, and its mentions as (surface, label)."""
    marked = markup.parse(case)
    return marked.text, surfaces(marked.text, marked.mentions)


def surfaces(text: str, mentions: list[Mention] | tuple[Mention, ...]) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.label) for m in mentions]
