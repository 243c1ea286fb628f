import pytest

from nusaner.corpus.check import check_folder
from tests.corpus.test_articles import ARTICLE

TYPES = {"azerbaijan": "GPE", "nagorno-karabakh": "LOC", "baku": "GPE"}


def check(folder, blank):
    return [(v.path.name, v.line, v.column, v.rule) for v in check_folder(folder, TYPES, blank)]


def test_a_clean_article(tmp_path, blank):
    (tmp_path / "contoh.md").write_text(ARTICLE, encoding="utf-8")
    assert check(tmp_path, blank) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[Azerbaijan](GPE|azerbaijan)", "[Azerbaijan](GPE)", (12, 9, "record")),
        ("[Azerbaijan](GPE|azerbaijan)", "[Azerbaijan](GPE|asarbaidschan)", (12, 9, "record")),
        ("[Azerbaijan](GPE|azerbaijan)", "[Azerbaijan](LOC|azerbaijan)", (12, 9, "type")),
        ("[Azerbaijan](GPE|azerbaijan)", "[Azerbaijan](CITY|NIL)", (12, 9, "label")),
        ("[Azerbaijan](GPE|azerbaijan)", "[Azerbaij](GPE|azerbaijan)an", (12, 9, "tokens")),
        ("[Azerbaijan](GPE|azerbaijan)", "[Kota Baku](GPE|baku)", (12, 9, "title")),
        (".\n", ". Nagorno-Karabakh!\n", (12, 47, "unmarked")),
        ("(LOC|nagorno-karabakh).", "(LOC|nagorno-karabakh). [(Baku](GPE|baku)", (12, 47, "edge")),
        ("genre: wire", "genre: berita", (2, 1, "front matter")),
        ("date: 2020-11-20", "date: kemarin", (2, 1, "front matter")),
        ("armenia: NONE", "armenia: NETRAL", (2, 1, "front matter")),
        (", armenia: NONE", "", (2, 1, "front matter")),
        ("topic: uji", "topic: null", (2, 1, "front matter")),
        ("Tentara [", "Tentara ] [", (12, 9, "format")),
    ],
)
def test_each_fault_is_found_at_its_place(tmp_path, blank, old, new, expected):
    assert old in ARTICLE
    (tmp_path / "contoh.md").write_text(ARTICLE.replace(old, new), encoding="utf-8")
    assert ("contoh.md", *expected) in check(tmp_path, blank)


def test_a_language_is_not_an_unmarked_name(tmp_path, blank):
    (tmp_path / "contoh.md").write_text(ARTICLE + "Ia berbahasa Azerbaijan.\n", encoding="utf-8")
    assert check(tmp_path, blank) == []


def test_doubles(tmp_path, blank):
    (tmp_path / "contoh.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "lain.md").write_text(ARTICLE.replace("id: contoh", "id: lain"), encoding="utf-8")
    assert sorted(check(tmp_path, blank)) == [("contoh.md", 1, 1, "double"), ("lain.md", 1, 1, "double")]


def test_a_copy_under_another_name_is_told_as_such(tmp_path, blank):
    for name in ("contoh.md", "salinan.md"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    assert sorted(check(tmp_path, blank)) == [
        ("contoh.md", 1, 1, "double"),
        ("contoh.md", 2, 1, "double"),
        ("salinan.md", 1, 1, "double"),
        ("salinan.md", 2, 1, "double"),
        ("salinan.md", 2, 1, "front matter"),
    ]
