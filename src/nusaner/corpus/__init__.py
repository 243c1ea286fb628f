"""The annotated articles: reading, writing, converting and checking them."""

from nusaner.corpus.articles import Article, load, read_article, read_folder, write_article
from nusaner.corpus.conll import write_conll2003, write_conllu
from nusaner.corpus.docs import article_to_doc, doc_mentions, to_docbin
from nusaner.corpus.jsonl import read_jsonl, write_jsonl

__all__ = [
    "Article",
    "article_to_doc",
    "doc_mentions",
    "load",
    "read_article",
    "read_folder",
    "read_jsonl",
    "to_docbin",
    "write_article",
    "write_conll2003",
    "write_conllu",
    "write_jsonl",
]
