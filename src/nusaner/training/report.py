"""Figures of a model on a split of the corpus: `python -m nusaner.training.report --split test`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

import nusaner
from nusaner import corpus
from nusaner.pipeline import DEFAULT_MODEL
from nusaner.training.bundle import evaluate_pipeline


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--split", choices=("train", "dev", "test"), default="dev")
    options = parser.parse_args(arguments)
    figures = evaluate_pipeline(nusaner.load(options.model), corpus.load(options.split))
    sys.stdout.write(json.dumps({"split": options.split, **figures}, indent=2) + "\n")


if __name__ == "__main__":
    main()
