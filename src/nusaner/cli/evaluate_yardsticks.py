"""`nusaner evaluate yardsticks`: the network on the public Indonesian sets."""

from __future__ import annotations

import json
import sys
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from nusaner.cli.train_ner import parse_settings
from nusaner.errors import InputError

if TYPE_CHECKING:
    from nusaner.training.yardsticks import Reading, Summary


class Split(str, Enum):
    """What is read."""

    dev = "dev"
    test = "test"


def yardsticks(
    words: Annotated[Path, typer.Option(help="The word table that `nusaner train words` made of raw text.")],
    sets: Annotated[str, typer.Option(help="Sets with commas.")] = "nerui,nerugm,idner,nergrit,nerp",
    split: Annotated[Split, typer.Option(help="What is read: dev for choices, test once at the end.")] = Split.dev,
    seeds: Annotated[str, typer.Option(help="Seeds with commas.")] = "1",
    data: Annotated[Path, typer.Option(envvar="NUSANER_DATA", help="Folder of the public data (ner/).")] = Path(
        "../shared/datasets"
    ),
    pair: Annotated[bool, typer.Option(help="Train a CRF besides; both vote.")] = False,
    spans: Annotated[bool, typer.Option(help="A classifier of whole spans votes too; goes before --pair.")] = False,
    cross: Annotated[bool, typer.Option(help="Read the recognizer of each set on the other sets as well.")] = False,
    set_: Annotated[list[str] | None, typer.Option("--set", help="A setting of the network: hidden=200.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON for each training.")] = False,
) -> None:
    """Train the network from scratch on each public set, and print strict F1 in percent; needs the extra `neural`.

    NER-UI and NER-UGM have five folds; the last lines are means over folds, with deviations over seeds. F1 is that of
    all mentions; "macro" is the mean of the labels' F1, which IndoNLU's published figures are.

    **Examples**

        nusaner evaluate yardsticks --words words.npz

        nusaner evaluate yardsticks --words words.npz --sets nergrit --split test --seeds 1,2,3
    """
    from nusaner.training.engines import configured
    from nusaner.training.network import NetworkConfig
    from nusaner.training.words import read_words
    from nusaner.training.yardsticks import read_yardsticks, summaries

    config = configured(NetworkConfig, parse_settings(set_ or []))
    found = read_yardsticks(
        data,
        read_words(words),
        names=[name.strip() for name in sets.split(",")],
        split=split.value,
        seeds=_numbers(seeds),
        config=config,
        pair=pair,
        spans=spans,
        cross=cross,
        on_reading=_write_json if as_json else _write,
    )
    if not as_json:
        _write_summaries(summaries(found))


def _numbers(text: str) -> list[int]:
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() for part in parts):
        raise InputError(f"Seeds are whole numbers with commas, got {text!r}.")
    return [int(part) for part in parts]


def _write_json(reading: Reading) -> None:
    typer.echo(json.dumps(reading.to_dict()))
    sys.stdout.flush()


def _write(reading: Reading) -> None:
    typer.echo("  ".join(f"{name} {value}" for name, value in reading.to_dict().items()))
    sys.stdout.flush()


def _write_summaries(found: list[Summary]) -> None:
    table = Table(box=None, pad_edge=False, title="means in percent, strict", title_justify="left")
    texts = ("set", "split")
    for name in (*texts, "F1", "± seeds", "± folds", "P", "R", "macro", "lower", "UPPER", "unseen R", "CPU s", "bar"):
        table.add_column(name, justify="left" if name in texts else "right")
    for one in found:
        shares = (one.f1, one.over_seeds, one.over_folds, one.precision, one.recall, one.macro)
        others = (one.lower, one.upper, one.unseen)
        figures = [f"{100 * share:.2f}" for share in (*shares, *others)]
        table.add_row(one.name, one.split, *figures, f"{one.seconds:.0f}", f"{one.bar:.1f}")
    Console().print(table)
