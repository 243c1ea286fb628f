"""Mentions that do not fit are listed with place, surface and tokens, never dropped in silence (spaCy#5727, #13533)."""

import pytest

from nusaner import corpus
from nusaner.errors import FormatError, InputError
from nusaner.types import Annotated, Mention

TOKEN_FORMATS = ("conll", "iob1", "bioes", "conllu", "docbin")
LATE = Annotated(
    "wire-7",
    "Baris satu.\nAliyevlah yang tiba di Nagorno-Karabakh.",
    (Mention(12, 18, "PERSON"), Mention(35, 51, "LOC")),
)


@pytest.mark.parametrize("name", TOKEN_FORMATS)
def test_error_names_all_and_writes_nothing(name, tmp_path, blank):
    two = Annotated("wire-8", "Bakuan", (Mention(0, 4, "GPE"),))
    with pytest.raises(corpus.MisfitError, match="2 mentions do not fit") as caught:
        corpus.write([LATE, two], tmp_path / "a", format=name, nlp=blank)
    assert "wire-7: line 2, characters 12-18: 'Aliyev' (PERSON) does not fit the tokens ['Aliyevlah']" in str(
        caught.value
    )
    assert [m.document for m in caught.value.misfits] == ["wire-7", "wire-8"]
    assert isinstance(caught.value, FormatError)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("name", TOKEN_FORMATS)
@pytest.mark.parametrize(("how", "kept"), [("skip", ["Nagorno"]), ("widen", ["Aliyevlah", "Nagorno"])])
def test_skip_and_widen_return_the_list(name, how, kept, tmp_path, blank):
    (wrong,) = corpus.write([LATE], tmp_path / "a", format=name, nlp=blank, on_misfit=how)
    assert (wrong.document, wrong.start, wrong.end, wrong.line) == ("wire-7", 12, 18, 2)
    assert (wrong.surface, wrong.label, wrong.tokens) == ("Aliyev", "PERSON", ("Aliyevlah",))
    (document,) = corpus.read(tmp_path / "a", format=name)
    assert [document.text[m.start : m.end].split()[0].split("-")[0] for m in document.mentions] == kept


@pytest.mark.parametrize("name", [*TOKEN_FORMATS, "articles"])
def test_overlaps_are_reported_where_the_format_is_flat(name, tmp_path, blank):
    text = "Universitas Negeri Baku"
    nested = Annotated("a", text, (Mention(0, 23, "ORG"), Mention(19, 23, "GPE")))
    with pytest.raises(corpus.MisfitError, match=r"'Baku' \(GPE\) overlaps 'Universitas Negeri Baku' \(ORG\)"):
        corpus.write([nested], tmp_path / "a", format=name, nlp=blank)
    (wrong,) = corpus.write([nested], tmp_path / "a", format=name, nlp=blank, on_misfit="skip")
    assert (wrong.surface, wrong.label) == ("Baku", "GPE")
    (document,) = corpus.read(tmp_path / "a", format=name)
    assert [m.label for m in document.mentions] == ["ORG"]


@pytest.mark.parametrize("name", [f.name for f in corpus.FORMATS])
def test_mentions_outside_the_text_are_reported(name, tmp_path, blank):
    document = Annotated("a", "Baku", (Mention(0, 4, "GPE"), Mention(2, 9, "GPE"), Mention(3, 3, "GPE")))
    with pytest.raises(corpus.MisfitError, match=r"outside the text \(offsets 2-9\)"):
        corpus.write([document], tmp_path / "a", format=name, nlp=blank)
    assert len(corpus.write([document], tmp_path / "a", format=name, nlp=blank, on_misfit="skip")) == 2


@pytest.mark.parametrize(
    ("name", "mention", "reason"),
    [
        ("articles", Mention(0, 6, "GPE"), "line break"),
        ("articles", Mention(0, 4, "Nama Tempat"), "label that the markup cannot write"),
        ("articles", Mention(0, 4, "GPE", "a b"), "record that the markup cannot write"),
        ("brat", Mention(0, 4, "Nama Tempat"), "label with a blank"),
        ("conll", Mention(0, 4, "Nama Tempat"), "with a blank"),
        ("conllu", Mention(0, 4, "A|B"), "MISC cannot hold"),
        ("webanno", Mention(4, 6, "GPE"), "begins or ends with a blank"),
    ],
)
def test_what_a_format_cannot_write_is_reported(name, mention, reason, tmp_path, blank):
    with pytest.raises(corpus.MisfitError, match=reason):
        corpus.write([Annotated("a", "Baku\ni", (mention,))], tmp_path / "a", format=name, nlp=blank)


def test_the_documents_own_tokens_are_used(tmp_path, blank):
    own = Annotated("a", "Aliyevlah tiba", (Mention(0, 6, "PERSON"),), ((0, 6), (6, 9)))
    assert corpus.write([own], tmp_path / "a.conll", format="conll", nlp=blank) == []
    (document,) = corpus.read(tmp_path / "a.conll")
    assert document.text == "Aliyev lah tiba"  # what the tokens leave out is a token too
    assert document.mentions == (Mention(0, 6, "PERSON"),)


def test_faults_of_the_caller(tmp_path, blank):
    document = Annotated("a", "Baku")
    with pytest.raises(InputError, match=r"has no tokens.*nlp=nusaner\.blank\(\)"):
        corpus.write([document], tmp_path / "a", format="conll")
    with pytest.raises(InputError, match=r"The format is one of articles, nusaner.*got 'conl'"):
        corpus.write([document], tmp_path / "a", format="conl")
    with pytest.raises(InputError, match=r"on_misfit.*got 'drop'"):
        corpus.write([document], tmp_path / "a", format="nusaner", on_misfit="drop")
    with pytest.raises(InputError, match="holds one document, and there are 2"):
        corpus.write([document, document], tmp_path / "a.ann", format="brat")
    with pytest.raises(InputError, match="Two documents are called 'a'"):
        corpus.write([document, document], tmp_path / "a", format="brat")
    with pytest.raises(FormatError, match="half a character"):
        corpus.write([Annotated("a", "\ud83d")], tmp_path / "a.jsonl", format="nusaner")


def test_what_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="no file or folder"):
        corpus.read(tmp_path / "tiada.conll")
    path = tmp_path / "a.txt"
    path.write_text("Sebuah kalimat biasa saja.", encoding="utf-8")
    with pytest.raises(InputError, match=r"is not recognised: it ends in '\.txt'.*tried .*conll.*--from"):
        corpus.read(path)
    path.write_bytes(b"Baku\tB-GPE\n\xff\xfe\n")
    with pytest.raises(FormatError, match=r"a\.txt:2: The file is not UTF-8"):
        list(corpus.read(path, format="conll"))
    with pytest.raises(InputError, match="in no known format"):
        corpus.read(tmp_path)
    path.write_text('{"text": "Baku"', encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.txt:1:\d+: The line is no JSON"):
        list(corpus.read(path, format="doccano"))
    path.write_text('{"teks": "Baku"}\n', encoding="utf-8")
    for name in ("doccano", "prodigy", "nusaner"):
        with pytest.raises(FormatError, match=r"a\.txt:1: "):
            list(corpus.read(path, format=name))
