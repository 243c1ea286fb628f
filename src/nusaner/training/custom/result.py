"""What training gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from nusaner import corpus
from nusaner.evaluation.spans import Score
from nusaner.training.rehearsal import Kept


@dataclass(frozen=True, slots=True)
class Trained:
    """What training gave.

    Attributes:
        nlp: The pipeline, loaded from what was written.
        path: The model folder, None if none was asked for.
        labels: Labels that the model knows.
        sentences: Numbers of training sentences (those rehearsed not counted) and of development sentences.
        rehearsed: Number of the base's own sentences that were trained on again.
        dev: Label -> strict figures on the development data, "all" for the micro average.
        kept: With a base, its labels before and after, on the base's own development data.
        skipped: Label -> mentions of the training data left out because the label was not asked for.
        unlearned: Labels that only the development data has; each of their mentions counts as missed.
        misfits: Mentions left out or widened because they do not fit the tokens.
        seconds: How long it took.
        resumed: "" for a run from the start; "finished" where the model was there already; "again" where an
            interrupted run had to start again; "continued" where it went on.
    """

    nlp: Language
    path: Path | None
    labels: tuple[str, ...]
    sentences: tuple[int, int]
    rehearsed: int
    dev: Mapping[str, Score]
    kept: tuple[Kept, ...]
    skipped: Mapping[str, int]
    unlearned: tuple[str, ...]
    misfits: tuple[corpus.Misfit, ...]
    seconds: float
    resumed: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The figures as plain data, for JSON."""
        return {
            "path": str(self.path) if self.path is not None else None,
            "labels": list(self.labels),
            "train_sentences": self.sentences[0],
            "dev_sentences": self.sentences[1],
            "rehearsed_sentences": self.rehearsed,
            "dev": {label: figures(score) for label, score in self.dev.items()},
            "kept": {row.label: {"before": row.before, "after": row.after} for row in self.kept},
            "skipped": dict(self.skipped),
            "unlearned": list(self.unlearned),
            "misfits": [str(misfit) for misfit in self.misfits],
            "seconds": round(self.seconds, 1),
            "resumed": self.resumed,
        }


def figures(score: Score) -> dict[str, float]:
    """Precision, recall, F1 and the number of gold mentions, rounded."""
    return {
        "p": round(score.precision, 4),
        "r": round(score.recall, 4),
        "f": round(score.f1, 4),
        "gold": score.right + score.missed,
    }
