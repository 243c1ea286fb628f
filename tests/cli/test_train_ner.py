import json
from pathlib import Path

import pytest

from nusaner import corpus
from nusaner.cli.train_ner import parse_labels, parse_settings
from nusaner.errors import InputError

DATA = Path(__file__).parents[1] / "data"
FILES = ("--train", str(DATA / "money_train.jsonl"), "--dev", str(DATA / "money_dev.jsonl"))
QUICK = ("--set", "iterations=20")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("train")


def test_it_writes_a_model_that_analyze_takes(run, folder):
    out = folder / "uang"
    code, told, _ = run("train", "ner", *FILES, *QUICK, "--out", str(out))
    assert code == 0
    assert "40 training sentences, 16 development sentences" in told
    assert [line.split()[0] for line in told.splitlines()[2:5]] == ["DATE", "MONEY", "all"]
    code, told, _ = run(
        "analyze", "--model", str(out), "--format", "csv", stdin=b"Ia membayar 5 juta dolar AS pada 3 Maret 2024."
    )
    assert code == 0
    assert "5 juta dolar AS,MONEY" in told


def test_a_second_run_with_resume_trains_nothing(run, folder):
    code, told, _ = run("train", "ner", *FILES, *QUICK, "--out", str(folder / "uang"), "--resume")
    assert code == 0
    assert "nothing was trained" in told


def test_settings_come_from_a_file_and_options_win(run, folder):
    config = folder / "a.cfg"
    config.write_text('[train]\nseed = 7\nlabels = ["MONEY"]\n[options]\niterations = 5\n', encoding="utf-8")
    out = folder / "b"
    code, told, _ = run("train", "ner", *FILES, "--config", str(config), "--seed", "3", "--out", str(out), "--json")
    assert code == 0
    assert json.loads(told)["skipped"] == {"DATE": 23}
    meta = json.loads((out / "meta.json").read_text(encoding="utf-8"))["nusaner"]
    assert (meta["seed"], meta["config"]["iterations"], meta["labels"]) == (3, 5, ["MONEY"])


def test_misfits_are_listed_and_give_exit_code_1(run, folder):
    wrong = folder / "salah.jsonl"
    rows = (DATA / "money_train.jsonl").read_text(encoding="utf-8")
    wrong.write_text(rows + '{"id": 99, "text": "Harga 500manat.", "label": [[6, 9, "MONEY"]]}\n', encoding="utf-8")
    files = ("--train", str(wrong), *FILES[2:], *QUICK, "--out", str(folder / "c"))
    code, _, errors = run("train", "ner", *files)
    assert (code, (folder / "c").exists()) == (2, False)
    assert "99: line 1, characters 6-9: '500' (MONEY) does not fit the tokens ['500manat']" in errors
    code, told, _ = run("train", "ner", *files, "--on-misfit", "skip")
    assert code == 1
    assert "left out or widened: 1" in told
    assert "99: line 1, characters 6-9" in told


def test_wrong_arguments_are_told_in_one_line(run, folder):
    code, _, errors = run("train", "ner", *FILES, "--labels", "PER,=X", "--out", str(folder / "d"))
    assert (code, errors) == (2, "nusaner: Labels are separated by commas, OLD=NEW to rename, got 'PER,=X'.\n")
    code, _, errors = run("train", "ner", "--train", "tiada.jsonl", "--out", str(folder / "d"))
    assert code == 2
    assert "tiada.jsonl" in errors


def test_labels_and_settings_are_read():
    assert parse_labels("PER=PERSON, ORG") == {"PER": "PERSON", "ORG": "ORG"}
    assert parse_settings(["a=1", "b=x=y"]) == {"a": "1", "b": "x=y"}
    with pytest.raises(InputError, match="NAME=VALUE, got 'a'"):
        parse_settings(["a"])


def test_the_data_of_the_tests_is_what_the_tests_say():
    (train, dev) = (list(corpus.read(DATA / f"money_{part}.jsonl")) for part in ("train", "dev"))
    assert (len(train), len(dev)) == (40, 16)
    assert {m.label for d in train for m in d.mentions} == {"MONEY", "DATE"}
    assert not {d.text for d in train} & {d.text for d in dev}
