import pytest
from typer.testing import CliRunner

from nusaner.cli.app import app
from nusaner.errors import FormatError, InputError
from nusaner.evaluation.stems import read_pairs, score_stems


def test_affixed_and_bare_forms_are_counted_apart():
    pairs = [("Rumahnya", "rumah"), ("rumahnya", "rumah"), ("dibuat", "buat"), ("di", "di"), ("an", "an")]
    found = score_stems(pairs, {"rumahnya": "rumah", "dibuat": "dibuat", "di": "di", "an": "a"}.get)
    assert (found.words, found.accuracy) == (5, 0.6)
    assert (found.affixed, found.affixed_accuracy, found.whole_accuracy) == (3, pytest.approx(2 / 3), 0.5)
    assert found.errors == {("dibuat", "buat", "dibuat"): 1, ("an", "an", "a"): 1}


def test_nothing_to_score():
    with pytest.raises(InputError, match="no forms"):
        score_stems([], str.lower)


def test_a_treebank_is_read_without_names_and_ranges(tmp_path):
    path = tmp_path / "x.conllu"
    rest = "\t_" * 6
    path.write_text(
        f"# text = Rumahnya di Baku\n1-2\tRumahnya\t_\t_{rest}\n1\tRumah\trumah\tNOUN{rest}\n2\tnya\tdia\tPRON{rest}\n"
        f"3\tdi\tdi\tADP{rest}\n4\tBaku\tbaku\tPROPN{rest}\n\n",
        encoding="utf-8",
    )
    assert read_pairs(path) == [("Rumah", "rumah"), ("nya", "dia"), ("di", "di")]
    path.write_text("1\tRumah\trumah\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"x\.conllu:1: A line has 10 columns"):
        read_pairs(path)
    with pytest.raises(InputError, match="There is no file"):
        read_pairs(tmp_path / "none.tsv")


def test_errors_are_printed_on_request_only(tmp_path):
    path = tmp_path / "gold.tsv"
    path.write_text("rumahnya\tatap\n", encoding="utf-8")
    plain = CliRunner().invoke(app, ["evaluate", "stems", str(path)])
    assert plain.exit_code == 0
    assert "rumahnya" not in plain.output
    assert (
        "rumahnya\tgold atap\tfound rumah"
        in CliRunner().invoke(app, ["evaluate", "stems", str(path), "--errors", "5"]).output
    )
