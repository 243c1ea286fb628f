from nusaner import corpus
from nusaner.corpus.split import assign_splits
from nusaner.evaluation.data import read_data
from nusaner.evaluation.leaks import find_leaks
from nusaner.types import Annotated
from tests.evaluation.systems import document

NEWS = "Tentara Rusia tiba di [Shusha](GPE) pada hari Rabu pagi bersama puluhan kendaraan lapis baja."


def test_a_text_that_stands_on_both_sides_is_found_whatever_its_case_and_spaces():
    train = [document("t", NEWS)]
    test = [
        document("a", NEWS.replace(" ", "  ").upper().replace("(GPE)", "(GPE)")),
        document("b", "Lain sekali [Baku](GPE)."),
    ]
    found = find_leaks(train, test)
    assert found.identical_documents == ("a",)
    assert (found.identical_sentences, found.gram_share, found.documents_with_grams) == (1, 1.0, 1)
    assert (found.seen_mentions, found.seen_surfaces) == (0.5, 0.5)
    assert not found.clean


def test_a_copied_run_of_words_is_found():
    other = Annotated("b", "Menurut saksi mata, " + document("x", NEWS).text[:60] + " dan begitulah akhirnya.")
    found = find_leaks([document("t", NEWS)], [other])
    assert found.identical_documents == ()
    assert 0 < found.gram_share < 1
    assert found.most[0][0] == "b"


def test_nothing_in_common():
    found = find_leaks([document("t", NEWS)], [document("b", "Kafilah itu sampai di [Nakhchivan](GPE).")])
    assert found.clean
    assert (found.gram_share, found.seen_mentions) == (0, 0)


def test_the_splits_of_the_corpus_do_not_leak():
    articles = corpus.load()
    splits = assign_splits(articles)
    train, dev = (read_data([a for a in articles if splits[a.id] == split]) for split in ("train", "dev"))
    found = find_leaks(train, dev)
    assert found.identical_documents == ()
    assert found.gram_share < 0.005
    assert found.documents == len(dev)
