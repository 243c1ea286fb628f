"""The bundled model keeps its figures on dev; the floors stand in floors.csv."""

import csv
from pathlib import Path

import pytest
import srsly

from nusaner import corpus
from nusaner.training.bundle import evaluate_pipeline

FLOORS = list(csv.DictReader((Path(__file__).parent / "floors.csv").read_text(encoding="utf-8").splitlines()))


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
    # through the same reader as meta.json, which reads 0.957 as 0.9570000000000001
    assert kept == srsly.json_loads(srsly.json_dumps(figures))
