"""spaCy's DocBin (`.spacy`): what `spacy train` and `spacy convert` use.

Mentions are `doc.ents`, or where a document has none the spans of `doc.spans` (SpanCategorizer). The id and meta
are kept in `user_data`.

Holds text, flat mentions, records, ids, tokens, sentences, meta. Does not hold: overlapping mentions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc, DocBin, Span
from spacy.vocab import Vocab

from nusaner.corpus.formats.fit import sentence_ranges, token_spans
from nusaner.corpus.formats.misfits import Misfit
from nusaner.corpus.formats.offsets import by_offsets
from nusaner.errors import FormatError, InputError
from nusaner.types import Annotated, Mention


def recognises(head: str) -> bool:
    """DocBin is binary and known by its ending."""
    return False


def read(path: Path, *, utf16: bool | None, misfits: list[Misfit]) -> Iterator[Annotated]:
    """Read a file; spaCy counts in characters, so nothing can be off."""
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}.")
    try:
        docs = list(DocBin().from_bytes(path.read_bytes()).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and numpy raise their own, none in common
        raise FormatError(f"The file is no DocBin of spaCy's ({error!r}).", path=path) from error
    for number, doc in enumerate(docs, start=1):
        yield from_doc(doc, f"{path.stem}-{number}")


def from_doc(doc: Doc, name: str) -> Annotated:
    """A document of spaCy's as a neutral one.

    Args:
        name: What to call it if it has no id of ours.
    """
    spans = doc.ents or tuple(span for group in doc.spans.values() for span in group)
    mentions = sorted({Mention(s.start_char, s.end_char, s.label_, s.kb_id_) for s in spans}, key=by_offsets)
    # a bare vocabulary does not know which words are blanks
    tokens = tuple((token.idx, token.idx + len(token)) for token in doc if token.text.strip())
    sentences: tuple[tuple[int, int], ...] = ()
    if doc.has_annotation("SENT_START"):
        sentences = tuple(_trimmed(s) for s in doc.sents if s.text.strip())
    own = json.loads(doc.user_data.get("nusaner.meta", "{}"))
    return Annotated(str(doc.user_data.get("id", name)), doc.text, tuple(mentions), tokens, sentences, own)


def _trimmed(sentence: Span) -> tuple[int, int]:
    text = sentence.text
    return sentence.start_char + len(text) - len(text.lstrip()), sentence.start_char + len(text.rstrip())


def write(documents: Sequence[Annotated], path: Path, *, utf16: bool) -> None:
    """Write documents that have tokens."""
    vocab = Vocab()
    docs = [to_doc(document, vocab) for document in documents]
    path.write_bytes(DocBin(docs=docs, store_user_data=True).to_bytes())


def to_doc(document: Annotated, vocab: Vocab) -> Doc:
    """A spaCy document of the same text; blanks other than one after a token become tokens of their own."""
    text = document.text
    words: list[str] = []
    spaces: list[bool] = []
    places: list[int] = []
    position = 0
    for start, end in [*document.tokens, (len(text), len(text))]:
        gap = text[position:start]
        if gap.startswith(" ") and words:
            spaces[-1], gap = True, gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if start < end:
            places.append(len(words))
            words.append(text[start:end])
            spaces.append(False)
        position = end
    starts = {places[first] for first, _ in sentence_ranges(document)}
    doc = Doc(vocab, words=words, spaces=spaces, sent_starts=[k in starts or k == 0 for k in range(len(words))])
    records = {mention.start: mention.kb_id for mention in document.mentions}
    doc.set_ents(
        [
            Span(doc, places[first], places[behind - 1] + 1, label, kb_id=records[document.tokens[first][0]])
            for first, behind, label in token_spans(document)
        ]
    )
    doc.user_data["id"] = document.id
    if document.meta:
        doc.user_data["nusaner.meta"] = json.dumps(dict(document.meta), default=str)
    return doc
