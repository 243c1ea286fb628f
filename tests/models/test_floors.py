"""The bundled model keeps its figures on dev; the floors stand in floors.csv."""

import csv
from pathlib import Path

import pytest

from nusaner import corpus
from nusaner.training.bundle import evaluate_pipeline

FLOORS = list(csv.DictReader((Path(__file__).parent / "floors.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def figures(nlp):
    return evaluate_pipeline(nlp, corpus.load("dev"))


@pytest.mark.parametrize("row", FLOORS, ids=lambda row: row["figure"])
def test_floor(figures, row):
    value = figures
    for part in row["figure"].split("."):
        value = value[part]
    assert value >= float(row["floor"])


def test_the_figures_in_the_model_are_those_of_today(figures, nlp):
    kept = {k: v for k, v in nlp.meta["performance"].items() if k != "split"}
    assert kept == figures
