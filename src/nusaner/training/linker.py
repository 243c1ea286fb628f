"""What the linker learns: how often the corpus means which record by a spelling."""

from __future__ import annotations

from collections.abc import Iterable

from nusaner.corpus import Article
from nusaner.kb import KnowledgeBase, normalise


def train_priors(articles: Iterable[Article], kb: KnowledgeBase) -> dict[str, dict[str, int]]:
    """Count the records behind each ambiguous spelling.

    Args:
        articles: Annotated articles of the training split.
        kb: The knowledge base.

    Returns:
        Normalised spelling -> record id -> count, for spellings that several records share.
    """
    counts: dict[str, dict[str, int]] = {}
    for article in articles:
        for mention in article.mentions:
            key = normalise(article.text[mention.start : mention.end])
            if len(kb.index.get(key, ())) > 1 and mention.kb_id in kb:
                of_key = counts.setdefault(key, {})
                of_key[mention.kb_id] = of_key.get(mention.kb_id, 0) + 1
    return {key: dict(sorted(of_key.items())) for key, of_key in sorted(counts.items())}
