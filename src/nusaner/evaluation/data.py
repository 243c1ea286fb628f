"""Annotated texts from wherever a user has them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.tokens import Doc, Span

from nusaner import corpus
from nusaner.corpus import Article
from nusaner.corpus.articles import SPLITS
from nusaner.corpus.formats.inline import from_article
from nusaner.errors import InputError
from nusaner.types import Annotated, Mention

#: A name of a split, a file, a folder of articles, or the values themselves.
Data = str | Path | Iterable[Annotated | Article | Doc]


def read_data(data: Data) -> list[Annotated]:
    """Annotated documents.

    Args:
        data: `"train"`, `"dev"` or `"test"` of the bundled corpus (`"./dev"` for a folder of that
            name); a file of any format of `corpus.read`; a folder of articles; or an iterable of
            `Annotated`, `Article` or spaCy documents.

    Raises:
        InputError: There is no such file, or something else stands in the iterable.
    """
    if not isinstance(data, str | Path):
        return [_annotated(document, number) for number, document in enumerate(data, start=1)]
    if str(data) in SPLITS:
        return [_annotated(article, 0) for article in corpus.load(str(data))]
    path = Path(data)
    if not path.exists():
        raise InputError(f"There is no file or folder {str(data)!r}; name one, or one of {', '.join(SPLITS)}.")
    return list(corpus.read(path))


def _annotated(document: Annotated | Article | Doc, number: int) -> Annotated:
    if isinstance(document, Annotated):
        return document
    if isinstance(document, Article):
        return from_article(document)
    if isinstance(document, Doc):
        return from_doc(document, str(document.user_data.get("id", number)))
    raise InputError(f"The data holds annotated documents, articles or spaCy documents, got {type(document)!r}.")


def from_doc(doc: Doc, name: str) -> Annotated:
    """A document's entities, with their scores in `meta["scores"]` in the same order.

    Args:
        doc: Any spaCy document.
        name: Its name.
    """
    mentions = tuple(Mention(e.start_char, e.end_char, e.label_, e.kb_id_) for e in doc.ents)
    scores = [ent._.score for ent in doc.ents] if Span.has_extension("score") else []
    sents = doc.sents if doc.has_annotation("SENT_START") else ()
    sentences = tuple((s.start_char, s.end_char) for s in sents)
    return Annotated(name, doc.text, mentions, sentences=sentences, meta={"scores": scores} if any(scores) else {})
