"""Articles that are nearly the same text, found by MinHash (Broder, 1997) over word 5-grams."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nusaner.corpus.articles import Article
from nusaner.errors import MissingExtraError

_SHINGLE = 5
_PERMUTATIONS = 128
#: Estimated Jaccard likeness from which two articles are taken for one.
ALIKE = 0.4
_WORD = re.compile(r"\w+")


def near_duplicates(articles: Sequence[Article], *, alike: float = ALIKE) -> Iterator[tuple[Article, Article, float]]:
    """Pairs of articles that share much of their wording, but for those of one contrast set.

    Args:
        articles: Articles; the pair comes in their order.
        alike: Least estimated Jaccard likeness of the sets of 5-grams.

    Yields:
        The two articles and the estimate.

    Raises:
        MissingExtraError: datasketch is not installed.
    """
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError as error:
        raise MissingExtraError("datasketch", "corpus") from error
    index = MinHashLSH(threshold=alike, num_perm=_PERMUTATIONS)
    seen: list[tuple[Article, MinHash]] = []
    for article in articles:
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in shingles(article.text)])
        for number in sorted(index.query(sketch)):
            other, other_sketch = seen[number]
            likeness = other_sketch.jaccard(sketch)
            if likeness >= alike and not _one_set(article, other):
                yield other, article, likeness
        index.insert(len(seen), sketch)
        seen.append((article, sketch))


def shingles(text: str) -> set[str]:
    """The word 5-grams of a text, lower-cased; the whole text if it is shorter."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))}


def _one_set(first: Article, second: Article) -> bool:
    group = first.meta.get("contrast_set")
    return bool(group) and group == second.meta.get("contrast_set")
