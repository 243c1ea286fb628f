"""Articles as JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from nusaner.corpus.articles import Article
from nusaner.errors import FormatError
from nusaner.types import Mention


def write_jsonl(articles: Iterable[Article], path: Path | str) -> None:
    """Write articles as JSON Lines: id, text, entities (start, end, label, kb), stance, meta."""
    with Path(path).open("w", encoding="utf-8", newline="\n") as file:
        for article in articles:
            record = {
                "id": article.id,
                "text": article.text,
                "entities": [
                    {"start": m.start, "end": m.end, "label": m.label, "kb": m.kb_id} for m in article.mentions
                ],
                "stance": dict(article.stance),
                "meta": dict(article.meta),
            }
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def read_jsonl(path: Path | str) -> Iterator[Article]:
    """Read what `write_jsonl` wrote.

    Raises:
        FormatError: A line is not JSON or lacks a field; the message names file and line.
    """
    with Path(path).open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                record = json.loads(line)
                mentions = tuple(
                    Mention(int(e["start"]), int(e["end"]), str(e["label"]), str(e.get("kb", "")))
                    for e in record["entities"]
                )
                yield Article(record["id"], record["text"], mentions, record.get("stance", {}), record.get("meta", {}))
            except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
                raise FormatError(
                    f"The line is no article ({error!r}); each line is a JSON object with id, text and entities.",
                    path=path,
                    line=number,
                ) from error
