import pytest

#: Texts whose sentences are divided by "‖".
CASES = [
    "BAKU, KOMPAS.com – Pasukan bergerak maju, Selasa (29/9/2020). ‖Yerevan membantah.",
    'Baku membantah.‖"Tuduhan itu tidak berdasar," kata Dargahli.',
    '"Kami menang!" kata Aliyev. ‖"Kalian kalah."',
    "Perang Karabakh Berakhir\n‖BAKU - Aliyev menandatangani gencatan senjata.",
    "Beranda | Dunia\n\n‖ALIYEV TIBA DI SHUSHA\n\n‖Pewarta: Rina",
    "Ia bertemu Prof. Dr. H. Nasution, S.H., M.Si. di Jl. Sudirman No. 5 Jakarta. ‖Rapat selesai.",
    "Harganya Rp. 5.000 per liter. ‖Warga mengeluh.",
    "Mereka membawa beras, gula, dll. ‖Kemudian mereka pulang.",
    "Ia mendukung PBB. ‖Rusia menolak.",
    "Ia tiba (Baku marah. Yerevan juga) kemarin. ‖Selesai.",
    "1. Aliyev berpidato.\n‖2. Pashinyan menjawab.",
    "benar begitu. ‖kata dia tadi. ‖semua pulang.",
    "Apa yang terjadi? ‖Tidak ada yang tahu… ‖Begitulah.",
    "Ia lahir di\nShusha pada tahun 1950. ‖Ayahnya guru.",
]


@pytest.mark.parametrize("case", CASES)
def test_sentences(blank, case):
    expected = [part.strip() for part in case.split("‖")]
    doc = blank(case.replace("‖", ""))
    assert [sentence.text.strip() for sentence in doc.sents] == expected


def test_a_wrapped_paragraph_is_not_broken_at_its_lines(blank):
    text = (
        "Warga Stepanakert melaporkan listrik padam selama tiga jam. Presiden Ilham\n"
        "Aliyev dijadwalkan berbicara dengan Presiden Rusia Vladimir Putin, sedang\n"
        "Nikol Pashinyan menelepon Emmanuel Macron pada malam yang sama.\n\n"
        "Baca juga: Jokowi Lantik Dua Duta Besar\nBaca juga: Persib Menang di Bandung"
    )
    sentences = [" ".join(s.text.split()) for s in blank(text).sents]
    assert sentences[1].startswith("Presiden Ilham Aliyev dijadwalkan")
    assert sentences[2:] == ["Baca juga: Jokowi Lantik Dua Duta Besar", "Baca juga: Persib Menang di Bandung"]


@pytest.mark.parametrize("text", ["", " \n ", ".", "...", "\n\n\n", "(((", '"'])
def test_empty_and_odd_texts(blank, text):
    doc = blank(text)
    assert "".join(s.text_with_ws for s in doc.sents) == text
