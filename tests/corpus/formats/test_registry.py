from pathlib import Path

import pytest

from nusaner.corpus.formats.guess import guess_target
from nusaner.corpus.formats.registry import FORMATS, named
from nusaner.errors import InputError

GUIDE = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_guide_has_the_table():
    rows = [f"| `{f.name}` | {f.endings[0]} | {f.title.replace('|', chr(92) + '|')} | {f.holds} |\n" for f in FORMATS]
    assert "".join(rows) in GUIDE.read_text(encoding="utf-8")


def test_every_module_reads_writes_and_tells_what_it_cannot_hold():
    for known in FORMATS:
        module = known.load()
        assert callable(module.read) and callable(module.write)
        assert "Holds" in module.__doc__
        assert "Does not hold" in module.__doc__ or known.name == "nusaner"
        assert named(known.name) is known


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("a.spacy", "docbin"),
        ("a.conll", "conll"),
        ("a.conllu", "conllu"),
        ("a.jsonl", "nusaner"),
        ("a.json", "labelstudio"),
        ("a.tsv", "webanno"),
    ],
)
def test_the_ending_of_the_target(name, format_):
    assert guess_target(Path(name)).name == format_


def test_a_target_without_ending():
    with pytest.raises(InputError, match="tells no format"):
        guess_target(Path("keluaran"))
