"""Names that several things share, on texts of our own: half may be looked at, half is held out."""

from pathlib import Path

import pytest

from nusaner import kb
from nusaner.corpus import markup
from nusaner.types import LABELS, NIL

LINES = [
    line
    for line in (Path(__file__).parent / "ambiguous.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def accuracy(nlp, lines) -> tuple[int, int]:
    linker = nlp.get_pipe("nusaner_linker")
    right = total = 0
    for line in lines:
        marked = markup.parse(line)
        bare = [type(m)(m.start, m.end, m.label) for m in marked.mentions]
        for mention, link in zip(marked.mentions, linker.link(marked.text, bare), strict=True):
            if mention.kb_id:
                total += 1
                right += link.id == mention.kb_id
    return right, total


def test_the_yardstick_is_what_it_says():
    records = kb.load()
    mentions = [m for line in LINES for m in markup.parse(line).mentions if m.kb_id]
    assert len(LINES) >= 60
    assert len(mentions) >= 120
    assert {m.label for m in mentions} <= set(LABELS)
    assert [m.kb_id for m in mentions if m.kb_id != NIL and m.kb_id not in records] == []


@pytest.mark.parametrize(("half", "floor"), [(0, 0.9), (1, 0.88)], ids=["seen", "held out"])
def test_accuracy(nlp, half, floor):
    right, total = accuracy(nlp, LINES[half::2])
    assert right / total >= floor, f"{right} of {total}"


@pytest.mark.parametrize(
    "text",
    [
        "Polisi menyita dua kilogram ganja dari sebuah apartemen.",
        "Harga bahan baku kapas naik lagi, kata pengusaha tekstil.",
        pytest.param(
            "Kain itu bermotif garis dan goris.",
            marks=pytest.mark.xfail(reason="the recognizer takes the lower-cased word for the town", strict=False),
        ),
        "Segelas sari buah apel dingin di meja.",
    ],
)
def test_words_that_are_no_names(nlp, text):
    assert nlp(text).ents == ()
