"""Everything an evaluation found, as one frozen value."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from nusaner.evaluation import latex, page, tables
from nusaner.evaluation.bootstrap import Difference
from nusaner.evaluation.calibration import Calibration
from nusaner.evaluation.leaks import Leaks
from nusaner.evaluation.metrics import Figure, plain
from nusaner.evaluation.mistakes import KINDS, Mistake
from nusaner.evaluation.passages import Passage
from nusaner.evaluation.systems import Speed


@dataclass(frozen=True, slots=True)
class SliceTable:
    """Figures of one way of dividing the data.

    Attributes:
        name: The slice.
        rows: Key and figure, strict; `low` and `high` are of F1, or of recall where `recall_only`.
        recall_only: Whether only recall is defined.
    """

    name: str
    rows: tuple[tuple[str, Figure], ...]
    recall_only: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The system beside another one on the same documents.

    Attributes:
        system: The other system.
        averages: Its figures: mode to average to figure.
        per_label: Its strict figures by label.
        differences: What is compared ("strict micro", "strict GPE", ...) to this system's F1 minus
            the other's.
        only_first, only_second: Gold spans that only this system or only the other has right, strictly.
    """

    system: str
    averages: Mapping[str, Mapping[str, Figure]]
    per_label: Mapping[str, Figure]
    differences: Mapping[str, Difference]
    only_first: int
    only_second: int


@dataclass(frozen=True)
class NerEvaluation:
    """How well a system finds entities.

    Attributes:
        system, data: Names of what was judged, and on what.
        documents, words, gold, predicted: How many of each (words between white space).
        averages: Mode (`matching.MODES`) to average (`metrics.AVERAGES`) to figure.
        per_label: Mode to label to figure.
        slices: Strict figures on parts of the data.
        confusion: (gold label, predicted label) to number; "O" for none.
        mistakes: All of them, in the order of the documents.
        passages: The texts around them.
        comparison: The other system, if there is one.
        calibration: None where the system gives no scores.
        leaks: None where the training data was not named.
        speed: None where predictions were read from a file.
        settings: Draws, seed, level, label map and rule for overlaps.
        notes: What a reader of the figures has to know, in full sentences.
    """

    system: str
    data: str
    documents: int
    words: int
    gold: int
    predicted: int
    averages: Mapping[str, Mapping[str, Figure]]
    per_label: Mapping[str, Mapping[str, Figure]]
    slices: tuple[SliceTable, ...]
    confusion: Mapping[tuple[str, str], int]
    mistakes: tuple[Mistake, ...]
    passages: tuple[Passage, ...]
    comparison: Comparison | None
    calibration: Calibration | None
    leaks: Leaks | None
    speed: Speed | None
    settings: Mapping[str, Any]
    notes: tuple[str, ...]

    @property
    def precision(self) -> float:
        """Strict micro precision."""
        return self.averages["strict"]["micro"].precision

    @property
    def recall(self) -> float:
        """Strict micro recall."""
        return self.averages["strict"]["micro"].recall

    @property
    def f1(self) -> float:
        """Strict micro F1."""
        return self.averages["strict"]["micro"].f1

    @property
    def mistake_counts(self) -> dict[str, int]:
        """How many mistakes there are of each kind."""
        found = Counter(mistake.kind for mistake in self.mistakes)
        return {kind: found[kind] for kind in KINDS}

    def to_dict(self) -> dict[str, Any]:
        """All but the passages as dicts, lists, strings and numbers; figures with six places."""
        return {
            "system": self.system,
            "data": self.data,
            "documents": self.documents,
            "words": self.words,
            "gold": self.gold,
            "predicted": self.predicted,
            "averages": _nested(self.averages),
            "per_label": _nested(self.per_label),
            "slices": {s.name: {key: _figure(f, recall_only=s.recall_only) for key, f in s.rows} for s in self.slices},
            "confusion": [
                {"gold": gold, "predicted": predicted, "count": n}
                for (gold, predicted), n in sorted(self.confusion.items())
            ],
            "mistake_counts": self.mistake_counts,
            "mistakes": [asdict(mistake) for mistake in self.mistakes],
            "comparison": None if self.comparison is None else _comparison(self.comparison),
            "calibration": None if self.calibration is None else asdict(self.calibration),
            "leaks": None if self.leaks is None else asdict(self.leaks),
            "speed": None if self.speed is None else _speed(self.speed),
            "settings": dict(self.settings),
            "notes": list(self.notes),
        }

    def to_json(self, *, indent: int | None = 2) -> str:
        """`to_dict` as JSON, with non-ASCII letters as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent, allow_nan=False)

    def to_markdown(self) -> str:
        """Tables of the figures, slices and mistakes in Markdown."""
        return tables.markdown(self)

    def to_latex(self) -> str:
        """The figures as a LaTeX table (booktabs), for a paper."""
        return latex.latex(self)

    def to_html(self) -> str:
        """A page with figures, plots and the mistakes in their texts that needs nothing from elsewhere."""
        return page.render(self)


def _nested(figures: Mapping[str, Mapping[str, Figure]]) -> dict[str, dict[str, Any]]:
    return {mode: {name: plain(figure) for name, figure in rows.items()} for mode, rows in figures.items()}


def _figure(figure: Figure, *, recall_only: bool) -> dict[str, Any]:
    found = plain(figure)
    return {**found, "precision": None, "f1": None, "predicted": None} if recall_only else found


def _comparison(found: Comparison) -> dict[str, Any]:
    return {
        "system": found.system,
        "averages": _nested(found.averages),
        "per_label": {label: plain(figure) for label, figure in found.per_label.items()},
        "differences": {name: asdict(difference) for name, difference in found.differences.items()},
        "only_first": found.only_first,
        "only_second": found.only_second,
    }


def _speed(speed: Speed) -> dict[str, Any]:
    with_load = speed.words_per_second_with_load
    return {
        **asdict(speed),
        "words_per_second": round(speed.words_per_second),
        "words_per_second_with_load": None if with_load is None else round(with_load),
    }
