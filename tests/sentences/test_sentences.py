import itertools
import shutil
from pathlib import Path

import pytest

from nusaner.errors import ModelError
from nusaner.evaluation.tokens import Segmentation, score_segmentation
from nusaner.sentences.model import load
from nusaner.storage import bundled

#: Texts whose sentences are divided by "‖".
CASES = [
    "BAKU, KOMPAS.com – Pasukan bergerak maju, Selasa (29/9/2020). ‖Yerevan membantah.",
    'Baku membantah.‖"Tuduhan itu tidak berdasar," kata Dargahli.',
    '"Kami menang!" kata Aliyev. ‖"Kalian kalah."',
    "Perang Karabakh Berakhir\n‖BAKU - Aliyev menandatangani gencatan senjata.",
    "Beranda | Dunia\n\n‖ALIYEV TIBA DI SHUSHA\n\n‖Pewarta: Rina",
    "Ia bertemu Prof. Dr. H. Nasution, S.H., M.Si. di Jl. Sudirman No. 5 Jakarta. ‖Rapat selesai.",
    "Ia orang pertama yang meraih gelar Ph. D. dalam ilmu politik di sana. ‖Tanah itu punya pH. ‖Airnya asam.",
    "Harganya Rp. 5.000 per liter. ‖Warga mengeluh.",
    "Mereka membawa beras, gula, dll. ‖Kemudian mereka pulang.",
    "Ia mendukung PBB. ‖Rusia menolak.",
    "Ia tiba (Baku marah. Yerevan juga) kemarin. ‖Selesai.",
    "1. Aliyev berpidato.\n‖2. Pashinyan menjawab.",
    "benar begitu. ‖kata dia tadi. ‖semua pulang.",
    "Apa yang terjadi? ‖Tidak ada yang tahu… ‖Begitulah.",
    "2 jam lalu\n‖semoga cepat damai ya.",
    # a quotation of several sentences with its "kata X"
    '"Cek dulu. Baru sebarkan!" pesan Malik. ‖Warga setuju.',
    'Spanduk bertuliskan "Artsakh!" dibentangkan. ‖Polisi diam.',
    # the initial of a hidden name at the end, a nickname, letters of a list
    'Klaim itu dibantah juru bicara Shushan S. ‖"Itu bohong!" tulisnya di Facebook.',
    'Ia bertemu R. "Buyung" Hasan kemarin. ‖Mereka berjabat tangan.',
    "Delegasi itu dipimpin Jeyhun B. ‖OSCE menjadi tuan rumah.",
    "Yang dibahas:\n‖a. ekonomi;\n‖b. pendidikan; dan\n‖c. dukungan terhadap integritas wilayah.",
    # a name, an acronym or a number at the end
    "Ia tiba di Shusha. ‖Warga menyambutnya. ‖Perang pecah pada 2020. ‖Rusia menengahi lewat OSCE. ‖Baku menolak.",
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


@pytest.mark.parametrize(("part", "floor"), [("dev", 0.97), ("more", 0.98), ("test", 0.95)])
def test_dirty_pages(blank, part, floor):
    gold, predicted = [], []
    pages = (Path(__file__).parent / f"pages_{part}.txt").read_text(encoding="utf-8").partition("\n")[2]
    offset = 0
    for page in pages.split("====\n"):
        parts = page.strip("\n").split("‖")
        text = "".join(parts)
        ends = list(itertools.accumulate(map(len, parts)))
        gold += [(offset + start, offset + end) for start, end in itertools.pairwise([0, *ends])]
        predicted += [(offset + s.start_char, offset + s.end_char) for s in blank(text).sents]
        offset += len(text)
    text = "".join(page.strip("\n").replace("‖", "") for page in pages.split("====\n"))
    scores = score_segmentation(text, Segmentation(tuple(gold), ()), Segmentation(tuple(predicted), ()))
    assert scores["sentences"].right > 100
    assert scores["sentences"].f1 >= floor


def test_a_damaged_model_is_refused(tmp_path):
    path = bundled("models") / "shared" / "sentences"
    copy = shutil.copytree(path, tmp_path / "sentences")
    (copy / "sentences.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="damaged or was changed"):
        load(copy)


@pytest.mark.parametrize("text", ["", " \n ", ".", "...", "\n\n\n", "(((", '"'])
def test_empty_and_odd_texts(blank, text):
    doc = blank(text)
    assert "".join(s.text_with_ws for s in doc.sents) == text
