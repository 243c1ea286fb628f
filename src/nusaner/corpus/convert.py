"""Articles of the corpus as files of other formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import DocBin

from nusaner.corpus.articles import Article
from nusaner.corpus.docs import article_to_doc
from nusaner.corpus.formats import read, write
from nusaner.corpus.formats.inline import from_article, to_article


def write_conll2003(articles: Iterable[Article], path: Path | str, nlp: Language) -> None:
    """Write token, `-X-`, `-X-` and IOB2 tag, with `-DOCSTART-` before each article.

    Line breaks inside an article are not kept, as the format has no place for them.

    Args:
        articles: Articles.
        path: File to write.
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.

    Raises:
        MisfitError: Mentions do not fit the tokens.
    """
    write(map(from_article, articles), path, format="conll", nlp=nlp)


def write_conllu(articles: Iterable[Article], path: Path | str, nlp: Language) -> None:
    """Write CoNLL-U with `Entity=B-GPE`, `Record=stepanakert` and `SpaceAfter=No` in MISC.

    Arguments as for `write_conll2003`; only ID, FORM and MISC are filled.
    """
    write(map(from_article, articles), path, format="conllu", nlp=nlp)


def write_jsonl(articles: Iterable[Article], path: Path | str) -> None:
    """Write articles as JSON Lines: id, text, entities (start, end, label, kb), stance, meta."""
    write(map(from_article, articles), path, format="nusaner")


def read_jsonl(path: Path | str) -> Iterator[Article]:
    """Read what `write_jsonl` wrote.

    Raises:
        FormatError: A line is not JSON or lacks a field; the message names file and line.
    """
    return map(to_article, read(path, format="nusaner"))


def to_docbin(nlp: Language, articles: Iterable[Article]) -> DocBin:
    """Articles in spaCy's training format."""
    return DocBin(docs=[article_to_doc(nlp, article) for article in articles], store_user_data=True)
