import pytest

import nusaner

CASES = {
    # a hyphen between two capitalised parts is a token of its own
    "Perang Nagorno-Karabakh": ["Perang", "Nagorno", "-", "Karabakh"],
    "Turki-Azerbaijan": ["Turki", "-", "Azerbaijan"],
    "Baku-Tbilisi-Ceyhan": ["Baku", "-", "Tbilisi", "-", "Ceyhan"],
    "pro-Turki dan non-Muslim": ["pro", "-", "Turki", "dan", "non", "-", "Muslim"],
    "armenia-azerbaijan": ["armenia", "-", "azerbaijan"],
    "Armenia–Azerbaijan": ["Armenia", "–", "Azerbaijan"],
    "Stepanakert/Khankendi": ["Stepanakert", "/", "Khankendi"],
    # a clitic on a name is split before its hyphen
    "Aliyev-lah": ["Aliyev", "-lah"],
    "Karabakh-nya": ["Karabakh", "-nya"],
    # reduplication and other hyphenated words are one token
    "negara-negara": ["negara-negara"],
    "Undang-Undang Dasar": ["Undang-Undang", "Dasar"],
    "NEGARA-NEGARA BERSAMA-SAMA": ["NEGARA-NEGARA", "BERSAMA-SAMA"],
    "bolak-balik Bolak-Balik": ["bolak-balik", "Bolak-Balik"],
    "Su-25, ke-44, COVID-19": ["Su-25", ",", "ke-44", ",", "COVID-19"],
    "al-Qaeda di-PHK e-KTP": ["al-Qaeda", "di-PHK", "e-KTP"],
    # numbers, abbreviations, addresses
    "27/6/2022 ada 1.166 orang": ["27/6/2022", "ada", "1.166", "orang"],
    "Tn. Ali, S.H., M.Si.": ["Tn.", "Ali", ",", "S.H.", ",", "M.Si."],
    "Jl. Sudirman No. 5": ["Jl.", "Sudirman", "No.", "5"],
    "PBB. KfW. /TASS/.": ["PBB", ".", "KfW", ".", "/", "TASS", "/", "."],
    "lihat https://detik.com/a-b.": ["lihat", "https://detik.com/a-b", "."],
    "(Tribunjambi.com/Musa) KOMPAS.com/TREN detik.com/x": [
        "(",
        "Tribunjambi.com",
        "/",
        "Musa",
        ")",
        "KOMPAS.com",
        "/",
        "TREN",
        "detik.com/x",
    ],
    "(KOMPAS.com)": ["(", "KOMPAS.com", ")"],
    "@azpresident #KarabakhIsAzerbaijan": ["@azpresident", "#", "KarabakhIsAzerbaijan"],
    # a range of numbers is three tokens, a score, a date or a document's number one
    "60-70 persen, 1991-1994, 15 April-14 Mei": [
        "60",
        "-",
        "70",
        "persen",
        ",",
        "1991",
        "-",
        "1994",
        ",",
        "15",
        "April",
        "-",
        "14",
        "Mei",
    ],
    "menang 2-1 pada 2020-10-06": ["menang", "2-1", "pada", "2020-10-06"],
    "No. 34/PMK.011/2007, Matius 19:4-6": ["No.", "34/PMK.011/2007", ",", "Matius", "19:4-6"],
    "US$6,4 miliar": ["US", "$", "6,4", "miliar"],
    "Rp9.100/9.105": ["Rp", "9.100", "/", "9.105"],
    # several signs in a row are one, and so is a flag
    "BAKU -- Drama --- IKLAN": ["BAKU", "--", "Drama", "---", "IKLAN"],
    "``Kami``": ["``", "Kami", "``"],
    "Baku 🇦🇿🇹🇷": ["Baku", "🇦🇿", "🇹🇷"],
    "hamba-Ku, kopian-ku": ["hamba-Ku", ",", "kopian-ku"],
    "@ki.ageng.wifi.": ["@ki.ageng.wifi", "."],
    # blanks that a scraper lost
    "Aghdam.Tentara masuk": ["Aghdam", ".", "Tentara", "masuk"],
    "ke PBB.Resolusi itu": ["ke", "PBB", ".", "Resolusi", "itu"],
    "(20/11/2020).Kami": ["(", "20/11/2020", ")", ".", "Kami"],
    'kata:"Kami menang"': ["kata", ":", '"', "Kami", "menang", '"'],
    'dia,"Saya pergi."ujarnya': ["dia", ",", '"', "Saya", "pergi", ".", '"', "ujarnya"],
    "pemain.,Armenia": ["pemain", ".", ",", "Armenia"],
    "UFC.,Dia": ["UFC", ".", ",", "Dia"],
    "S.H.,M.H.": ["S.H.", ",", "M.H."],
    "rusia.grandmaster": ["rusia", ".", "grandmaster"],
    "â€œKami menangâ€": ["â€œ", "Kami", "menang", "â€"],
}


@pytest.mark.parametrize("text", CASES)
def test_tokens(text):
    assert nusaner.tokenize(text) == CASES[text]


def test_a_low_line_is_part_of_a_hyphenated_word(blank):
    assert [token.text for token in blank("berkas file_2020-11 itu")] == ["berkas", "file_2020-11", "itu"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a" * 5000, "( " * 3, "\u200bAliyev\u200b", "é\u0301 \x00"])
def test_the_text_is_never_changed(blank, text):
    assert blank.tokenizer(text).text == text


def test_a_long_run_of_signs_takes_no_quadratic_time(blank):
    doc = blank.tokenizer("(" * 200_000 + " Baku " + "a" * 200_000)
    assert [t.text for t in doc if t.text == "Baku"] == ["Baku"]
    assert doc.text == "(" * 200_000 + " Baku " + "a" * 200_000


def test_words_around_a_long_run_are_tokenized_as_ever(blank):
    tokens = [t.text for t in blank.tokenizer("Turki-Azerbaijan " + "=" * 500 + " Aliyev-lah")]
    assert tokens[:3] == ["Turki", "-", "Azerbaijan"]
    assert tokens[-2:] == ["Aliyev", "-lah"]
