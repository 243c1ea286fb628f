"""Sentences, surface tokens and words of a treebank in CoNLL-U (Nivre et al., 2020).

A surface token is what the text shows; a multiword token (`1-2 rumahnya`) stands for several words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nusaner.errors import FormatError

_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class TreebankToken:
    """A surface token of a sentence.

    Attributes:
        start, end: Characters in the sentence's text, half-open.
        words: The forms of its words; one, equal to the token, but for a multiword token.
        lemmas, tags: LEMMA and UPOS of each word.
    """

    start: int
    end: int
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TreebankSentence:
    """A sentence of a treebank.

    Attributes:
        id: Its `sent_id`, "" if it has none.
        text: Its text.
        tokens: Its surface tokens.
        opens_paragraph: Whether the file marks a new paragraph or document before it.
        space_after: Whether a blank stands between it and the next sentence.
    """

    id: str
    text: str
    tokens: tuple[TreebankToken, ...]
    opens_paragraph: bool = False
    space_after: bool = True


def read_treebank(path: Path | str) -> list[TreebankSentence]:
    """The sentences of a CoNLL-U file.

    Raises:
        FormatError: A line has not ten columns, or a sentence's tokens do not make up its text.

    Example:
        >>> from nusaner.storage import bundled
        >>> sentence = read_treebank(bundled("corpus") / "treebank" / "dev.conllu")[3]
        >>> [token.words for token in sentence.tokens if len(token.words) > 1]
        [('antara', 'nya')]
    """
    path = Path(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(_sentences(lines, path))


def raw_text(sentences: Iterable[TreebankSentence]) -> tuple[str, list[tuple[int, int]]]:
    """The running text of a treebank, and where each sentence lies in it.

    A paragraph ends with an empty line, a sentence with a blank unless the treebank says otherwise,
    as in the raw text files of the CoNLL 2018 shared task (Zeman et al., 2018).

    Returns:
        The text, and one (start, end) in characters for each sentence.

    Example:
        >>> raw_text([TreebankSentence("", "Ia pergi.", ()), TreebankSentence("", "Kami tidak.", ())])
        ('Ia pergi. Kami tidak.', [(0, 9), (10, 21)])
    """
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    blank = ""
    for sentence in sentences:
        gap = "\n\n" if sentence.opens_paragraph and parts else blank
        parts += (gap, sentence.text)
        spans.append((length + len(gap), length + len(gap) + len(sentence.text)))
        length = spans[-1][1]
        blank = " " if sentence.space_after else ""
    return "".join(parts), spans


def _sentences(lines: list[str], path: Path) -> Iterator[TreebankSentence]:
    comments: dict[str, str] = {}
    rows: list[list[str]] = []
    first = 1
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("#"):
            key, _, value = line[1:].partition("=")
            comments[key.strip()] = value.strip()
        elif line.strip():
            row = line.split("\t")
            if len(row) != _COLUMNS:
                raise FormatError(
                    f"A line of CoNLL-U has {_COLUMNS} columns divided by tabs, got {len(row)}.", path=path, line=number
                )
            rows.append(row)
        elif rows:
            yield _sentence(comments, rows, path, first)
            comments, rows, first = {}, [], number + 1


def _sentence(comments: dict[str, str], rows: list[list[str]], path: Path, first: int) -> TreebankSentence:
    shown = list(_shown(rows))
    joined = "".join(row[1] + " " * ("SpaceAfter=No" not in row[9]) for row, _ in shown)
    text = comments.get("text", joined.strip())
    tokens: list[TreebankToken] = []
    end = 0
    for row, words in shown:
        start = text.find(row[1], end)
        if start < 0 or text[end:start].strip():
            raise FormatError(
                f"The token {row[1]!r} does not follow in the sentence's text; mend '# text' or the token.",
                path=path,
                line=first,
            )
        end = start + len(row[1])
        # a word whose form is '_' repeats its token
        forms = tuple(word[1] for word in words)
        lemmas, tags = (tuple(word[column] for word in words) for column in (2, 3))
        tokens.append(TreebankToken(start, end, forms, lemmas, tags))
    opens = any(key.split(" ")[0] in {"newpar", "newdoc"} for key in comments)
    return TreebankSentence(comments.get("sent_id", ""), text, tuple(tokens), opens, "SpaceAfter=No" not in rows[-1][9])


def _shown(rows: list[list[str]]) -> Iterator[tuple[list[str], list[list[str]]]]:
    """Each row of a surface token with the rows of its words."""
    last = 0
    token: list[str] = []
    words: list[list[str]] = []
    for row in rows:
        if "." in row[0]:
            continue  # an empty node stands for nothing in the text
        if "-" in row[0]:
            token, words, last = row, [], int(row[0].partition("-")[2])
            continue
        words.append(row)
        if int(row[0]) >= last:
            yield token or row, words
            token, words = [], []
