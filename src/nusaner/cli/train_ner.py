"""`nusaner train ner`: a recognizer of one's own."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from nusaner.cli.convert import OnMisfit
from nusaner.errors import InputError

if TYPE_CHECKING:
    from nusaner.training.engines import Step


class EngineName(str, Enum):
    """How to train."""

    crf = "crf"
    network = "network"
    stanza = "stanza"
    transformer = "transformer"


def ner(
    train: Annotated[str, typer.Option(help="Annotated documents: a file or folder of any format of `convert`.")],
    dev: Annotated[str | None, typer.Option(help="Likewise, to measure by; a tenth of --train if not given.")] = None,
    labels: Annotated[
        str | None, typer.Option(help="Labels to learn, OLD=NEW to rename: MONEY,DATE or PER=PERSON,ORG; all if none.")
    ] = None,
    base: Annotated[
        str | None, typer.Option("--from", help="A model that shall know these labels besides its own.")
    ] = None,
    rehearse: Annotated[
        str | None, typer.Option(help="Data of the labels of --from; the bundled corpus for the bundled model.")
    ] = None,
    rehearse_dev: Annotated[str | None, typer.Option(help="Likewise, to measure what was lost.")] = None,
    engine: Annotated[EngineName | None, typer.Option(help="How to train; crf if not given.")] = None,
    config: Annotated[Path | None, typer.Option(help="Settings, .cfg or .json; see docs/training.md.")] = None,
    set_: Annotated[list[str] | None, typer.Option("--set", help="A setting of the engine: iterations=60.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for the model.")] = Path("model"),
    seed: Annotated[int | None, typer.Option(help="Of all random choices; 1 if not given.")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on from an interrupted run; train nothing twice.")
    ] = False,
    format_: Annotated[str | None, typer.Option("--format", help="Format of the data; seen by its content.")] = None,
    on_misfit: Annotated[OnMisfit, typer.Option(help="Mentions that do not fit the tokens.")] = OnMisfit.error,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar.")] = False,
) -> None:
    """Train a recognizer on your own labels.

    The model folder holds a card (README.md) and works with `nusaner analyze --model`, `nusaner.load` and `spacy.load`.

    **Examples**

        nusaner train ner --train latih.jsonl --dev uji.jsonl --out model-saya

        nusaner train ner --train uang.conll --from id_caucasus_news --out dengan-uang

        nusaner train ner --train latih.spacy --engine stanza --set epochs=20 --resume

    Exit code 0: the model is written; 1: it is, but mentions that do not fit were left out or widened; 2: nothing was.
    """
    from nusaner.cli.train_ner_summary import print_summary
    from nusaner.training import train_ner
    from nusaner.training.custom.config import RunConfig, read_config

    told = read_config(config) if config else RunConfig()
    console = Console(stderr=True, soft_wrap=True, highlight=False)
    with _Bar(console, hidden=quiet or not sys.stderr.isatty()) as bar:
        trained = train_ner(
            train,
            dev,
            labels=parse_labels(labels) if labels is not None else told.labels,
            base=base,
            rehearse=rehearse,
            rehearse_dev=rehearse_dev,
            engine=engine.value if engine else told.engine or EngineName.crf.value,
            options={**told.options, **parse_settings(set_ or [])},
            seed=seed if seed is not None else told.seed if told.seed is not None else 1,
            out=out,
            resume=resume,
            format=format_,
            on_misfit=on_misfit.value,
            on_step=bar,
        )
    if as_json:
        sys.stdout.write(json.dumps(trained.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        print_summary(trained, Console(soft_wrap=True, highlight=False))
    if trained.misfits:
        raise typer.Exit(1)


def parse_labels(text: str) -> dict[str, str]:
    """Labels separated by commas, OLD=NEW to rename.

    Raises:
        InputError: One is empty.

    Example:
        >>> parse_labels("PER=PERSON, ORG")
        {'PER': 'PERSON', 'ORG': 'ORG'}
    """
    pairs = [part.strip().partition("=") for part in text.split(",")]
    if not all(old and (new or not sign) for old, sign, new in pairs):
        raise InputError(f"Labels are separated by commas, OLD=NEW to rename, got {text!r}.")
    return {old.strip(): new.strip() or old.strip() for old, _, new in pairs}


def parse_settings(given: list[str]) -> Mapping[str, Any]:
    """Settings as NAME=VALUE.

    Raises:
        InputError: One has no sign of equality.
    """
    for text in given:
        if "=" not in text:
            raise InputError(f"A setting is NAME=VALUE, got {text!r}.")
    return dict(text.split("=", 1) for text in given)


class _Bar:
    """A progress bar with the figure on the development data."""

    def __init__(self, console: Console, *, hidden: bool) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._progress = Progress(*columns, TextColumn("{task.fields[figure]}"), console=console, disable=hidden)
        self._tasks: dict[str, Any] = {}

    def __enter__(self) -> _Bar:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def __call__(self, step: Step) -> None:
        if step.phase not in self._tasks:
            self._tasks[step.phase] = self._progress.add_task(step.phase or "train", total=step.of, figure="")
        task = self._tasks[step.phase]
        self._progress.update(task, completed=step.done, total=step.of)
        if step.dev is not None:
            self._progress.update(task, figure=f"dev {step.dev:.3f}")
