import csv
import io
import json

import pytest


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "a.txt").write_text("Aliyev tiba di Khankendi.", encoding="utf-8")
    (tmp_path / "b.txt").write_text("Pashinyan berpidato di Yerevan.", encoding="utf-8")
    return tmp_path


def test_table(run, folder):
    code, out, err = run("analyze", str(folder))
    assert (code, err) == (0, "")
    assert "Khankendi" in out
    assert "nikol-pashinyan" in out


def test_jsonl(run, folder):
    code, out, _ = run("analyze", str(folder), "--format", "jsonl")
    assert code == 0
    reports = [json.loads(line) for line in out.splitlines()]
    assert [r["entities"][0]["link"]["id"] for r in reports] == ["ilham-aliyev", "nikol-pashinyan"]


def test_json_and_standard_input(run):
    code, out, _ = run("analyze", "--format", "json", stdin="Aliyev tiba di Xankəndi.".encode())
    assert code == 0
    (found,) = json.loads(out)
    assert found["places"][0]["id"] == "stepanakert"
    assert found["entities"][1]["start"] == 15


def test_csv_rows(run, folder):
    _, out, _ = run("analyze", str(folder), "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["record"] for row in rows] == ["ilham-aliyev", "stepanakert", "nikol-pashinyan", "yerevan"]
    _, out, _ = run("analyze", str(folder), "--format", "csv", "--rows", "documents")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["azerbaijan_stance"] for row in rows] == ["NONE", "NONE"]


def test_html_to_a_file(run, folder):
    out_file = folder / "laporan.html"
    code, out, _ = run("analyze", str(folder / "a.txt"), "-f", "html", "-o", str(out_file))
    assert (code, out) == (0, "")
    html = out_file.read_text(encoding="utf-8")
    assert "<mark" in html
    assert "http" not in html.replace("http://www.w3.org", "")


def test_one_bad_document_does_not_cost_the_others(run, folder):
    (folder / "c.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    code, out, err = run("analyze", str(folder), "--format", "jsonl")
    assert code == 1
    assert len(out.splitlines()) == 2
    assert "c.txt: The file is binary" in err


def test_nothing_readable(run, tmp_path):
    code, out, err = run("analyze", str(tmp_path / "tiada.txt"))
    assert (code, out) == (2, "")
    assert "tiada.txt" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("analyze", "x", "--model", "tiada"), "no model 'tiada'"),
        (("analyze", "x", "--out", "/tiada/x.json"), "no folder"),
        (("corpus", "check", "/tiada"), "no folder"),
        (("corpus", "convert", "x.xml"), ".conllu (conllu)"),
    ],
)
def test_wrong_arguments(run, folder, monkeypatch, arguments, message):
    monkeypatch.chdir(folder)
    (folder / "x").write_text("Baku", encoding="utf-8")
    code, _, err = run(*arguments)
    assert code == 2
    assert message in err
    assert "Traceback" not in err


def test_tokenize_and_stem(run):
    assert run("tokenize", "Aliyev-lah. Ia menang.")[1].split("\n") == [
        "Aliyev",
        "-lah",
        ".",
        "",
        "Ia",
        "menang",
        ".",
        "",
    ]
    assert run("stem", stdin=b"pertempuran di Bekasi")[1] == "pertempuran\ttempur\ndi\tdi\nBekasi\tbekasi\n"


def test_info(run):
    code, out, _ = run("info")
    assert code == 0
    for expected in ("model id_caucasus_news", "articles ", "CC BY-SA 4.0", "ODbL 1.0", "records"):
        assert expected in out


@pytest.mark.parametrize("command", [[], ["analyze"], ["tokenize"], ["stem"], ["corpus"], ["corpus", "check"]])
def test_help_has_examples(run, command):
    _, out, _ = run(*command, "--help")
    assert "Usage" in out
    if len(command) == 1 and command != ["corpus"]:
        assert "Example" in out


def test_convert(run, tmp_path):
    code, _, err = run("corpus", "convert", str(tmp_path / "dev.jsonl"), "--split", "dev")
    assert code == 0
    assert len((tmp_path / "dev.jsonl").read_text(encoding="utf-8").splitlines()) == int(err.split()[0])
