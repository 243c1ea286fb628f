import pytest
from typer.testing import CliRunner

from nusaner.cli.app import app
from nusaner.errors import FormatError, InputError
from nusaner.stemmer.bases import Bases, Kind
from nusaner.stemmer.ranking import read_weights, weights
from nusaner.stemmer.stem import Stemmer
from nusaner.training.stemmer import all_bases, cross_validate, rows, train, write

TOY = Bases(dict.fromkeys(("buat", "rasa", "asa", "ajar", "uat", "tari", "tarik", "ari"), Kind()))


def test_it_learns_to_choose():
    found = train([("terasa", "rasa"), ("tarikan", "tarik")], bases=TOY)
    assert found.unreachable == ()
    assert len(found.weights) > 5


def test_it_says_what_it_cannot_reach():
    assert train([("terasa", "rasa"), ("tarikan", "tarik"), ("gerigi", "gigi")], bases=TOY).unreachable == (
        ("gerigi", "gigi"),
    )


def test_nothing_to_learn_is_an_error():
    with pytest.raises(InputError, match="give more forms"):
        train([("dibuat", "buat")], bases=Bases({"buat": Kind()}))


def test_the_shipped_weights_are_those_of_the_shipped_list():
    trained = train(rows(), bases=all_bases([]))
    assert trained.weights.keys() == weights().keys()
    assert all(abs(value - weights()[name]) < 0.01 for name, value in trained.weights.items())


def test_forms_of_unseen_stems_are_taken_apart_rightly():
    accuracy, errors = cross_validate(rows())
    assert accuracy > 0.98
    assert len(errors) < 0.02 * len(rows())


def test_weights_are_written_and_read(tmp_path):
    path = tmp_path / "w.tsv"
    write(train([("terasa", "rasa"), ("tarikan", "tarik")], bases=TOY), path)
    assert Stemmer(weights=read_weights(path)).stem("dibuat") == "buat"
    path.write_text("whole\tbanyak\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"w\.tsv:1: "):
        read_weights(path)
    with pytest.raises(InputError, match="nusaner train stemmer"):
        read_weights(tmp_path / "none.tsv")


def test_the_commands(tmp_path):
    run = CliRunner().invoke(app, ["train", "stemmer", str(tmp_path / "w.tsv"), "--no-check"])
    assert run.exit_code == 0, run.output
    assert "weights in" in run.output
    gold = tmp_path / "gold.tsv"
    gold.write_text("pertempuran\ttempur\nrumahnya\tsalah\n", encoding="utf-8")
    run = CliRunner().invoke(app, ["evaluate", "stems", str(gold)])
    assert run.exit_code == 0, run.output
    assert "right 50.00%" in run.output
