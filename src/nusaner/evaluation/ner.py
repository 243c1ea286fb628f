"""Judge a system's entities against gold data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nusaner.errors import InputError
from nusaner.evaluation import bootstrap as resampling
from nusaner.evaluation.calibration import calibration, outcomes
from nusaner.evaluation.counts import GOLD, GOLD_CREDIT, Counts, count
from nusaner.evaluation.data import Data, read_data
from nusaner.evaluation.labels import LabelMap, read_labels
from nusaner.evaluation.leaks import find_leaks
from nusaner.evaluation.matching import MODES, match, unique
from nusaner.evaluation.metrics import AVERAGES, Figure, averages, figure, ratios
from nusaner.evaluation.mistakes import confusion, mistakes
from nusaner.evaluation.notes import notes_on
from nusaner.evaluation.pairs import Pair, pair_up
from nusaner.evaluation.passages import passages
from nusaner.evaluation.perturb import perturb
from nusaner.evaluation.result import Comparison, NerEvaluation, SliceTable
from nusaner.evaluation.slices import RECORD, Slice, make_slices
from nusaner.evaluation.systems import Answers, System, answers
from nusaner.types import Annotated

Array = NDArray[np.float64]
LEVEL = 0.95
#: Intervals of slices are drawn for this many keys at most, the most frequent.
_MOST_INTERVALS = 60
_F1 = 2


def evaluate_ner(
    system: System,
    data: Data,
    *,
    against: System | None = None,
    train: Data | None = None,
    labels: str | Path | Mapping[str, str] | LabelMap | None = None,
    slices: Sequence[str] | None = None,
    bootstrap: int = 1000,
    seed: int = 0,
    overlaps: str = "error",
    changed: str | None = None,
) -> NerEvaluation:
    """Judge a system's entities against gold data, with intervals.

    Args:
        system: A loaded spaCy pipeline; the name of a bundled model or installed package; a model
            folder; or predictions: a file of any format of `corpus.read`, or annotated documents.
            Predictions may differ from gold in tokens and white space.
        data: Gold: `"dev"` (or train, test) of the bundled corpus, a file, a folder of articles, or
            annotated documents, articles or spaCy documents.
        against: Another system, to be compared on the same documents.
        train: What the system was trained on, for the slices of seen and unseen names and for leaks.
        labels: A label map, put on gold and predictions alike; see `labels.read_labels`.
        slices: Names of `slices.NAMES` or fields of the documents' `meta`; None for all that fit.
        bootstrap: Number of draws of documents for intervals; 0 for none.
        seed: Seed of the draws.
        overlaps: What to do with spans that overlap; see `pairs.pair_up`.
        changed: One of `perturb.KINDS` to judge the system on the texts changed so; its predictions
            must then be made now, not read from a file.

    Returns:
        Figures, slices, mistakes, and what is to be known of them.

    Raises:
        InputError: The data is empty or the texts of gold and predictions differ.

    Example:
        >>> from nusaner.types import Annotated, Mention
        >>> gold = [Annotated("a", "Aliyev tiba di Baku.", (Mention(0, 6, "PERSON"), Mention(15, 19, "GPE")))]
        >>> found = [Annotated("a", "Aliyev tiba di Baku .", (Mention(15, 19, "GPE"),))]
        >>> result = evaluate_ner(found, gold, bootstrap=0)
        >>> result.precision, result.recall, [m.gold_text for m in result.mistakes]
        (1.0, 0.5, ['Aliyev'])
    """
    if bootstrap < 0:
        raise InputError(f"`bootstrap` is a number of draws, 0 for no intervals, got {bootstrap!r}.")
    label_map = read_labels(labels)
    gold = read_data(data)
    if not gold:
        raise InputError(f"The gold data {_name(data)!r} holds no document; there is nothing to evaluate.")
    if changed is not None:
        gold = [perturb(document, changed, seed=seed) for document in gold]
    first = answers(system, gold)
    pairs = _mapped(pair_up(gold, first.documents, overlaps=overlaps), label_map)
    trained = None if train is None else _map_documents(read_data(train), label_map)
    counts = {mode: count(pairs, mode) for mode in MODES}
    return NerEvaluation(
        system=first.name,
        data=_name(data),
        documents=len(pairs),
        words=sum(len(pair.text.split()) for pair in pairs),
        gold=sum(len(unique(pair.gold)) for pair in pairs),
        predicted=sum(len(unique(pair.predicted)) for pair in pairs),
        averages={mode: _averages(found, bootstrap, seed) for mode, found in counts.items()},
        per_label={mode: _per_key(found, bootstrap, seed) for mode, found in counts.items()},
        slices=tuple(_slice(pairs, s, bootstrap, seed) for s in make_slices(slices, pairs, trained)),
        confusion=dict(sorted(confusion(pairs).items())),
        mistakes=tuple(mistakes(pairs)),
        passages=tuple(passages(pairs)),
        comparison=None
        if against is None
        else _compare(pairs, counts, answers(against, gold), gold, label_map, bootstrap, seed, overlaps),
        calibration=calibration(list(outcomes(pairs))),
        leaks=None if trained is None else find_leaks(trained, _map_documents(gold, label_map)),
        speed=first.speed,
        settings={
            "bootstrap": bootstrap,
            "seed": seed,
            "level": LEVEL,
            "labels": label_map.name,
            "overlaps": overlaps,
            **({} if changed is None else {"changed": changed}),
        },
        notes=tuple(notes_on(gold, first.documents, pairs, label_map, bootstrap)),
    )


def _name(data: object) -> str:
    return str(data) if isinstance(data, str | Path) else "documents"


def _mapped(pairs: Iterable[Pair], labels: LabelMap) -> list[Pair]:
    return [replace(p, gold=labels.apply(p.gold), predicted=labels.apply(p.predicted)) for p in pairs]


def _map_documents(documents: Iterable[Annotated], labels: LabelMap) -> list[Annotated]:
    return [replace(document, mentions=labels.apply(document.mentions)) for document in documents]


def f1_of_averages(totals: Array) -> Array:
    """F1 of micro, macro and weighted: draws × keys × 4 to draws × 3."""
    return averages(totals)[..., _F1]


def _f1_of_keys(totals: Array) -> Array:
    return ratios(totals)[..., _F1]


def _recall_of_keys(totals: Array) -> Array:
    return ratios(totals)[..., 1]


def _averages(counts: Counts, draws: int, seed: int) -> dict[str, Figure]:
    totals = counts.totals
    found = averages(totals)
    low_high = _intervals(counts.values, f1_of_averages, draws, seed)
    summed = totals.sum(axis=0)
    return {name: figure(summed, found[i], _column(low_high, i)) for i, name in enumerate(AVERAGES)}


def _per_key(counts: Counts, draws: int, seed: int, statistic: resampling.Statistic = _f1_of_keys) -> dict[str, Figure]:
    totals = counts.totals
    low_high = _intervals(counts.values, statistic, draws, seed)
    return {key: figure(totals[i], None, _column(low_high, i)) for i, key in enumerate(counts.keys)}


def _intervals(values: Array, statistic: resampling.Statistic, draws: int, seed: int) -> Array | None:
    if not draws or len(values) < 2 or not values.shape[1]:
        return None
    return resampling.intervals(values, statistic, draws=draws, seed=seed, level=LEVEL)


def _column(low_high: Array | None, position: int) -> Array | None:
    return None if low_high is None else low_high[:, position]


def _slice(pairs: Sequence[Pair], asked: Slice, draws: int, seed: int) -> SliceTable:
    counts = count(pairs, "strict", asked.key_of)
    support = dict(zip(counts.keys, _weight(asked, counts.totals), strict=True))
    known = [key for key in asked.order if key in support]
    frequent = sorted(support.keys() - set(known), key=partial(_by_support, support))
    keys = [*known, *frequent]
    statistic = _recall_of_keys if asked.recall_only else _f1_of_keys
    sure = _per_key(counts.only(keys[:_MOST_INTERVALS]), draws, seed, statistic)
    rest = _per_key(counts.only(keys[_MOST_INTERVALS:]), 0, seed, statistic)
    return SliceTable(asked.name, tuple({**sure, **rest}.items()), asked.recall_only)


def _weight(asked: Slice, totals: Array) -> list[float]:
    """What keys without an order of their own are sorted by: missed spans of records, else support."""
    missed: Array = totals[:, GOLD] - totals[:, GOLD_CREDIT]
    support: Array = totals[:, GOLD]
    # support decides among keys that are missed as often
    by: Array = missed + support / (1 + support.max(initial=0)) if asked.name == RECORD else support
    return [float(number) for number in by]


def _by_support(support: Mapping[str, float], key: str) -> tuple[float, str]:
    return (-support[key], key)


def _compare(
    pairs: Sequence[Pair],
    counts: Mapping[str, Counts],
    other: Answers,
    gold: Sequence[Annotated],
    labels: LabelMap,
    draws: int,
    seed: int,
    overlaps: str,
) -> Comparison:
    others = _mapped(pair_up(gold, other.documents, overlaps=overlaps), labels)
    other_counts = {mode: count(others, mode) for mode in MODES}
    right, other_right = _right(pairs), _right(others)
    return Comparison(
        system=other.name,
        averages={mode: _averages(found, draws, seed) for mode, found in other_counts.items()},
        per_label=_per_key(other_counts["strict"], draws, seed),
        differences=dict(_differences(counts, other_counts, draws, seed)) if len(pairs) > 1 and draws else {},
        only_first=len(right - other_right),
        only_second=len(other_right - right),
    )


def _right(pairs: Sequence[Pair]) -> set[tuple[int, int, int, str]]:
    return {
        (number, found.gold.start, found.gold.end, found.gold.label)
        for number, pair in enumerate(pairs)
        for found in match(pair.gold, pair.predicted, "strict")
    }


def _differences(
    first: Mapping[str, Counts], second: Mapping[str, Counts], draws: int, seed: int
) -> Iterator[tuple[str, resampling.Difference]]:
    for mode in MODES:
        keys = sorted({*first[mode].keys, *second[mode].keys})
        one, two = first[mode].with_keys(keys).values, second[mode].with_keys(keys).values
        for name, statistic in (("micro", _micro), ("macro", _macro)):
            if keys and (mode == "strict" or name == "micro"):
                yield f"{mode} {name}", resampling.compare(one, two, statistic, draws=draws, seed=seed)
        if mode == "strict":
            for i, key in enumerate(keys):
                parts = one[:, i : i + 1], two[:, i : i + 1]
                yield f"strict {key}", resampling.compare(*parts, _micro, draws=draws, seed=seed)


def _micro(totals: Array) -> Array:
    return ratios(totals.sum(axis=-2))[..., _F1]


def _macro(totals: Array) -> Array:
    return f1_of_averages(totals)[..., 1]
