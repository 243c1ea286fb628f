"""How often the right record is found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nusaner.types import NIL, Mention


def score_links(gold: Sequence[Iterable[Mention]], predicted: Sequence[Iterable[Mention]]) -> dict[str, float]:
    """Linking accuracy on the mentions that were found, and F1 end to end.

    Args:
        gold, predicted: The mentions of each document, in the same order of documents.

    Returns:
        `accuracy`: share of mentions with the right span and label whose record, NIL included, is
        right; `f1`: strict F1 over (span, record) of mentions that have a record.
    """
    found = right = 0
    wanted_links = found_links = right_links = 0
    for gold_doc, predicted_doc in zip(gold, predicted, strict=True):
        wanted = {(m.start, m.end, m.label): m.kb_id for m in gold_doc}
        given = {(m.start, m.end, m.label): m.kb_id for m in predicted_doc}
        both = wanted.keys() & given.keys()
        found += len(both)
        right += sum(wanted[key] == given[key] for key in both)
        gold_links = {(*key[:2], record) for key, record in wanted.items() if record not in ("", NIL)}
        links = {(*key[:2], record) for key, record in given.items() if record not in ("", NIL)}
        wanted_links += len(gold_links)
        found_links += len(links)
        right_links += len(gold_links & links)
    total = wanted_links + found_links
    return {
        "accuracy": round(right / found, 4) if found else 1.0,
        "f1": round(2 * right_links / total, 4) if total else 1.0,
    }
