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


def score_gold_links(gold: Sequence[Sequence[str]], predicted: Sequence[Sequence[str]]) -> dict[str, float]:
    """Linking accuracy on gold mentions.

    Args:
        gold, predicted: Records (or `NIL`) of the same mentions of each document.

    Returns:
        `accuracy`: share of mentions whose record, NIL included, is right; `nil_precision` and
        `nil_recall` of NIL.

    Example:
        >>> score_gold_links([["baku", "NIL"]], [["baku", "ganja"]])["accuracy"]
        0.5
    """
    pairs = [pair for g, p in zip(gold, predicted, strict=True) for pair in zip(g, p, strict=True)]
    right = sum(wanted == given for wanted, given in pairs)
    lone = sum(wanted == NIL for wanted, _ in pairs)
    given_up = sum(given == NIL for _, given in pairs)
    both = sum(wanted == given == NIL for wanted, given in pairs)
    return {
        "accuracy": round(right / len(pairs), 4) if pairs else 1.0,
        "nil_precision": round(both / given_up, 4) if given_up else 1.0,
        "nil_recall": round(both / lone, 4) if lone else 1.0,
    }
