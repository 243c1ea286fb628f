import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nusaner.corpus.formats.offsets import (
    UNITS,
    Stated,
    choose_units,
    from_characters,
    place,
    same_surface,
    to_characters,
)
from nusaner.types import Mention

TEXTS = st.text(alphabet="aŞ🌷é\u0301\r\n ق", max_size=20)


@given(text=TEXTS)
def test_units_measure_what_they_say(text):
    utf16 = [len(text[:k].encode("utf-16-le")) // 2 for k in range(len(text) + 1)]
    assert from_characters(text, "utf16") == utf16
    assert from_characters(text, "bytes") == [len(text[:k].encode()) for k in range(len(text) + 1)]
    assert from_characters(text, "characters") == list(range(len(text) + 1))
    assert from_characters(text, "characters, CRLF as one")[-1] == len(text.replace("\r\n", "\n"))


@given(text=TEXTS, unit=st.sampled_from(UNITS))
def test_there_and_back(text, unit):
    offsets, back = from_characters(text, unit), to_characters(text, unit)
    assert all(offsets[back[offset]] == offset for offset in offsets)


@settings(max_examples=200)
@given(text=TEXTS.filter(lambda t: len(t) > 1), unit=st.sampled_from(UNITS), data=st.data())
def test_surfaces_prove_the_unit(text, unit, data):
    """Whatever is chosen shows every stated surface, as the true unit does."""
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = data.draw(st.lists(cuts, min_size=1, max_size=4))
    offsets = from_characters(text, unit)
    stated = [Stated(offsets[a], offsets[b], "X", surface=text[a:b]) for a, b in spans if offsets[a] < offsets[b]]
    (chosen,) = choose_units([(text, stated)])
    mentions, misfits = place("a", text, stated, chosen)
    lone = [s for s in stated if s.surface in ("\r", "\n") or s.surface[0] == "\n" or s.surface[-1] == "\r"]
    if not lone:
        assert misfits == []
        assert sorted(text[m.start : m.end] for m in mentions) == sorted(s.surface for s in stated)


def test_an_offset_inside_a_pair_is_none():
    _, (misfit,) = place("a", "🌷 Baku", [Stated(1, 4, "X")], "utf16")
    assert "no span of the text in utf16" in misfit.reason


def test_normal_forms_are_told_apart():
    text = "S\u0327us\u0327a dan Şuşa"
    stated = [Stated(0, 6, "GPE", surface="S\u0327us\u0327a"), Stated(11, 15, "GPE", surface="Şuşa")]
    assert place("a", text, stated, *choose_units([(text, stated)])) == (
        (Mention(0, 6, "GPE"), Mention(11, 15, "GPE")),
        [],
    )
    assert not same_surface("Şuşa", "S\u0327us\u0327a")


@pytest.mark.parametrize("stated", ["Laut\r\nKaspia", "Laut Kaspia", "Laut  Kaspia", "Laut\r\\nKaspia"])
def test_line_breaks_in_surfaces(stated):
    assert same_surface("Laut\r\nKaspia", stated)
    assert not same_surface("Laut\r\nKaspi", stated)
