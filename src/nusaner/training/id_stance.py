"""Figures on the public blog set, for which no weights are kept: `python -m nusaner.training.id_stance`.

Jannati et al. (2018): Indonesian blog articles on figures of politics, labelled for or against. The set is
CC BY-NC-SA 4.0; it is read from `$NUSANER_DATA` and nothing of it, nor of what is learned from it, is written.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import re
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.base import clone
from sklearn.metrics import f1_score
from sklearn.model_selection import GridSearchCV, LeaveOneGroupOut, StratifiedKFold

from nusaner.errors import InputError
from nusaner.stance.estimator import StanceClassifier

#: What the labels of the file stand for, its typing errors included.
_LABELS = {"for": "FAVOR", "against": "AGAINST", "againts": "AGAINST", "no": ""}
#: Settings to choose from, within the training folds.
GRID = {"judgement_weight": (0.0, 1.0, 2.0), "C": (0.1, 1.0)}
_INNER = 3
_FILE = "dataset_stance_2_label_2018_building_by_rini.csv"


@dataclass(frozen=True, slots=True)
class BlogText:
    """One text of the set; `key` is the start of the SHA-256 of its folded text."""

    key: str
    text: str
    target: str
    label: str


def load_blogs(path: Path) -> list[BlogText]:
    """The set with labels mended and doubled texts (same words, same target) dropped.

    Raises:
        InputError: The file is not there, or a label is unknown.
    """
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}; set NUSANER_DATA to the folder of public data.")
    csv.field_size_limit(10_000_000)
    seen: dict[tuple[str, str], BlogText] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file, delimiter=";"):
            if len(row) < 5 or row[0].strip().lower() in ("", "tokoh"):
                continue
            label = row[4].strip().lower()
            if label not in _LABELS:
                raise InputError(f"The label {label!r} in {path.name} is unknown; known are {', '.join(_LABELS)}.")
            text = f"{row[2].strip()}\n{' '.join(_paragraphs(row[3]))}"
            key = hashlib.sha256(" ".join(re.findall(r"\w+", text.lower())).encode()).hexdigest()[:16]
            target = row[0].strip().lower()
            if _LABELS[label]:
                seen.setdefault((key, target), BlogText(key, text, target, _LABELS[label]))
    return sorted(seen.values(), key=_key)


def _key(text: BlogText) -> tuple[str, str]:
    return text.key, text.target


def _paragraphs(raw: str) -> list[str]:
    """The column holds a JSON list of paragraphs, now and then a broken one."""
    return [part for part in re.split(r'"\s*,\s*"|^\[?"|"\]?$', raw.replace('\\"', "'")) if part.strip()]


def evaluate_blogs(
    blogs: Sequence[BlogText],
    model: StanceClassifier,
    *,
    seeds: Sequence[int],
    grid: Mapping[str, Sequence[object]] | None = None,
) -> dict[str, object]:
    """Macro-F1 on 10 random folds (mean over seeds) and with each target held out, beside simple guesses.

    Args:
        blogs: The set.
        model: What is judged.
        seeds: Of the random folds.
        grid: Settings to choose from by cross-validation within the training folds: at random for random folds, by
            target where the target is held out. None for the model's own settings.
    """
    pairs = np.array([[blog.text, blog.target] for blog in blogs], dtype=object)
    labels = np.array([blog.label for blog in blogs])
    targets = pairs[:, 1]
    random = []
    for seed in seeds:
        folds = StratifiedKFold(10, shuffle=True, random_state=seed).split(pairs, labels)
        random.append(_macro(labels, _predict(_Chooser(model, grid, False), pairs, labels, folds)))
    left_out = LeaveOneGroupOut().split(pairs, labels, targets)
    held_out = _predict(_Chooser(model, grid, True), pairs, labels, left_out)
    majority = {t: Counter(labels[targets == t].tolist()).most_common(1)[0][0] for t in np.unique(targets)}
    return {
        "texts": len(blogs),
        "labels": dict(Counter(labels.tolist())),
        "targets": dict(Counter(targets.tolist())),
        "random_folds_macro_f1": round(float(np.mean(random)), 4),
        "random_folds_spread": round(float(np.std(random)), 4),
        "target_held_out_macro_f1": _macro(labels, held_out),
        "majority_macro_f1": _macro(
            labels, np.full(len(labels), Counter(labels.tolist()).most_common(1)[0][0], dtype=object)
        ),
        "per_target_majority_macro_f1": _macro(labels, np.array([majority[t] for t in targets], dtype=object)),
    }


@dataclass(frozen=True, slots=True)
class _Chooser:
    """A model, and how its settings are chosen on training data."""

    model: StanceClassifier
    grid: Mapping[str, Sequence[object]] | None
    by_target: bool

    def fit(self, pairs: np.ndarray, labels: np.ndarray) -> StanceClassifier:
        if self.grid is None:
            fitted: StanceClassifier = clone(self.model).fit(pairs, labels)
            return fitted
        inner = StratifiedKFold(_INNER, shuffle=True, random_state=1)
        splits = LeaveOneGroupOut().split(pairs, labels, pairs[:, 1]) if self.by_target else inner.split(pairs, labels)
        search = GridSearchCV(self.model, dict(self.grid), scoring="f1_macro", cv=list(splits))
        chosen: StanceClassifier = search.fit(pairs, labels).best_estimator_
        return chosen


def _predict(chooser: _Chooser, pairs: np.ndarray, labels: np.ndarray, folds: object) -> np.ndarray:
    found = np.empty(len(labels), dtype=object)
    for seen, unseen in folds:  # type: ignore[attr-defined]
        found[unseen] = chooser.fit(pairs[seen], labels[seen]).predict(pairs[unseen])
    return found


def _macro(gold: np.ndarray, predicted: np.ndarray) -> float:
    return round(float(f1_score(gold.tolist(), predicted.tolist(), average="macro")), 4)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as JSON, or the split as hashes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--split", action="store_true", help="print key, target and fold (seed 0) of each text")
    parser.add_argument("--choose", action="store_true", help="choose settings within the training folds (slow)")
    options = parser.parse_args(arguments)
    blogs = load_blogs(Path(os.environ.get("NUSANER_DATA", "../shared/datasets")) / "stance" / "id-stance" / _FILE)
    if options.split:
        folds = StratifiedKFold(10, shuffle=True, random_state=0).split(blogs, [blog.label for blog in blogs])
        for fold, (_, unseen) in enumerate(folds):
            sys.stdout.writelines(f"{blogs[i].key}\t{blogs[i].target}\t{fold}\n" for i in unseen)
        return
    model = StanceClassifier(keep_shares=True)
    figures = evaluate_blogs(blogs, model, seeds=range(options.seeds), grid=GRID if options.choose else None)
    sys.stdout.write(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
