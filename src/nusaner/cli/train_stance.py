"""`nusaner train stance`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from nusaner import corpus
from nusaner.errors import InputError


def train_stance(
    train: Annotated[
        Path, typer.Option(help="Articles: a folder of .md files, or a .jsonl file with `text` and `stance`.")
    ],
    out: Annotated[Path, typer.Option(help="Folder to write.")],
    dev: Annotated[Path | None, typer.Option(help="Articles to judge the classifier on.")] = None,
    keep_shares: Annotated[
        bool, typer.Option("--keep-shares", help="Give each label as often as the training texts do.")
    ] = False,
) -> None:
    """Train a stance classifier on labelled texts with any targets.

    It is read back with `nusaner.stance.estimator.StanceClassifier.from_disk`.

    **Example**

        nusaner train stance --train a.jsonl --dev b.jsonl --out my_stance
    """
    from sklearn.metrics import f1_score

    from nusaner.stance.estimator import StanceClassifier

    pairs, labels = _pairs(train)
    model = StanceClassifier(keep_shares=keep_shares).fit(pairs, labels)
    model.to_disk(out)
    typer.echo(f"{len(pairs)} (text, target) pairs, labels {', '.join(model.classes_)}, to {out}", err=True)
    if dev is not None:
        held, gold = _pairs(dev)
        score = f1_score(gold, model.predict(held), average="macro", zero_division=0.0)
        typer.echo(f"macro-F1 on {dev}: {score:.4f} ({len(held)} pairs)")


def _pairs(path: Path) -> tuple[list[tuple[str, str]], list[str]]:
    articles = corpus.load(folder=path) if path.is_dir() else list(corpus.read_jsonl(path))
    rows = [(article.text, target, label) for article in articles for target, label in article.stance.items()]
    if not rows:
        raise InputError(f"No article in {str(path)!r} has a stance label; give articles with `stance`.")
    return [row[:2] for row in rows], [row[2] for row in rows]
