"""The annotated articles: reading, writing, converting and checking them, and other annotation formats."""

from nusaner.corpus.articles import Article, load, read_article, read_folder, write_article
from nusaner.corpus.convert import read_jsonl, to_docbin, write_conll2003, write_conllu, write_jsonl
from nusaner.corpus.docs import article_to_doc, doc_mentions
from nusaner.corpus.formats import FORMATS, Misfit, MisfitError, OnMisfit, read, write

__all__ = [
    "FORMATS",
    "Article",
    "Misfit",
    "MisfitError",
    "OnMisfit",
    "article_to_doc",
    "doc_mentions",
    "load",
    "read",
    "read_article",
    "read_folder",
    "read_jsonl",
    "to_docbin",
    "write",
    "write_article",
    "write_conll2003",
    "write_conllu",
    "write_jsonl",
]
