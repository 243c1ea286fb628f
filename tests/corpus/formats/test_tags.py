import pytest
from hypothesis import given
from hypothesis import strategies as st
from seqeval.scheme import IOB1, IOB2, IOBES, Entities

from nusaner.corpus.formats.tags import decode, encode, is_tag

SPANS = st.lists(st.tuples(st.integers(0, 2), st.integers(1, 3), st.sampled_from(("LOC", "GPE-X"))), max_size=5)


def laid_out(pieces):
    spans, position = [], 0
    for gap, length, label in pieces:
        spans.append((position + gap, position + gap + length, label))
        position += gap + length
    return spans, position


@pytest.mark.parametrize("scheme", ["IOB1", "IOB2", "BIOES"])
@given(pieces=SPANS, tail=st.integers(0, 2))
def test_what_is_encoded_is_decoded(scheme, pieces, tail):
    spans, length = laid_out(pieces)
    assert decode(encode(spans, length + tail, scheme)) == spans


@pytest.mark.parametrize(("scheme", "theirs"), [("IOB1", IOB1), ("IOB2", IOB2), ("BIOES", IOBES)])
@given(pieces=SPANS)
def test_seqeval_reads_what_is_encoded(scheme, theirs, pieces):
    spans, length = laid_out(pieces)
    found = Entities([encode(spans, length, scheme)], theirs).entities
    assert [(e.start, e.end, e.tag) for e in (found[0] if found else [])] == spans


def test_bilou_and_bmewo():
    assert decode(["B-A", "L-A", "U-B", "O", "B-C", "M-C", "E-C", "W-C"]) == [
        (0, 2, "A"),
        (2, 3, "B"),
        (4, 7, "C"),
        (7, 8, "C"),
    ]


def test_what_is_a_tag():
    assert [is_tag(text) for text in ("O", "B-LOC", "NOUN", "X-LOC", "B-")] == [True, True, False, False, False]
