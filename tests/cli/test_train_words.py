import lzma

from nusaner.ner.words import WordTable

TEXT = "Presiden Aliyev tiba di Baku. Ia menetap di Ganja pada 2020. Pashinyan tiba di Yerevan.\n"


def test_a_word_table_is_made_of_raw_text_and_lists(run, tmp_path):
    raw = tmp_path / "mentah"
    raw.mkdir()
    (raw / "berita.txt").write_text(TEXT * 6, encoding="utf-8")
    with lzma.open(raw / "lama.txt.xz", "wt", encoding="utf-8") as file:
        file.write("Lavrov berkunjung ke Tbilisi.\n" * 6)
    (raw / "headlines_x.txt").write_text("Kucing Kucing Kucing Kucing Kucing\n", encoding="utf-8")
    names = tmp_path / "tempat.txt"
    names.write_text("Baku\nGanja\nLachin\n", encoding="utf-8")
    out = tmp_path / "words.npz"
    code, told, _ = run("train", "words", str(raw), "--names", str(names), "--out", str(out))
    assert code == 0
    table = WordTable.from_bytes(out.read_bytes())
    assert {"aliyev", "lavrov", "0000"} <= {word for word in table.words if word in table}
    assert "kucing" not in table
    assert any(one.startswith("list0=") for one in table.classes("lachin"))
    assert "1 only of lists" in told


def test_what_is_missing_is_told(run, tmp_path):
    code, _, errors = run("train", "words", str(tmp_path))
    assert code == 2
    assert "no *.txt.xz or *.txt" in errors
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    code, _, errors = run("train", "words", str(tmp_path), "--names", str(tmp_path / "tiada.txt"))
    assert (code, "no list of names" in errors) == (2, True)
