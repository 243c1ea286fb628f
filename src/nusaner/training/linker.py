"""What the linker learns: how often the corpus means which record by a spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from nusaner.corpus import Article
from nusaner.kb import KnowledgeBase, normalise
from nusaner.linker.rank import Priors


def train_priors(articles: Iterable[Article], kb: KnowledgeBase) -> Priors:
    """Count the records that articles name, and those behind each ambiguous spelling.

    Args:
        articles: Annotated articles of the training split.
        kb: The knowledge base.
    """
    records: Counter[str] = Counter()
    spellings: dict[str, Counter[str]] = {}
    for article in articles:
        for mention in article.mentions:
            if mention.kb_id not in kb:
                continue
            records[mention.kb_id] += 1
            key = normalise(article.text[mention.start : mention.end])
            if len(kb.index.get(key, ())) > 1:
                spellings.setdefault(key, Counter())[mention.kb_id] += 1
    meant = {key: dict(counts) for key, counts in spellings.items()}
    return Priors(meant, dict(records))
