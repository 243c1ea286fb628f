import pickle

import pytest
import spacy

import nusaner
from nusaner.layout.lines import is_furniture, is_main, is_prose

PAGE = """Beranda | Internasional | Olahraga
Pasukan Perdamaian Mulai Ditarik dari Lachin
By Ratna Dewi, Kamis, 15 Oktober 2020 | 11:57 WIB
LACHIN, KOMPAS.com - Iring-iringan truk meninggalkan pos terakhir pada Rabu pagi, kata saksi mata kepada wartawan di sana.
Baca juga: Armenia Tuduh Azerbaijan Serang Desa
Warga menonton dari tepi jalan. Halaman rumah mereka penuh salju.
Editor : Joko Santoso
Artikel Terkait
Internasional
2 jam lalu
Kim Jong Un Pamer Rudal
Azerbaijan Bantah Tudingan Armenia
All Right Reserved
(rif/ant)"""


@pytest.fixture(scope="module")
def reader():
    nlp = nusaner.blank()
    nlp.add_pipe("nusaner_layout")
    return nlp


def main_text(nlp, text):
    return [span.text.strip() for span in nlp(text)._.main]


def test_a_scraped_page_keeps_its_article(reader):
    kept = " ".join(main_text(reader, PAGE))
    for piece in ("Pasukan Perdamaian Mulai Ditarik", "Iring-iringan truk", "Warga menonton", "Halaman rumah mereka"):
        assert piece in kept
    for piece in ("Beranda", "Tuduh", "Joko", "Kim Jong Un", "Bantah", "Reserved", "rif/ant"):
        assert piece not in kept


def test_prose_ends_a_block_of_foreign_headlines():
    lines = [
        "Baca juga:",
        "Aliyev Tiba di Moskow",
        "Pertemuan itu berlangsung tiga jam dan berakhir tanpa pernyataan bersama dari kedua pemimpin negara.",
    ]
    assert is_main(lines) == [False, False, True]


def test_a_list_of_headlines_keeps_them():
    assert is_main(["Terkini", "Aliyev Tiba di Moskow", "Pashinyan ke Paris"]) == [True, True, True]
    rows = ["DUNIA | 17.02 | Umarov Akui Dalangi Bom", "DUNIA | 19.58 | Korban Bom Jadi 12"]
    assert is_main(rows) == [True, True]


@pytest.mark.parametrize("line", ["", "   ", "|", "–", "🙂"])
def test_lines_without_words(line):
    assert not is_prose(line)
    assert is_main([line]) == [bool(line.strip())]
    assert not is_furniture(line)


@pytest.mark.parametrize("text", ["", "\n\n", "Baca juga: Aliyev", "kata"])
def test_texts_of_nothing_do_not_fail(reader, text):
    doc = reader(text)
    assert doc.text == text
    assert len(doc._.main) <= 1


def test_it_survives_bytes_and_pickling(reader):
    doc = reader(PAGE)
    again = spacy.tokens.Doc(reader.vocab).from_bytes(doc.to_bytes())
    assert [span.text for span in again._.main] == [span.text for span in doc._.main] != []
    assert pickle.loads(pickle.dumps(reader.get_pipe("nusaner_layout")))(reader.make_doc("")).text == ""
