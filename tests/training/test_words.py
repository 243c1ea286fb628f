import numpy as np
import pytest

from nusaner.training import words
from nusaner.training.names import name_words


@pytest.fixture
def table(monkeypatch):
    monkeypatch.setattr(words, "_CONTEXTS", 40)
    monkeypatch.setattr(words, "_CLUSTERS", (3,))
    chance = np.random.default_rng(0)
    towns, verbs = ["Baku", "Ganja", "Tbilisi"], ["tiba", "menetap", "lahir"]
    raw = [["Ia", chance.choice(verbs), "di", chance.choice(towns), "pada", "2020", "."] for _ in range(400)]
    return words.train_words(raw, [["Ilham Aliyev"], ["Baku", "Ganja"]])


def test_words_used_alike_have_vectors_alike(table):
    baku, ganja, born = table.lookup(["baku", "ganja", "lahir"])
    assert baku @ ganja > baku @ born


def test_classes_tell_capitals_and_lists(table):
    baku = dict(c.split("=") for c in table.classes("baku"))
    born = dict(c.split("=") for c in table.classes("lahir"))
    assert baku["capital"] > born["capital"]
    assert int(baku["list1"]) > int(baku["list0"])
    assert "named" not in born
    assert "list0=4" in table.classes("aliyev")


def test_the_same_text_gives_the_same_table(monkeypatch):
    monkeypatch.setattr(words, "_CONTEXTS", 10)
    monkeypatch.setattr(words, "_CLUSTERS", (2,))
    raw = [["Ia", "tiba", "di", "Baku"], ["Ia", "pergi", "dari", "Baku"]] * 10
    assert words.train_words(raw).to_bytes() == words.train_words(raw).to_bytes()


def test_names_in_brackets_are_left_out():
    assert name_words([["Ganja (rayon)", "Ganja"]]) == {"ganja": (1, 4)}


def test_a_word_without_neighbours_has_no_direction(monkeypatch):
    monkeypatch.setattr(words, "_CLUSTERS", (2,))
    table = words.train_words([["Amin"]] * 5 + [["Ia", "tiba", "di", "Baku"]] * 5)
    assert not table.lookup(["amin"]).any()
    assert table.lookup(["baku"]).any()
