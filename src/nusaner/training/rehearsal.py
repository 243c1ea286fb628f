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
from nusaner.ner.scheme import decode, encode
from nusaner.training.tagged import TaggedSentence
from nusaner.types import Mention

#: Spans below this probability are not put in.
SURE = 0.8


class Tagger(Protocol):
    """What finds scored spans among words."""

    def spans(self, words: Sequence[str]) -> list[tuple[int, int, str, float]]:
        """(first word, word behind the last, label, probability) of each span."""


@dataclass(frozen=True, slots=True)
class Kept:
    """How well a label that the model knew before is found before and after training.

    Attributes:
        label: The label, or "all".
        before, after: Strict F1 on the old labels' development sentences.
    """

    label: str
    before: float
    after: float


def completed(
    sentences: Iterable[TaggedSentence], tagger: Tagger, labels: Collection[str], *, sure: float = SURE
) -> Iterator[TaggedSentence]:
    """The sentences with the tagger's spans of `labels` put in where nothing is annotated."""
    for sentence in sentences:
        spans = decode(sentence.tags)
        taken = {i for start, end, _ in spans for i in range(start, end)}
        for start, end, label, score in tagger.spans(sentence.words):
            if label in labels and score >= sure and taken.isdisjoint(range(start, end)):
                spans.append((start, end, label))
                taken.update(range(start, end))
        yield replace(sentence, tags=tuple(encode(spans, len(sentence.words))))


def scores(tagger: Tagger, sentences: Sequence[TaggedSentence], labels: Collection[str] | None = None) -> dict[str, Score]:
    """Strict figures of a tagger on sentences, over `labels` (None: all)."""
    gold = [_mentions(decode(s.tags), labels) for s in sentences]
    found = [_mentions([span[:3] for span in tagger.spans(s.words)], labels) for s in sentences]
    return score_spans(gold, found)


def kept(before: dict[str, Score], after: dict[str, Score]) -> tuple[Kept, ...]:
    """The figures of each old label before and after."""
    return tuple(Kept(label, score.f1, after[label].f1 if label in after else 0.0) for label, score in before.items())


def _mentions(spans: Iterable[tuple[int, int, str]], labels: Collection[str] | None) -> list[Mention]:
    return [Mention(start, end, label) for start, end, label in spans if labels is None or label in labels]
