import sys

import pytest

from nusaner.corpus import Article, load
from nusaner.corpus.check import check_folder
from nusaner.corpus.diversity import diversity
from nusaner.corpus.duplicates import near_duplicates
from nusaner.errors import MissingExtraError
from tests.corpus.test_articles import ARTICLE
from tests.corpus.test_check import TYPES

TEXT = " ".join(f"kata{i}" for i in range(60))


def pairs(*articles):
    return [(first.id, second.id) for first, second, _ in near_duplicates(articles)]


def test_near_duplicates_but_for_contrast_sets():
    changed = TEXT.replace("kata30", "lain")
    other = " ".join(f"beda{i}" for i in range(60))
    assert pairs(Article("a", TEXT), Article("b", changed), Article("c", other)) == [("a", "b")]
    together = {"contrast_set": "x"}
    assert pairs(Article("a", TEXT, meta=together), Article("b", changed, meta=together)) == []


def test_no_article_of_the_corpus_is_nearly_another():
    assert pairs(*load()) == []


def test_without_datasketch_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "datasketch", None)
    with pytest.raises(MissingExtraError, match=r"nusaner\[corpus\]"):
        pairs(Article("a", TEXT))


def test_one_name_with_two_labels_in_the_same_context(tmp_path, blank):
    more = "Kemarin pasukan dari [Baku](GPE|baku) tiba di kota.\n"
    (tmp_path / "contoh.md").write_text(ARTICLE + more, encoding="utf-8")
    second = "Lalu pasukan dari [Baku](LOC|NIL) tiba di desa.\n"
    text = ARTICLE.replace("id: contoh", "id: lain").replace("Tentara", "Kemudian tentara")
    (tmp_path / "lain.md").write_text(text + second, encoding="utf-8")
    rules = [violation.rule for violation in check_folder(tmp_path, TYPES, blank)]
    assert "context" in rules


def test_diversity():
    one = diversity(["Baku hujan hari ini. Ganja cerah.", "Baku hujan hari lain."])
    assert (one.texts, one.words, one.openings, one.shared) == (2, 10, 1.0, 0.0)
    assert one.sentence_mean == pytest.approx(10 / 3)
    assert diversity(["a b c d e f g h i", "x a b c d e f g h"]).shared == 1.0
    assert diversity(["a b c d e f g h i", "x a b c d e f g h"], ["s", "s"]).shared == 0.0
    assert diversity(["a " * 1000]).mattr == pytest.approx(1 / 500)
