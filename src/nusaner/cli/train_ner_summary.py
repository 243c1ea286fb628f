"""The summary of `nusaner train ner`."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from nusaner.training import Trained

_MOST = 20
_TOLD = {
    "finished": "The folder holds the model of the same data and settings already; nothing was trained.",
    "continued": "An interrupted run was continued.",
    "again": "An interrupted run was started again, as this engine cannot continue one.",
}


def print_summary(trained: Trained, console: Console) -> None:
    """Print what training gave, figures first."""
    if trained.resumed:
        console.print(_TOLD[trained.resumed])
    console.print(_figures(trained))
    if trained.kept:
        console.print(_kept(trained))
    train, dev = trained.sentences
    rehearsed = f", {trained.rehearsed:,} rehearsed" if trained.rehearsed else ""
    lines = [f"{train:,} training sentences{rehearsed}, {dev:,} development sentences, {trained.seconds:.0f} s"]
    if trained.skipped:
        skipped = ", ".join(f"{label} ({count:,})" for label, count in trained.skipped.items())
        lines.append(f"not asked for and left out: {skipped}")
    if trained.unlearned:
        lines.append(f"only in the development data, so never found: {', '.join(trained.unlearned)}")
    if trained.misfits:
        lines.append(f"mentions that do not fit, left out or widened: {len(trained.misfits):,}")
        lines += [f"  {misfit}" for misfit in trained.misfits[:_MOST]]
        lines += [f"  and {len(trained.misfits) - _MOST:,} more"] if len(trained.misfits) > _MOST else []
    if trained.path is not None:
        lines.append(f"model: {trained.path}")
    for line in lines:
        console.print(Text(line))


def _figures(trained: Trained) -> Table:
    table = Table(box=None, pad_edge=False, title="development data, strict", title_justify="left")
    table.add_column("label")
    for name in ("precision", "recall", "F1", "mentions"):
        table.add_column(name, justify="right")
    for label, score in sorted(trained.dev.items(), key=_all_last):
        numbers = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        table.add_row(Text(label), *numbers, f"{score.right + score.missed:,}")
    return table


def _kept(trained: Trained) -> Table:
    table = Table(box=None, pad_edge=False, title="what was lost of the old labels, strict F1", title_justify="left")
    table.add_column("label")
    for name in ("before", "after", "change", "mentions"):
        table.add_column(name, justify="right")
    for row in trained.kept:
        change = f"{row.after - row.before:+.3f}"
        table.add_row(Text(row.label), f"{row.before:.3f}", f"{row.after:.3f}", change, f"{row.gold:,}")
    return table


def _all_last(item: tuple[str, object]) -> tuple[bool, str]:
    return (item[0] == "all", item[0])
