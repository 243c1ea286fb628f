import multiprocessing
import pickle
import subprocess
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest
from Sastrawi.Stemmer.StemmerFactory import StemmerFactory as TheirFactory

import nusaner
from nusaner import kb
from nusaner.errors import FormatError, InputError
from nusaner.stemmer.bases import counts
from nusaner.stemmer.compat import StemmerFactory
from nusaner.stemmer.knowledge import knowledge, own_bases
from nusaner.stemmer.stem import CACHE_SIZE, Stemmer

CASES = {
    "pertempuran": "tempur",
    "menyeberangi": "seberang",
    "negara-negara": "negara",
    "perbankan": "bank",
    "penduduk": "duduk",
    "pemerintah": "perintah",
    "perhatian": "hati",
    "perokok": "rokok",
    "menangis": "tangis",
    "pemuda": "muda",
    "penarikan": "tarik",
    "pergerakan": "gerak",
    "penyelidikan": "selidik",
    "dikurangi": "kurang",
    "dibelinya": "beli",
    # headwords without a productive base, and loans
    "pasukan": "pasukan",
    "sebagai": "sebagai",
    # names, foreign words, signs and numbers keep their form
    "Khankendi": "khankendi",
    "Bali": "bali",
    "Bekasi": "bekasi",
    "Erdogan": "erdogan",
    "Pashinyan": "pashinyan",
    "Xankəndi": "xankəndi",
    "2020": "2020",
    ".": ".",
}


@pytest.mark.parametrize("word", CASES)
def test_stem(word):
    assert nusaner.stem(word) == CASES[word]


def test_no_one_word_name_of_the_knowledge_base_is_damaged():
    names = {f.text for r in kb.load().values() for f in r.forms if " " not in f.text and "-" not in f.text}
    assert len(names) > 3000
    assert {name: nusaner.stem(name) for name in names if nusaner.stem(name) != name.lower()} == {}


def test_the_pipe_writes_stems_and_spares_names(nlp):
    doc = nlp("Pertempuran di Bekasi menewaskan anggota Kementerian Pertahanan.")
    assert [t._.stem for t in doc] == ["tempur", "di", "bekasi", "tewas", "anggota", "menteri", "tahan", "."]
    assert [t.text for t in doc][:3] == ["Pertempuran", "di", "Bekasi"]


#: What was systematically wrong on words of a public-domain list, November 2026.
SYSTEMATIC = {
    # sure affixes on rare or short bases, that stayed whole
    "keelokannya": "elok",
    "memperlekas": "lekas",
    "ketertegunan": "tegun",
    "persuaan": "sua",
    "sepersepuluh": "puluh",
    "berkesesuaian": "suai",
    # a base of one syllable keeps its first letter: not *tas
    "menaskan": "nas",
    # a sound that the prefix swallowed, before a cluster and in the second half of a reduplication
    "pengritikan": "kritik",
    "mengibas-ngibas": "kibas",
    "mengibas-ibas": "kibas",
    # new loans
    "diminimalisasi": "minimalisasi",
    "terdigitalisasi": "digitalisasi",
    # m- against p-
    "memiringkan": "miring",
    "memolesi": "poles",
    # no affixes of speech on loans
    "latin": "latin",
    "milis": "milis",
}


@pytest.mark.parametrize("word", SYSTEMATIC)
def test_systematic_failures_are_mended(word):
    assert nusaner.stem(word) == SYSTEMATIC[word]


def test_the_cache_is_bounded():
    stemmer = Stemmer()
    for number in range(CACHE_SIZE + 100):
        stemmer.stem(f"x{number}")
    assert stemmer.stem.cache_info().currsize == CACHE_SIZE


def test_it_is_pickled_and_shared_by_threads():
    stemmer = Stemmer(protected={"bali"}, bases={"pertempuran"}, exceptions={"gawainya": "gawai"})
    copy = pickle.loads(pickle.dumps(stemmer))
    assert [copy.stem(word) for word in ("bali", "pertempuran", "gawainya")] == ["bali", "pertempuran", "gawai"]
    shared = Stemmer()
    words = ["pertempuran", "menyeberangi", "perhatian"] * 2000
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(shared.stem, words)) == [CASES[word] for word in words]


def _in_child(word):
    return nusaner.stem(word)


def test_it_survives_a_fork():
    nusaner.stem("pertempuran")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of any fork beside threads
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map(_in_child, ["menyeberangi", "perhatian"]) == ["seberang", "hati"]


def test_a_stem_is_never_empty(blank):
    assert all(nusaner.stem(word) for word in ["di-", "-nya", "ke", "an", "'", "\u200b", "a" * 5000])


AFFIXES = {
    "penyeberangannya": ("peN-", "-an", "-nya"),
    "ketidakberdayaan": ("ke-", "tidak-", "ber-", "-an"),
    "memperhatikan": ("meN-", "per-", "-kan"),
    "dipersatukan": ("di-", "per-", "-kan"),
    "keberlangsungan": ("ke-", "ber-", "-an"),
    "kuberikan": ("ku-", "-kan"),
    "negara-negara": ("R",),
    "kemerah-merahan": ("ke-", "R", "-an"),
    "tulis-menulis": ("R", "meN-"),
    "menari-nari": ("meN-", "R"),
    "ngelupain": ("ng-", "-in"),
    "pepohonan": ("R-", "-an"),
    "kota": (),
}


@pytest.mark.parametrize("word", AFFIXES)
def test_affixes_in_the_order_of_writing(word):
    assert nusaner.stem(word, return_analysis=True).affixes == AFFIXES[word]


COLLOQUIAL = {
    "ngelupain": "lupa", "nyebrang": "seberang", "kebayang": "bayang", "nyimpen": "simpan", "dengerin": "dengar",
    "ngapalin": "hafal", "nanyain": "tanya", "nyariin": "cari", "minjemin": "pinjam", "ketuker": "tukar",
    "ngebiarin": "biar", "nolongin": "tolong", "mikirin": "pikir", "bacain": "baca", "dianterin": "antar",
    "ngumpulin": "kumpul", "nyeritain": "cerita", "ketinggalan": "tinggal", "ngobrol": "obrol", "dibeliin": "beli",
    "ngingetin": "ingat", "nyampein": "sampai", "nyalahin": "salah", "ngabisin": "habis", "keliatan": "lihat",
}  # fmt: skip


def test_colloquial_words():
    wrong = {word: nusaner.stem(word) for word, stem in COLLOQUIAL.items() if nusaner.stem(word) != stem}
    assert len(wrong) <= len(COLLOQUIAL) // 20, wrong


# what users of PySastrawi complain about: PySastrawi#4, #13, #24, #26; sastrawi#16, #23, #48, #59, #60, #67
@pytest.mark.parametrize(
    ("word", "stem"),
    [("Bali", "bali"), ("Susi", "susi"), ("gerakan", "gerak"), ("pergerakan", "gerak"), ("menyinari", "sinar"),
     ("dikurangi", "kurang"), ("dibelinya", "beli"), ("menangis", "tangis"), ("penyelidikan", "selidik"),
     ("ketidakadilan", "adil"), ("memposting", "posting"), ("mengupload", "upload"), ("terkesan", "kesan"),
     ("persetujuannya", "tuju"), ("kerusakannya", "rusak")],
)  # fmt: skip
def test_pains_of_pysastrawi(word, stem):
    assert nusaner.stem(word) in {stem, "setuju"}


def test_a_name_that_is_also_a_word_is_kept_by_its_capital():
    assert (nusaner.stem("Pemenang"), nusaner.stem("pemenang")) == ("pemenang", "menang")


def test_words_of_unknown_bases_keep_their_form():
    for word in ("smartphone", "Miyazaki", "Kenya", "Berlusconi", "Petersburg", "Dirgantara"):
        assert nusaner.stem(word) == word.lower()


def test_an_analysis_ranks_the_candidates():
    found = nusaner.stem("beruang", return_analysis=True)
    assert (found.stem, found.source) == ("beruang", "model")
    assert [one.stem for one in found.candidates] == ["beruang", "uang", "ruang"]
    assert [one.score for one in found.candidates] == sorted((one.score for one in found.candidates), reverse=True)
    sources = {"Khankendi": "name", "mengerang": "exception", "pertempuran": "list", "blockchain": "kept"}
    assert {word: nusaner.stem(word, return_analysis=True).source for word in sources} == sources


def test_passives_tell_which_first_sound_a_prefix_swallowed():
    # diubah is written often, dikubah never, so mengubah is no kubah
    assert counts()["ubah"].passive > counts()["kubah"].passive == 0
    splitter = knowledge("kbbi").splitter  # without the stem list
    forms = {
        "mengubahlah": "ubah",
        "pengubahan": "ubah",
        "memarahi": "marah",
        "mengawalinya": "awal",
        "penobatan": "nobat",
    }
    assert {form: splitter.best(form)[0] for form in forms} == forms


def test_derived_words_of_the_list_of_bases_are_taken_apart():
    splitter = knowledge("kbbi").splitter
    forms = {"kelabrakan": "labrak", "pembubuhan": "bubuh", "meragikan": "ragi", "berbaringan": "baring"}
    assert {form: splitter.best(form)[0] for form in forms} == forms
    # short for Kejaksaan Negeri and Kejaksaan Tinggi
    assert [nusaner.stem(word) for word in ("kejari", "kejati")] == ["kejari", "kejati"]


def test_conventions_differ_where_the_docs_say():
    words = ("sebagai", "nya", "ia", "mengetahui", "pertempuran")
    assert [nusaner.stem(word) for word in words] == ["sebagai", "nya", "ia", "tahu", "tempur"]
    assert [nusaner.stem(word, convention="ud") for word in words] == ["bagai", "dia", "dia", "tahu", "tempur"]
    with pytest.raises(InputError, match="'snowball'"):
        nusaner.stem("kata", convention="snowball")


def test_a_users_file(tmp_path):
    path = tmp_path / "kamus.tsv"
    path.write_text("# milik saya\nsaham\ngoreng\n\nmengoreng\tgoreng\n", encoding="utf-8")
    stemmer = Stemmer.from_lexicon(path)
    assert [stemmer.stem(word) for word in ("mengoreng", "menyahamkan", "digoreng")] == ["goreng", "saham", "goreng"]


@pytest.mark.parametrize(
    ("text", "message"),
    [("satu\ndua kata\n", "kamus.tsv:2: .*got 'dua kata'"), ("a\tb\tc\n", "kamus.tsv:1: "),
     ("x\ty\nx\tz\n", "kamus.tsv:2: The form 'x' has two stems"), ("\tkata\n", "kamus.tsv:1: ")],
)  # fmt: skip
def test_a_users_file_with_a_wrong_line(tmp_path, text, message):
    path = tmp_path / "kamus.tsv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        Stemmer.from_lexicon(path)


def test_a_users_file_that_is_none(tmp_path):
    with pytest.raises(InputError, match="There is no file"):
        Stemmer.from_lexicon(tmp_path / "tiada.tsv")
    (tmp_path / "latin.tsv").write_bytes(b"caf\xe9\n")
    with pytest.raises(InputError, match="byte 3"):
        Stemmer.from_lexicon(tmp_path / "latin.tsv")


@pytest.mark.parametrize(
    "text",
    ["Perekonomian Indonesia sedang dalam pertumbuhan yang membanggakan.", "Dia-lah  (konon) MEMBELI 3 buku-buku!", ""],
)
def test_the_drop_in_reads_texts_as_pysastrawi_does(text):
    theirs = TheirFactory().create_stemmer().stem(text)
    assert StemmerFactory().create_stemmer().stem(text) == theirs


def test_the_drop_in_spares_names():
    assert StemmerFactory().create_stemmer().stem("Gerakan di Bali, Bekasi.") == "gerak di bali bekasi"


def test_it_starts_without_heavy_libraries():
    code = (
        "import sys, nusaner; nusaner.stem('pertempuran');"
        "print([m for m in ('spacy', 'sklearn', 'numpy', 'Sastrawi') if m in sys.modules])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"


def test_no_base_of_ours_is_taken_apart():
    bases = [base for base in own_bases() if "-" not in base]
    wrong = {base: nusaner.stem(base) for base in bases if nusaner.stem(base) != base}
    assert len(wrong) < len(bases) / 100, wrong
