import lzma

import pytest

from nusaner import lexicon
from nusaner.errors import InputError
from nusaner.stemmer.bases import Kind
from nusaner.training.base_counts import count_bases, count_words, make, write


def test_families_and_passives_are_shared_by_the_bases_of_a_form():
    counts = count_words(["Rumahnya dibaca, dibaca, dibacakan dan membaca; di rumah. Membaca-baca"])
    assert counts["dibaca"] == 2
    kinds = count_bases(counts, {"baca", "rumah", "bacaan", "membacakan", "batu"}, ["baca", "rumah", "batu"])
    # dibaca, dibacakan, membaca of the text and bacaan, membacakan of the list; dibaca twice, dibacakan once
    assert kinds == {"baca": Kind(frequency=1, family=3, passive=1)}
    shared = count_bases({"mengukur": 3, "mengubah": 1}, {"kukur", "ukur"}, ["kukur", "ukur"])
    assert shared == {}


def test_the_table_is_made_from_public_data(tmp_path, monkeypatch):
    (tmp_path / "raw").mkdir()
    (tmp_path / "lexicon").mkdir()
    with pytest.raises(InputError, match=r"geovedi-wordlist\.lst"):
        make(tmp_path)
    (tmp_path / "lexicon" / "geovedi-wordlist.lst").write_text("tempur\npertempuran\nrumah\n", encoding="latin-1")
    with lzma.open(tmp_path / "raw" / "news.txt.xz", "wt", encoding="utf-8") as file:
        file.write("ia bertempur di rumah dan rumah\n")
    with lzma.open(tmp_path / "raw" / "ud_indonesian.txt.xz", "wt", encoding="utf-8") as file:
        file.write("ia menempur di serumah dan perumahan\n")
    kinds = make(tmp_path)
    assert kinds == {"tempur": Kind(frequency=1, family=2)}
    write(kinds, tmp_path / "base_counts.tsv")
    assert (tmp_path / "base_counts.tsv").read_text(encoding="utf-8").splitlines()[1:] == ["1\t2\t0\ttempur"]


def test_the_bundled_table_has_the_form_that_is_written(tmp_path):
    rows = [
        (Kind(frequency=int(f), family=int(n), passive=int(p)), words) for f, n, p, words in lexicon.load("base_counts")
    ]
    write({word: kind for kind, words in rows for word in words.split()}, tmp_path / "again.tsv")
    bundled = {tuple(row) for row in lexicon.load("base_counts")}
    again = (tmp_path / "again.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert {tuple(line.split("\t")) for line in again} == bundled
