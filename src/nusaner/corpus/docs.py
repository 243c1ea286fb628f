"""Articles as spaCy documents and DocBin."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from nusaner.corpus.articles import Article
from nusaner.errors import FormatError
from nusaner.types import Mention


def article_to_doc(nlp: Language, article: Article) -> Doc:
    """A document with the article's entities as `doc.ents`.

    Args:
        nlp: Gives the tokenizer; its other components are not run.

    Raises:
        FormatError: A mention's ends do not lie on token bounds; nothing is dropped in silence.
    """
    doc = nlp.make_doc(article.text)
    spans = []
    for mention in article.mentions:
        span = doc.char_span(mention.start, mention.end, label=mention.label, kb_id=mention.kb_id)
        if span is None:
            tokens = [t.text for t in doc if t.idx < mention.end and t.idx + len(t) > mention.start]
            raise FormatError(
                f"{article.id}: the mention {article.text[mention.start : mention.end]!r} at characters "
                f"{mention.start}-{mention.end} does not fit the tokens {tokens}; mend the markup."
            )
        spans.append(span)
    doc.ents = tuple(spans)
    doc.user_data["id"] = article.id
    return doc


def gold_sentences(nlp: Language, article: Article) -> Iterator[Span]:
    """The sentences of an annotated article that hold any word.

    A sentence bound inside a mention is none: the annotation knows better than the rules.

    Args:
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.
    """
    doc = nlp.get_pipe("nusaner_sentences")(article_to_doc(nlp, article))
    for ent in doc.ents:
        for token in ent[1:]:
            if token.is_sent_start:
                token.is_sent_start = False
    for sentence in doc.sents:
        if sentence.text.strip():
            yield sentence


def misaligned(nlp: Language, article: Article) -> list[Mention]:
    """The mentions of an article that do not fit the tokens."""
    doc = nlp.make_doc(article.text)
    return [m for m in article.mentions if doc.char_span(m.start, m.end) is None]


def doc_mentions(doc: Doc) -> list[Mention]:
    """The entities of a document as mentions with character offsets."""
    return [Mention(e.start_char, e.end_char, e.label_, e.kb_id_) for e in doc.ents]
