"""New labels beside the old ones: what each part of the data lacks is filled in by a model that knows it.

A model trained on new labels alone forgets the others (McCloskey and Cohen, 1989); it is therefore
trained on the new sentences and on old ones again (rehearsal, Robins, 1995), and since neither is
annotated for the other's labels, those are put in as far as they are sure (self-training on
partially annotated data, as in Jie et al., 2019).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from nusaner.evaluation.spans import Score, score_spans
from nusaner.ner.scheme import ScoredSpan, decode, encode
from nusaner.training.tagged import TaggedSentence
from nusaner.types import Mention

#: Spans below this probability are not put in.
SURE = 0.8


class Tagger(Protocol):
    """What finds scored spans among words."""

    def batch(self, sentences: Sequence[Sequence[str]]) -> list[list[ScoredSpan]]:
        """For each sentence (first word, word behind the last, label, probability) of each span."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How well a label that the model knew before is found before and after training.

    Attributes:
        label: The label, or "all".
        before, after: Strict F1 on the old labels' development sentences.
        gold: Number of its mentions there.
    """

    label: str
    before: float
    after: float
    gold: int


def completed(
    sentences: Sequence[TaggedSentence],
    tagger: Tagger,
    labels: Collection[str],
    *,
    sure: float = SURE,
    drop_doubtful: bool = False,
) -> Iterator[TaggedSentence]:
    """The sentences with the tagger's spans of `labels` put in where nothing is annotated.

    Args:
        sentences: Sentences that are not annotated for `labels`.
        tagger: Knows `labels`.
        labels: The labels to put in.
        sure: Least probability of a span.
        drop_doubtful: Leave out sentences in which a span is below that, as they would teach that it is none.
    """
    found = tagger.batch([sentence.words for sentence in sentences])
    for sentence, scored in zip(sentences, found, strict=True):
        spans = decode(sentence.tags)
        taken = {i for start, end, _ in spans for i in range(start, end)}
        new = [s for s in scored if s[2] in labels and taken.isdisjoint(range(s[0], s[1]))]
        if drop_doubtful and any(score < sure for *_, score in new):
            continue
        spans += [(start, end, label) for start, end, label, score in new if score >= sure]
        yield replace(sentence, tags=tuple(encode(spans, len(sentence.words))))


def scores(
    tagger: Tagger, sentences: Sequence[TaggedSentence], labels: Collection[str] | None = None
) -> dict[str, Score]:
    """Strict figures of a tagger on sentences, over `labels` (None: all)."""
    gold = [_mentions(decode(s.tags), labels) for s in sentences]
    tagged = tagger.batch([s.words for s in sentences])
    found = [_mentions(((start, end, label) for start, end, label, _ in spans), labels) for spans in tagged]
    return score_spans(gold, found)


def kept(before: dict[str, Score], after: dict[str, Score]) -> tuple[Kept, ...]:
    """The figures of each old label before and after."""
    return tuple(
        Kept(label, score.f1, after.get(label, Score(missed=gold)).f1, gold)
        for label, score in before.items()
        if (gold := score.right + score.missed)
    )


def _mentions(spans: Iterable[tuple[int, int, str]], labels: Collection[str] | None) -> list[Mention]:
    return [Mention(start, end, label) for start, end, label in spans if labels is None or label in labels]
