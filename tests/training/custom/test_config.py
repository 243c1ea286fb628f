import pytest

from nusaner.errors import FormatError, InputError
from nusaner.training.custom.config import read_config

CFG = """[train]
engine = "stanza"
seed = 3
labels = ["MONEY", "DATE"]

[options]
epochs = 5
optimizer = sgd
"""


def test_sections_and_json_say_the_same(tmp_path):
    cfg, js = tmp_path / "a.cfg", tmp_path / "a.json"
    cfg.write_text(CFG, encoding="utf-8")
    js.write_text(
        '{"train": {"engine": "stanza", "seed": 3, "labels": ["MONEY", "DATE"]},'
        ' "options": {"epochs": 5, "optimizer": "sgd"}}',
        encoding="utf-8",
    )
    told = read_config(cfg)
    assert told == read_config(js)
    assert (told.engine, told.seed, told.labels) == ("stanza", 3, ["MONEY", "DATE"])
    assert told.options == {"epochs": 5, "optimizer": "sgd"}


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.cfg", "[trian]\nseed = 1\n", "The sections are train, options, got 'trian'"),
        ("a.cfg", "[train]\nsede = 1\n", "got 'sede'"),
        ("a.cfg", "seed = 1\n", "no file of \\[sections\\]"),
        ("a.json", "{", "no JSON"),
        ("a.json", "[1]", "an object"),
        ("a.json", '{"train": 1}', "got 'train'"),
    ],
)
def test_other_files_are_refused(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        read_config(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="no file of settings"):
        read_config(tmp_path / "tiada.cfg")
