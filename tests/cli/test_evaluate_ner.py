import json
import re

import pytest

from nusaner import corpus


@pytest.fixture
def files(tmp_path):
    articles = corpus.load("dev")[:6]
    corpus.write_jsonl(articles, tmp_path / "emas.jsonl")
    weak = [corpus.Article(a.id, a.text, a.mentions[1:]) for a in articles]
    corpus.write_jsonl(weak, tmp_path / "tebakan.jsonl")
    return tmp_path


def test_two_files(run, files):
    code, out, err = run(
        "evaluate", "ner", "--gold", str(files / "emas.jsonl"), "--predictions", str(files / "tebakan.jsonl"),
        "--bootstrap", "20", "--format", "json",
    )  # fmt: skip
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["averages"]["strict"]["micro"]["precision"] == 1
    assert found["gold"] - found["predicted"] == 6
    assert found["speed"] is None


def test_model_and_table(run, files):
    code, out, _ = run(
        "evaluate", "ner", "id_caucasus_news", str(files / "emas.jsonl"), "--against", str(files / "tebakan.jsonl"),
        "--labels", "per-org-loc", "--slices", "genre,casing", "--bootstrap", "20",
    )  # fmt: skip
    assert code == 0
    for expected in ("strict, micro", "PER", "words/s", "By genre", "Against tebakan.jsonl", "Calibration", "drops"):
        assert expected in out
    assert "By seen" not in out


@pytest.mark.parametrize(
    ("ending", "start"), [("html", "<!DOCTYPE html>"), ("markdown", "# "), ("latex", r"\begin{table}")]
)
def test_to_a_file(run, files, ending, start):
    out_file = files / "hasil"
    code, out, _ = run(
        "evaluate", "ner", "--gold", str(files / "emas.jsonl"), "--predictions", str(files / "tebakan.jsonl"),
        "--bootstrap", "0", "--slices", "none", "-f", ending, "-o", str(out_file),
    )  # fmt: skip
    assert (code, out) == (0, "")
    assert out_file.read_text(encoding="utf-8").startswith(start)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("id_caucasus_news",), "Name a model and gold data"),
        (("id_caucasus_news", "dev", "--gold", "dev"), "or two files"),
        (("id_caucasus_news", "tiada.conll"), "no file or folder 'tiada.conll'"),
        (("tiada", "dev"), "no model and no file 'tiada'"),
        (("id_caucasus_news", "dev", "--labels", "kasar"), "label map is one of"),
        (("id_caucasus_news", "dev", "--out", "/tiada/x"), "no folder"),
        (("--gold", "dev", "--predictions", "tiada.conll"), "no model and no file 'tiada.conll'"),
    ],
)
def test_wrong_arguments(run, arguments, message):
    code, out, err = run("evaluate", "ner", *arguments)
    assert (code, out) == (2, "")
    assert re.search(message, err)
    assert "Traceback" not in err
