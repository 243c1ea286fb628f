"""All figures of stance of a model on a split of the corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sklearn.metrics import f1_score

import nusaner
from nusaner import corpus, kb
from nusaner.evaluation.stance_pairs import sentence_labels, stance_pairs
from nusaner.evaluation.stance_report import report_stance
from nusaner.evaluation.swap import swap_consistency
from nusaner.types import STANCES


def stance_figures(model: str, split: str | None, *, folder: Path | None = None, swap: bool = True) -> dict[str, Any]:
    """Judge a model.

    Args:
        model: A bundled model or the folder of one.
        split: `"train"`, `"dev"` or `"test"`; None for all.
        folder: Folder of articles; None for the bundled corpus.
        swap: Whether the swap test is run.
    """
    nlp = nusaner.load(model)
    articles = corpus.load(split, folder=folder)
    docs = list(nlp.pipe(article.text for article in articles))
    figures: dict[str, Any] = {"articles": len(articles), **report_stance(stance_pairs(articles, docs))}
    gold, found = sentence_labels(articles, docs)
    figures["sentences"] = {
        "pairs": len(gold),
        "macro_f1": round(float(f1_score(gold, found, labels=list(STANCES), average="macro", zero_division=0.0)), 4),
    }
    if swap:
        share, failed = swap_consistency(nlp, docs, kb.load())
        figures["swap_consistency"] = round(share, 4)
        figures["swap_failures"] = [f"{articles[i].id} {side}: {one} but {other}" for i, side, one, other in failed]
    return figures
