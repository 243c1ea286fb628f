import pickle

import pytest
from spacy.tokens import Doc

from nusaner.types import Word
from nusaner.words import split

CASES = {
    # clitics and particles
    "rumahnya": ["rumah", "nya"], "itulah": ["itu", "lah"], "apakah": ["apa", "kah"], "rumahmu": ["rumah", "mu"],
    "kakakku": ["kakak", "ku"], "siapapun": ["siapa", "pun"], "NATOnya": ["NATO", "nya"], "adanyalah": ["ada", "nya", "lah"],
    # endings that are none
    "hanya": ["hanya"], "punya": ["punya"], "banyak": ["banyak"], "bertanya": ["bertanya"], "karya": ["karya"],
    "masalah": ["masalah"], "bermasalah": ["bermasalah"], "langkah": ["langkah"], "buku": ["buku"], "pelaku": ["pelaku"],
    "ilmu": ["ilmu"], "bertemu": ["bertemu"], "adalah": ["adalah"], "ialah": ["ialah"], "meskipun": ["meskipun"],
    "kuat": ["kuat"], "kaum": ["kaum"], "kursi": ["kursi"], "Baku": ["Baku"], "Kaukasus": ["Kaukasus"],
    "bukunya": ["buku", "nya"], "masalahnya": ["masalah", "nya"],
    # proclitics
    "kubaca": ["ku", "baca"], "kaubaca": ["kau", "baca"],
}  # fmt: skip


@pytest.mark.parametrize("word", CASES)
def test_words(word):
    assert list(split(word)) == CASES[word]
    assert "".join(split(word)) == word


@pytest.mark.parametrize("name", ["Chechnya", "Ramallah", "Abdullah", "Maluku", "Kubilay", "Baku"])
def test_names_stay_whole(name):
    assert split(name, name=True) == (name,)


def test_words_of_a_document(blank):
    doc = blank("Ia menjual rumahnya di Chechnya.")
    assert doc[2]._.words == (Word("rumah", 11, 16), Word("nya", 16, 19))
    assert [len(token._.words) for token in doc] == [1, 1, 2, 1, 1, 1]
    for token in doc:
        assert all(doc.text[word.start : word.end] == word.text for word in token._.words)
    again = Doc(blank.vocab).from_bytes(doc.to_bytes())
    assert [t._.words for t in again] == [t._.words for t in doc]
    assert pickle.loads(pickle.dumps(doc[2]._.words)) == doc[2]._.words
