"""Figures of a recognizer of one public set on the others: what it learned of names, and what of one set's customs.

Labels are joined to persons, organizations and places, as far as both sets have them. NERP's are
persons and places; what it calls IND and the like has no counterpart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from nusaner.evaluation.spans import Score, score_spans
from nusaner.ner.scheme import Span, decode
from nusaner.training.public_sets import PUBLIC_SETS, Fold
from nusaner.training.rehearsal import Tagger
from nusaner.training.tagged import lowered
from nusaner.types import Mention

#: The labels of all sets -> the label that they share.
COMMON = {
    **dict.fromkeys(("PERSON", "PER", "PPL"), "PER"),
    **dict.fromkeys(("ORGANIZATION", "ORGANISATION", "ORG"), "ORG"),
    **dict.fromkeys(("LOCATION", "LOC", "PLACE", "PLC"), "LOC"),
}


def cross_scores(
    tagger: Tagger, name: str, own: Fold, sets: Mapping[str, Sequence[Fold]], *, split: str
) -> dict[str, Score]:
    """Strict figures on the first fold of the other sets, over the labels that both have.

    Sets that annotate the same raw news are left out, and sentences that the tagger was trained on.

    Args:
        tagger: Trained on `own`.
        name: The set that `own` is a fold of.
        own: What the tagger was trained on.
        sets: All sets.
        split: The part that is read.
    """
    known, labels = {lowered(s) for s in own["train"]}, _labels(own)
    found: dict[str, Score] = {}
    for other, (fold, *_) in sets.items():
        if other == name or other in PUBLIC_SETS[name].same_news:
            continue
        shared = labels & _labels(fold)
        gold = [s for s in fold[split] if lowered(s) not in known]
        told = [[span[:3] for span in spans] for spans in tagger.batch([s.words for s in gold])]
        wanted = [_mentions(decode(s.tags), shared) for s in gold]
        found[other] = score_spans(wanted, [_mentions(spans, shared) for spans in told])["all"]
    return found


def _labels(fold: Fold) -> frozenset[str]:
    tags = {tag for sentence in fold["train"] for tag in sentence.tags if tag != "O"}
    return frozenset(COMMON[tag[2:]] for tag in tags if tag[2:] in COMMON)


def _mentions(spans: Iterable[Span], labels: frozenset[str]) -> list[Mention]:
    return [Mention(start, end, COMMON[label]) for start, end, label in spans if COMMON.get(label) in labels]
