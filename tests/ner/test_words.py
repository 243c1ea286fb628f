import io

import numpy as np
import pytest

from nusaner.errors import ModelError
from nusaner.ner.spelling import describe, rows
from nusaner.ner.words import NORM, ClassNumbers, WordTable, grams, key


@pytest.fixture
def table() -> WordTable:
    chance = np.random.default_rng(0)
    return WordTable(
        words=("baku", "su-00", "aliyev"),
        vectors=chance.integers(-127, 127, (2, 8)).astype(np.int8),
        gram_rows=chance.integers(-127, 127, (50, 8)).astype(np.int8),
        gram_scales=np.ones(50, np.float16),
        columns=np.array([[3, 1], [0, 2], [4, 0]], np.uint16),
        names=("capital", "list0"),
    )


def test_vectors_have_one_length_and_unknown_words_too(table):
    found = table.lookup(["baku", "su-00", "aliyev", "bakku", "x"])
    assert np.linalg.norm(found, axis=1) == pytest.approx([NORM] * 5, rel=1e-5)


def test_a_word_with_a_typing_error_is_nearer_than_another_word(table):
    right, wrong, other = table.lookup(["pashinyan", "pashinyann", "qxw"])
    assert right @ wrong > right @ other


def test_classes_are_named_and_zero_is_silent(table):
    assert table.classes("su-00") == ["list0=2"]
    assert table.classes("aliyev") == ["capital=4"]
    assert table.classes("tbilisi") == ["unknown"]


def test_frequent_words_are_those_with_a_vector(table):
    assert "Baku" in table
    assert "aliyev" not in table
    assert "tbilisi" not in table
    assert 3 not in table


def test_table_and_back(table):
    again = WordTable.from_bytes(table.to_bytes())
    assert (again.words, again.names) == (table.words, table.names)
    assert np.array_equal(again.lookup(["baku", "lain"]), table.lookup(["baku", "lain"]))


def test_a_table_that_lacks_parts_is_refused():
    buffer = io.BytesIO()
    np.savez_compressed(buffer, words=np.zeros(1, np.uint8))
    with pytest.raises(ModelError, match="gram_rows"):
        WordTable.from_bytes(buffer.getvalue())


def test_features_know_capitals_here_and_in_general(table):
    features = describe("BAKU", table)
    assert {"w=baku", "shape=X", "p2=ba", "s3=aku", "capital=3", "capital=3,shape=X"} <= set(features)
    assert "w=su-00" in describe("Su-25", table)
    assert all(0 <= row < 16 for row in rows(features, 16))
    assert key("COVID-19") == "covid-00"
    assert grams("", 10) == grams("", 10)


def test_classes_are_numbers_for_the_crf():
    table = WordTable(
        words=("baku", "ganja"),
        vectors=np.ones((1, 2), np.int8),
        gram_rows=np.ones((3, 2), np.int8),
        gram_scales=np.ones(3, np.float16),
        columns=np.array([[4, 0], [0, 7]], np.uint16),
        names=("cluster64", "list0"),
    )
    numbers = ClassNumbers(table)
    assert dict(numbers) == {"baku": (4, 0), "ganja": (0, 7)}
    assert (len(numbers), numbers.get("lachin", ())) == (2, ())
