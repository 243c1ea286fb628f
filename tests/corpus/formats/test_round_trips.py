"""What is written is read back: for each format, all that its docstring says it holds."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nusaner import corpus
from nusaner.corpus.formats.registry import FORMATS
from nusaner.types import Annotated, Mention
from tests.corpus.formats.documents import documents, without

#: What a format does not hold, and the documents that it can write.
LOST = {
    "articles": (("tokens", "sentences"), {"flat": True, "one_line": True}),
    "nusaner": ((), {}),
    "doccano": (("records", "tokens", "sentences"), {}),
    "doccano-entities": (("records", "tokens", "sentences"), {}),
    "prodigy": (("sentences",), {}),
    "labelstudio": (("tokens", "sentences"), {}),
    "labelstudio-min": (("records", "tokens", "sentences"), {}),
    "webanno": (("meta",), {}),
    "brat": (("tokens", "sentences", "meta"), {}),
    "conllu": (("meta",), {"flat": True, "fitted": True}),
    "docbin": ((), {"flat": True, "fitted": True}),
}
COLUMNS = ("conll", "iob1", "bioes")
careful = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def there_and_back(written, name, **options):
    known = next(f for f in FORMATS if f.name == name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d") if known.folder else Path(folder, f"d{known.endings[0]}")
        assert corpus.write(written, path, format=name, **options) == []
        return list(corpus.read(path, format=name))


def test_every_format_is_tested():
    assert {*LOST, *COLUMNS} == {f.name for f in FORMATS}


@pytest.mark.parametrize("name", sorted(LOST))
@careful
@given(st.data())
def test_lossless(name, data):
    lost, able = LOST[name]
    document = data.draw(documents(**able))
    assert there_and_back([document], name) == [without(document, *lost)]


@pytest.mark.parametrize("name", ["brat", "doccano", "labelstudio", "labelstudio-min", "prodigy"])
@careful
@given(st.data())
def test_utf16_offsets_are_read_as_such(name, data):
    document = data.draw(documents())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "d") if name == "brat" else Path(folder, "d.json")
        corpus.write([document], path, format=name, utf16=True)
        (read,) = corpus.read(path, format=name, utf16=True)
    assert (read.text, read.mentions) == (document.text, without(document, *LOST[name][0]).mentions)


@pytest.mark.parametrize("name", COLUMNS)
@careful
@given(document=documents(flat=True, fitted=True))
def test_columns_keep_tokens_sentences_and_mentions(name, document):
    (read,) = there_and_back([document], name)
    assert [read.text[s:e] for s, e in read.tokens] == [document.text[s:e] for s, e in document.tokens]
    assert _by_token(read) == _by_token(document)
    assert [_first(read, s) for s, _ in read.sentences] == [_first(document, s) for s, _ in document.sentences]


def _by_token(document):
    starts = {start: k for k, (start, _) in enumerate(document.tokens)}
    ends = {end: k for k, (_, end) in enumerate(document.tokens)}
    return [(starts[m.start], ends[m.end], m.label) for m in document.mentions]


def _first(document, offset):
    return [start for start, _ in document.tokens].index(offset)


@pytest.mark.parametrize("name", sorted(LOST))
def test_several_documents_and_an_empty_one(name):
    several = [
        Annotated("satu", "Baku dan Şuşa.\n", (Mention(0, 4, "GPE"), Mention(9, 13, "GPE"))),
        Annotated("nol", "", ()),
        Annotated("tiga", "🌷 Yerevan", (Mention(2, 9, "GPE"),)),
    ]
    import nusaner

    read = there_and_back(several, name, nlp=nusaner.blank())
    assert {d.id: (d.text, d.mentions) for d in read} == {d.id: (d.text, d.mentions) for d in several}


@pytest.mark.parametrize(
    "name", ["nusaner", "doccano", "prodigy", "labelstudio", "labelstudio-min", "conllu", "conll", "bioes"]
)
def test_the_format_is_seen_by_the_content_whatever_the_ending(name, tmp_path):
    document = Annotated("a", "Baku tenang", (Mention(0, 4, "GPE"),), ((0, 4), (5, 11)), ((0, 11),))
    path = tmp_path / "berkas.dat"
    corpus.write([document], path, format=name)
    (read,) = corpus.read(path)
    assert read.mentions == document.mentions


@pytest.mark.parametrize("name", ["articles", "webanno", "brat"])
def test_the_format_of_a_folder_is_seen(name, tmp_path):
    corpus.write([Annotated("a", "Baku", (Mention(0, 4, "GPE"),), ((0, 4),))], tmp_path / "d", format=name)
    (read,) = corpus.read(tmp_path / "d")
    assert (read.id, read.mentions) == ("a", (Mention(0, 4, "GPE"),))
