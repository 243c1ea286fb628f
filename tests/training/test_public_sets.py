import pytest

from nusaner.errors import InputError
from nusaner.training.public_sets import PUBLIC_SETS, SPLITS, read_set, related_sentences
from nusaner.training.tagged import TaggedSentence


def fold(train, dev, test):
    parts = (train, dev, test)
    sides = [[TaggedSentence(tuple(s.split()), ("O",) * len(s.split())) for s in part] for part in parts]
    return dict(zip(SPLITS, sides, strict=True))


def test_a_set_is_read_fold_by_fold(public_data):
    folds = read_set(public_data, "nerui")
    assert len(folds) == 5
    assert folds[0]["dev"][0].words[0] == "Presiden"
    assert [len(folds[4][split]) for split in SPLITS] == [40, 8, 8]
    assert folds[0]["dev"][0].tags[:2] == ("O", "B-PERSON")
    assert len(read_set(public_data, "nergrit")) == 1


def test_what_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match="nerui, nerugm, idner, nergrit, nerp, got 'conll'"):
        read_set(tmp_path, "conll")
    with pytest.raises(InputError, match=r"no file .*nerp.*train\.txt.*NUSANER_DATA"):
        read_set(tmp_path, "nerp")


def test_nothing_is_learned_from_sentences_that_any_set_holds_for_dev_or_test():
    sets = {
        "nerp": [fold(["Ia tiba", "ia PERGI", "ia makan", "ia duduk"], ["ia makan"], ["ia tidur"])],
        "nerui": [fold(["Ia Pergi"], [], ["Ia lari"]), fold(["Ia lari"], ["ia pergi"], [])],
    }
    assert [s.words for s in related_sentences(sets, ["nerp"])["nerp"]] == [("Ia", "tiba"), ("ia", "duduk")]
    assert [s.words for s in related_sentences(sets, ["nerui"])["nerui"]] == [("Ia", "Pergi")]


def test_sets_of_the_same_news_are_never_learned_from_for_each_other():
    assert "idner" not in PUBLIC_SETS["nerui"].related
    assert "nerui" not in PUBLIC_SETS["idner"].related
    # the folds of a set share their sentences, so a body that knows one fold knows the tests of the others
    assert all(name not in one.related for name, one in PUBLIC_SETS.items() if one.folds > 1)
