"""The public sets as yardsticks of the network, trained from scratch on each set's own splits."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import fmean, stdev

from nusaner.evaluation.spans import Score
from nusaner.ner.scheme import decode
from nusaner.ner.words import WordTable
from nusaner.training.cross import cross_scores
from nusaner.training.engines import load_engine
from nusaner.training.network import Body, NetworkConfig, pretrain, train_network
from nusaner.training.pair import train_pair
from nusaner.training.public_sets import PUBLIC_SETS, Fold, read_set, related_sentences
from nusaner.training.rehearsal import Tagger, scores
from nusaner.training.tagged import TaggedSentence, lowered, recased
from nusaner.training.trio import train_trio


@dataclass(frozen=True, slots=True)
class Reading:
    """What one training on one set gave.

    Attributes:
        name, fold, seed, split: What was trained on, and the part that was read.
        score, lower, upper: Strict figures on the part as it is, in lower case and in capitals.
        macro: Mean of the labels' strict F1, which is what IndoNLU's benchmark reports (Wilie et al., 2020).
        unseen: Recall on mentions whose lower-cased words are no mention of the training part.
        seconds: Processor time of the training, without that of the body.
        cross: Figures on other sets, by their names (`nusaner.training.cross`); those of first folds only.
    """

    name: str
    fold: int
    seed: int
    split: str
    score: Score
    lower: Score
    upper: Score
    macro: float
    unseen: float
    seconds: float
    cross: Mapping[str, Score] = field(default_factory=dict)

    def to_dict(self) -> dict[str, object]:
        """The figures as plain data, in percent."""
        score = self.score
        shares = {
            **{"f1": score.f1, "precision": score.precision, "recall": score.recall, "macro_f1": self.macro},
            **{"lower": self.lower.f1, "upper": self.upper.f1, "unseen_recall": self.unseen},
        }
        return {
            **{"set": self.name, "fold": self.fold, "seed": self.seed, "split": self.split},
            **{name: round(100 * value, 2) for name, value in shares.items()},
            "seconds": round(self.seconds),
            **{f"on_{other}": round(100 * one.f1, 2) for other, one in self.cross.items()},
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """All readings of one part of a set.

    Attributes:
        name, split: The set and the part.
        f1: Mean over folds and seeds of strict F1.
        over_seeds: Standard deviation over seeds, of the means over folds; 0 for a single seed.
        over_folds: Standard deviation over folds, of the means over seeds; 0 for a single fold.
        precision, recall, macro, lower, upper, unseen: Means of the other figures.
        seconds: Mean processor time of one training.
        bar: What nusaner wants to reach on test, in percent.
    """

    name: str
    split: str
    f1: float
    over_seeds: float
    over_folds: float
    precision: float
    recall: float
    macro: float
    lower: float
    upper: float
    unseen: float
    seconds: float
    bar: float


def summaries(readings: Sequence[Reading]) -> list[Summary]:
    """The means of readings, set by set.

    Args:
        readings: For each set all folds with each seed.
    """
    found: list[Summary] = []
    for name, split in dict.fromkeys((reading.name, reading.split) for reading in readings):
        own = [reading for reading in readings if (reading.name, reading.split) == (name, split)]
        seeds = [fmean(r.score.f1 for r in own if r.seed == seed) for seed in dict.fromkeys(r.seed for r in own)]
        folds = [fmean(r.score.f1 for r in own if r.fold == fold) for fold in dict.fromkeys(r.fold for r in own)]
        found.append(
            Summary(
                name,
                split,
                f1=fmean(seeds),
                over_seeds=_deviation(seeds),
                over_folds=_deviation(folds),
                precision=fmean(r.score.precision for r in own),
                recall=fmean(r.score.recall for r in own),
                macro=fmean(r.macro for r in own),
                lower=fmean(r.lower.f1 for r in own),
                upper=fmean(r.upper.f1 for r in own),
                unseen=fmean(r.unseen for r in own),
                seconds=fmean(r.seconds for r in own),
                bar=PUBLIC_SETS[name].bar,
            )
        )
    return found


def _deviation(values: Sequence[float]) -> float:
    return stdev(values) if len(values) > 1 else 0.0


def read_yardsticks(
    data: Path,
    table: WordTable,
    *,
    names: Sequence[str] = tuple(PUBLIC_SETS),
    split: str = "dev",
    seeds: Sequence[int] = (1,),
    config: NetworkConfig | None = None,
    pair: bool = False,
    spans: bool = False,
    cross: bool = False,
    on_reading: Callable[[Reading], None] | None = None,
) -> list[Reading]:
    """Train on each fold of each set with each seed, and read one part.

    Args:
        data: The folder of public data.
        table: What is known of words; made of raw text alone.
        names: Names of `PUBLIC_SETS`.
        split: "dev" for choices; "test" once, at the end.
        seeds: Seeds of all random choices.
        config: Settings, the same for all sets; None for the defaults.
        pair: Whether a CRF is trained besides, and both vote (`nusaner.ner.pair`).
        spans: Whether a CRF and a classifier of whole spans are trained besides, and all three vote
            (`nusaner.training.trio`).
        cross: Whether the recognizers of first folds are read on the other sets as well.
        on_reading: Called after each training.

    Raises:
        InputError: There is no such set, or its files are not there.
        MissingExtraError: PyTorch is not installed.
    """
    load_engine("network")  # without PyTorch, the remedy is told before anything is read
    config = config or NetworkConfig()
    sets = {name: read_set(data, name) for name in dict.fromkeys([*names, *PUBLIC_SETS])}
    train: Callable[..., Tagger] = train_trio if spans else train_pair if pair else train_network
    bodies: dict[tuple[int, tuple[str, ...]], Body] = {}
    readings: list[Reading] = []
    for seed in seeds:
        for name in names:
            chosen, related = replace(config, seed=seed), PUBLIC_SETS[name].related
            if (seed, related) not in bodies:
                bodies[seed, related] = pretrain(related_sentences(sets, related), table=table, config=chosen)
            for number, fold in enumerate(sets[name], start=1):
                started = time.process_time()
                tagger = train(fold["train"], table=table, body=bodies[seed, related], config=chosen)
                seconds = time.process_time() - started
                reading = _read(tagger, fold, name, number, seed, split, seconds)
                if cross and number == 1:
                    reading = replace(reading, cross=cross_scores(tagger, name, fold, sets, split=split))
                readings.append(reading)
                if on_reading is not None:
                    on_reading(readings[-1])
    return readings


def _read(tagger: Tagger, fold: Fold, name: str, number: int, seed: int, split: str, seconds: float) -> Reading:
    gold = fold[split]
    plain = scores(tagger, gold)
    cased = {casing: scores(tagger, [recased(s, casing) for s in gold])["all"] for casing in ("lower", "upper")}
    return Reading(
        name,
        number,
        seed,
        split,
        plain["all"],
        cased["lower"],
        cased["upper"],
        fmean([score.f1 for label, score in plain.items() if label != "all"] or [1.0]),
        unseen_recall(tagger, fold["train"], gold),
        seconds,
    )


def unseen_recall(tagger: Tagger, train: Sequence[TaggedSentence], gold: Sequence[TaggedSentence]) -> float:
    """Recall on mentions whose lower-cased words are no mention of `train`; 1 if there are none."""
    known = {words for sentence in train for _, words in _mentions(sentence)}
    found = right = 0
    for sentence, spans in zip(gold, tagger.batch([s.words for s in gold]), strict=True):
        predicted = {span[:3] for span in spans}
        hits = [span in predicted for span, words in _mentions(sentence) if words not in known]
        found, right = found + len(hits), right + sum(hits)
    return right / found if found else 1.0


def _mentions(sentence: TaggedSentence) -> Iterator[tuple[tuple[int, int, str], tuple[str, ...]]]:
    words = lowered(sentence)
    for start, end, label in decode(sentence.tags):
        yield (start, end, label), words[start:end]
