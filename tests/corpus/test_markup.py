import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nusaner.corpus.markup import Marked, QuoteSpan, StanceMark, parse, render
from nusaner.errors import FormatError
from nusaner.types import Mention


def test_all_layers():
    marked = parse(
        '<q ilham-aliyev az:F am:A>"[Karabakh](LOC|nagorno-karabakh) milik kami,"</q> kata [Aliyev](PERSON). Kejam. {am:A}'
    )
    assert marked.text == '"Karabakh milik kami," kata Aliyev. Kejam.'
    assert marked.mentions == (
        Mention(1, 9, "LOC", "nagorno-karabakh"),
        Mention(28, 34, "PERSON", ""),
    )
    assert marked.quotes == (QuoteSpan(0, 22, "ilham-aliyev", (("azerbaijan", "FAVOR"), ("armenia", "AGAINST"))),)
    assert marked.marks == (StanceMark(42, (("armenia", "AGAINST"),)),)


@pytest.mark.parametrize(
    ("wrong", "place", "message"),
    [
        ("baik\nini [Baku tanpa akhir", "x.md:11:5", "not part of any markup"),
        ("[Baku](GPE|baku) ]", "x.md:10:18", "not part of any markup"),
        ("[](GPE)", "x.md:10:1", "not part of any markup"),
        ("<q NIL>a <q NIL>b</q></q>", "x.md:10:10", "inside another"),
        ("a</q>", "x.md:10:2", "closes no quotation"),
        ("<q NIL>a", "x.md:10:1", "never closed"),
        ("a {az:X}", "x.md:10:3", "not part of any markup"),
    ],
)
def test_errors_name_line_and_column(wrong, place, message):
    with pytest.raises(FormatError, match=message) as caught:
        parse(wrong, path="x.md", first_line=10)
    assert str(caught.value).startswith(place + ":")


def test_overlapping_mentions_are_not_written():
    with pytest.raises(FormatError, match="overlaps"):
        render(Marked("Laut Kaspia", (Mention(0, 11, "LOC"), Mention(5, 11, "LOC"))))


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab []{}()<>\\/q|:ə\n", max_size=40), st.data())
def test_what_is_written_is_read_back(text, data):
    cuts = sorted(set(data.draw(st.lists(st.integers(0, len(text)), max_size=6))))
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if "\n" not in text[a:b]]
    marked = Marked(text, tuple(Mention(a, b, "GPE", "baku") for a, b in spans))
    assert parse(render(marked)) == marked
