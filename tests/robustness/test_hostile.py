"""A thousand inputs that no article ever was: nothing crashes, hangs or is lost."""

import random
import time

import pytest

from nusaner.errors import InputError
from nusaner.inputs import Document, Failure
from nusaner.inputs.documents import ENDINGS, read_file
from nusaner.reporting import report

SEED_TEXT = "Presiden Ilham Aliyev tiba di Khankendi (Stepanakert), Rabu (20/9/2023). “Kami pulang,” kata dia.\n\n"
STRANGE = [
    "\u200b", "\u202e", "\ufeff", "\x00", "\x07", "\r", "\t", "\u0301" * 30, "🙂", "👨‍👩‍👧", "ﷺ", "א", "İ", "ǰ", "ß", "%s", "{}",
    "${x}", "../../etc", "<script>", "</p>", "&nbsp;", "[x](GPE|y)", "|", "\\", "\"", "'", "((((", "))))", "-" * 50, "." * 50, "a" * 500,
]  # fmt: skip


def hostile_texts():
    chance = random.Random(7)
    for _ in range(400):
        letters = list(SEED_TEXT * chance.randint(0, 3))
        for _ in range(chance.randint(1, 40)):
            letters.insert(chance.randint(0, len(letters)), chance.choice(STRANGE))
        yield "".join(letters)


def test_strange_texts(nlp):
    count = 0
    for text in hostile_texts():
        found = report(nlp(text))
        assert found.text == text
        assert all(text[e.start : e.end] == e.text for e in found.entities)
        assert found.to_html().startswith("<!DOCTYPE html>")
        count += 1
    assert count == 400


def test_half_a_surrogate_pair_is_refused_with_its_place(nlp):
    with pytest.raises(InputError, match="at character 5"):
        nlp("Baku \ud83d.")


def hostile_files():
    chance = random.Random(11)
    seed = SEED_TEXT.encode()
    for number in range(600):
        ending = chance.choice(ENDINGS)
        kind = number % 6
        if kind == 0:
            data = chance.randbytes(chance.randint(0, 3000))
        elif kind == 1:
            data = bytearray(seed * 3)
            for _ in range(20):
                data[chance.randrange(len(data))] = chance.randrange(256)
        elif kind == 2:
            data = SEED_TEXT.encode(chance.choice(["utf-16", "utf-16-le", "utf-32", "utf-8-sig"]))[
                : chance.randint(0, 300)
            ]
        elif kind == 3:
            data = ("<div>" * chance.randint(0, 3000) + SEED_TEXT + "</p>" * chance.randint(0, 50)).encode()
        elif kind == 4:
            data = ('{"text": ' * chance.randint(1, 2000) + '"Baku"').encode()
        else:
            data = "".join(chance.choices('text,;"\n\t|Baku\r', k=chance.randint(0, 500))).encode()
        yield number, ending, bytes(data)


def test_strange_files(tmp_path):
    count = 0
    for number, ending, data in hostile_files():
        path = tmp_path / f"{number}{ending}"
        path.write_bytes(data)
        found = list(read_file(path))
        # a table may hold no row; every other file gives a text or a reason
        assert found or ending in (".jsonl", ".csv", ".tsv")
        assert all(isinstance(item, Document | Failure) for item in found)
        assert all(item.reason.endswith((".", "?")) for item in found if isinstance(item, Failure))
        count += 1
    assert count == 600


@pytest.mark.parametrize(
    "text",
    [
        "Baku menang " * 420_000,
        "a" * 5_000_000,
        "(" * 1_000_000,
        "Aliyev," * 300_000,
        "\n" * 1_000_000,
        "\u200b" * 1_000_000,
    ],
    ids=["words", "one word", "brackets", "commas", "line breaks", "invisible"],
)
def test_five_megabytes_on_one_line(nlp, text):
    started = time.perf_counter()
    doc = nlp(text)
    assert doc.text == text
    # no speed is measured here: only that nothing grows with the square of the length
    assert time.perf_counter() - started < 400
