import json

import pytest

from nusaner import corpus
from nusaner.corpus.formats.registry import FORMATS
from nusaner.types import Annotated, Mention


@pytest.fixture
def doccano(tmp_path):
    path = tmp_path / "admin.jsonl"
    records = [
        {"id": 1, "text": "Aliyev tiba di Khankendi.", "label": [[0, 6, "PERSON"], [15, 24, "GPE"]]},
        {"id": 2, "text": "Bakuan.", "label": [[0, 4, "GPE"]]},
    ]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def test_a_misfit_stops_the_conversion(run, doccano, tmp_path):
    code, out, err = run("convert", str(doccano), str(tmp_path / "a.conll"))
    assert (code, out) == (2, "")
    assert "2: line 1, characters 0-4: 'Baku' (GPE) does not fit the tokens ['Bakuan']" in err
    assert not (tmp_path / "a.conll").exists()


@pytest.mark.parametrize(("how", "labels"), [("skip", ["PERSON", "GPE"]), ("widen", ["PERSON", "GPE", "GPE"])])
def test_skip_and_widen_list_and_tell(how, labels, run, doccano, tmp_path):
    code, _, err = run("convert", str(doccano), str(tmp_path / "a.conll"), "--on-misfit", how)
    assert code == 1
    assert "2 documents from" in err
    assert "(doccano)" in err and "(conll)" in err
    rows = [line.split() for line in err.splitlines()]
    assert ["GPE", "2", "1"] in rows and ["all", "3", "1"] in rows
    assert "'Baku' (GPE)" in err and "does not fit the tokens ['Bakuan']" in err
    assert [m.label for d in corpus.read(tmp_path / "a.conll") for m in d.mentions] == labels


def test_formats_can_be_said(run, doccano, tmp_path):
    code, _, err = run("convert", str(doccano), str(tmp_path / "b"), "--from", "doccano", "--to", "brat")
    assert code == 0, err
    assert (tmp_path / "b" / "1.ann").read_text(
        encoding="utf-8"
    ) == "T1\tPERSON 0 6\tAliyev\nT2\tGPE 15 24\tKhankendi\n"
    code, _, err = run("convert", str(doccano), str(tmp_path / "c.xyz"))
    assert code == 2
    assert "tells no format; say which (--to)" in err
    assert ".spacy (docbin)" in err


def test_utf16_out_and_in(run, tmp_path):
    document = Annotated("a", "🌷 Baku tenang", (Mention(2, 6, "GPE"),))
    corpus.write([document], tmp_path / "a.jsonl", format="nusaner")
    ours, theirs, back = (str(tmp_path / name) for name in ("a.jsonl", "ls.jsonl", "b.jsonl"))
    assert run("convert", ours, theirs, "--to", "doccano", "--utf16", "out")[0] == 0
    assert json.loads((tmp_path / "ls.jsonl").read_text(encoding="utf-8"))["label"] == [[3, 7, "GPE"]]
    assert run("convert", theirs, back, "--utf16", "in")[0] == 0
    assert list(corpus.read(back)) == [document]


def test_help_lists_the_formats(run):
    code, out, _ = run("convert", "--help")
    assert code == 0
    assert all(known.name in out for known in FORMATS)
