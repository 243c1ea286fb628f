"""The yardsticks on public sets in small; these tests need PyTorch (the extra `neural`)."""

import json

import pytest

from nusaner.cli.app import app
from nusaner.errors import InputError
from nusaner.evaluation.spans import Score
from nusaner.training.network import NetworkConfig
from nusaner.training.tagged import TaggedSentence
from nusaner.training.yardsticks import Reading, read_yardsticks, summaries, unseen_recall

CONFIG = NetworkConfig(width=16, hidden=16, rows=1024, epochs=8, body_epochs=4, batch=8, rate=5e-3)


def reading(fold, seed, right):
    score = Score(right, 10 - right, 10 - right)
    return Reading("nerui", fold, seed, "dev", score, score, score, right / 20, 0.5, 3.0)


def test_means_are_over_folds_and_deviations_over_seeds():
    (one,) = summaries([reading(1, 1, 8), reading(2, 1, 6), reading(1, 2, 9), reading(2, 2, 7)])
    assert (one.f1, one.bar) == (pytest.approx(0.75), 90.1)
    assert (one.precision, one.recall) == (pytest.approx(0.75), pytest.approx(0.75))
    assert (one.macro, one.seconds) == (pytest.approx(0.375), 3.0)
    assert one.over_seeds == pytest.approx(0.1 / 2**0.5)
    assert one.over_folds == pytest.approx(0.2 / 2**0.5)
    assert summaries([reading(1, 1, 8)])[0].over_seeds == 0
    assert summaries([]) == []


class Fixed:
    def batch(self, sentences):
        return [[(0, 1, "PERSON", 0.9)] for _ in sentences]


def test_recall_counts_only_mentions_that_training_lacks():
    seen = TaggedSentence(("Aliyev", "tiba"), ("B-PERSON", "O"))
    loud = TaggedSentence(("ALIYEV", "tiba"), ("B-PERSON", "O"))
    new = TaggedSentence(("Lavrov", "tiba"), ("B-PERSON", "O"))
    missed = TaggedSentence(("Di", "Baku"), ("O", "B-PLACE"))
    assert unseen_recall(Fixed(), [seen], [loud, new, missed]) == 0.5
    assert unseen_recall(Fixed(), [seen], [seen]) == 1.0


def test_each_fold_is_trained_and_read(public_data, small_table):
    pytest.importorskip("torch")
    told = []
    found = read_yardsticks(
        public_data, small_table, names=["nergrit", "nerui"], seeds=(1, 2), config=CONFIG, on_reading=told.append
    )
    assert told == found
    assert [(r.name, r.fold, r.seed) for r in found[:6]] == [("nergrit", 1, 1), *(("nerui", k, 1) for k in range(1, 6))]
    assert len(found) == 12
    assert all(r.split == "dev" and r.score.f1 > 0.8 for r in found)
    again = read_yardsticks(public_data, small_table, names=["nergrit"], config=CONFIG)
    assert again[0].score == found[0].score
    (both,) = read_yardsticks(public_data, small_table, names=["nergrit"], config=CONFIG, pair=True)
    assert both.score.f1 > 0.8
    (three,) = read_yardsticks(public_data, small_table, names=["nergrit"], config=CONFIG, spans=True)
    assert three.score.f1 > 0.8


def test_a_set_that_is_none_is_told(public_data, small_table):
    pytest.importorskip("torch")
    with pytest.raises(InputError, match="got 'nergritt'"):
        read_yardsticks(public_data, small_table, names=["nergritt"])


def test_the_command_prints_readings_and_means(public_data, small_table, tmp_path):
    pytest.importorskip("torch")
    from typer.testing import CliRunner

    (tmp_path / "words.npz").write_bytes(small_table.to_bytes())
    settings = [part for name in ("width=16", "hidden=16", "rows=1024", "epochs=2") for part in ("--set", name)]
    files = ["--words", str(tmp_path / "words.npz"), "--data", str(public_data), "--sets", "nergrit", *settings]
    told = CliRunner().invoke(app, ["evaluate", "yardsticks", *files, "--split", "test", "--json"])
    row = json.loads(told.stdout)
    assert (row["set"], row["split"], row["seed"]) == ("nergrit", "test", 1)
    assert set(row) >= {"f1", "precision", "recall", "macro_f1", "lower", "upper", "unseen_recall", "seconds"}
    assert not any(name.startswith("on_") for name in row)
    told = CliRunner().invoke(app, ["evaluate", "yardsticks", *files, "--json", "--cross"])
    assert {name for name in json.loads(told.stdout) if name.startswith("on_")} == {
        *("on_nerui", "on_nerugm", "on_idner", "on_nerp")
    }
    told = CliRunner().invoke(app, ["evaluate", "yardsticks", *files])
    assert "set nergrit  fold 1  seed 1  split dev" in told.stdout
    assert "79.1" in told.stdout
    wrong = CliRunner().invoke(app, ["evaluate", "yardsticks", *files, "--seeds", "1,x"])
    assert isinstance(wrong.exception, InputError)
