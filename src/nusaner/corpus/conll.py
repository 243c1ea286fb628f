"""Articles as CoNLL-2003 columns and as CoNLL-U with entities in MISC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Span

from nusaner.corpus.articles import Article
from nusaner.corpus.docs import gold_sentences


def write_conll2003(articles: Iterable[Article], path: Path | str, nlp: Language) -> None:
    """Write token, `-X-`, `-X-` and IOB2 tag, with `-DOCSTART-` before each article.

    Line breaks inside an article are not kept, as the format has no place for them.

    Args:
        articles: Articles.
        path: File to write.
        nlp: A pipeline with tokenizer and sentence boundaries, e.g. `nusaner.blank()`.
    """
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write("-DOCSTART- -X- -X- O\n\n")
            for sentence in gold_sentences(nlp, article):
                for token in sentence:
                    if not token.is_space:
                        file.write(f"{token.text} -X- -X- {_tag(token.ent_iob_, token.ent_type_)}\n")
                file.write("\n")


def write_conllu(articles: Iterable[Article], path: Path | str, nlp: Language) -> None:
    """Write CoNLL-U with `Entity=B-GPE`, `Record=stepanakert` and `SpaceAfter=No` in MISC.

    Arguments as for `write_conll2003`; only ID, FORM and MISC are filled.
    """
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            file.write(f"# newdoc id = {article.id}\n")
            for number, sentence in enumerate(gold_sentences(nlp, article), start=1):
                file.write(f"# sent_id = {article.id}-s{number}\n# text = {' '.join(sentence.text.split())}\n")
                for position, line in enumerate(_conllu_lines(sentence), start=1):
                    file.write(f"{position}\t{line}\n")
                file.write("\n")


def _conllu_lines(sentence: Span) -> Iterator[str]:
    tokens = [token for token in sentence if not token.is_space]
    last = len(tokens) - 1
    for k, token in enumerate(tokens):
        misc = []
        if token.ent_type_:
            misc.append(f"Entity={_tag(token.ent_iob_, token.ent_type_)}")
            misc.append(f"Record={token.ent_kb_id_ or 'NIL'}")
        attached = not token.whitespace_ and k < last and token.nbor().i == tokens[k + 1].i
        if attached:
            misc.append("SpaceAfter=No")
        yield "\t".join((token.text, *"_" * 7, "|".join(sorted(misc)) or "_"))


def _tag(iob: str, label: str) -> str:
    return f"{iob}-{label}" if label else "O"
