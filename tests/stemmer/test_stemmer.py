import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

import nusaner
from nusaner import kb
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


def test_the_cache_is_bounded():
    stemmer = Stemmer()
    for number in range(CACHE_SIZE + 100):
        stemmer.stem(f"x{number}")
    assert stemmer._cached.cache_info().currsize == CACHE_SIZE


def test_it_is_pickled_and_shared_by_threads():
    stemmer = Stemmer(protected={"bali"})
    copy = pickle.loads(pickle.dumps(stemmer))
    assert copy.stem("bali") == "bali"
    words = ["pertempuran", "menyeberangi", "perhatian"] * 200
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(stemmer.stem, words)) == [CASES[word] for word in words]


def test_a_stem_is_never_empty(blank):
    assert all(nusaner.stem(word) for word in ["di-", "-nya", "ke", "an", "'", "\u200b", "a" * 5000])
