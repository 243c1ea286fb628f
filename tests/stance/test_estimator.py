import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import cross_val_predict
from sklearn.utils import estimator_checks

from nusaner.errors import InputError, ModelError
from nusaner.stance.estimator import StanceClassifier, _stakes
from nusaner.stance.trusted import dump
from nusaner.storage import write_sums

WORDS = {"FAVOR": ("hebat", "jujur", "adil", "bijak"), "AGAINST": ("buruk", "dusta", "curang", "licik")}
X = [
    (f"Menurut saya {name} itu {word} sekali, memang {word}.", name)
    for name in ("budi", "siti", "rangga")
    for words in WORDS.values()
    for word in words
]
Y = [label for _ in range(3) for label, words in WORDS.items() for _ in words]


def test_a_new_target_is_judged_by_what_others_taught():
    seen = [k for k, (_, name) in enumerate(X) if name != "rangga"]
    model = StanceClassifier(folds=0, own_name=False).fit([X[k] for k in seen], [Y[k] for k in seen])
    unseen = [k for k in range(len(X)) if k not in seen]
    assert model.predict([X[k] for k in unseen]).tolist() == [Y[k] for k in unseen]


def test_judging_words_serve_where_no_word_recurs():
    """'keji' and 'mulia' are learned by what they do, so 'bengis' and 'terpuji' are known too."""
    seen = [("Budi keji dan culas.", "budi"), ("Siti mulia dan setia.", "siti")] * 3
    labels = ["AGAINST", "FAVOR"] * 3
    unseen = [("Rangga bengis, licik, munafik.", "rangga"), ("Rangga terpuji, teguh, gagah.", "rangga")]
    model = StanceClassifier(folds=0, own_name=False, char_weight=0.0, judgement_weight=2.0).fit(seen, labels)
    assert model.predict(unseen).tolist() == ["AGAINST", "FAVOR"]


@pytest.mark.parametrize("folds", [0, 3])
def test_probabilities(folds):
    model = StanceClassifier(folds=folds).fit(X, Y)
    found = model.predict_proba(X)
    assert found.shape == (24, 2)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert (model.predict(X) == model.classes_[found.argmax(axis=1)]).all()
    assert model.score(X, Y) == 1.0


def test_shares_are_kept_where_the_likeliest_label_hides_the_rarer():
    """Two words tell the labels half of the time, so nothing makes the rarer one likeliest."""
    said = ["hebat"] * 30 + ["buruk"] * 6 + ["hebat"] * 6 + ["buruk"] * 8
    pairs = [(f"Budi itu {word} nomor {k}.", "budi") for k, word in enumerate(said)]
    labels = ["FAVOR"] * 36 + ["AGAINST"] * 14
    order = np.random.default_rng(0).permutation(len(pairs))
    pairs, labels = [pairs[k] for k in order], [labels[k] for k in order]
    model = StanceClassifier(folds=2, keep_shares=True, C=0.01).fit(pairs, labels)
    plain = StanceClassifier(folds=2, C=0.01).fit(pairs, labels)
    assert set(plain.predict(pairs)) == {"FAVOR"}
    assert 10 <= (model.predict(pairs) == "AGAINST").sum() <= 18
    np.testing.assert_allclose(plain.predict_proba(pairs), model.predict_proba(pairs))


def test_stakes_give_each_label_its_share():
    probabilities = np.random.default_rng(0).dirichlet([2.0, 3.0, 9.0], 400)
    best = (probabilities * _stakes(probabilities, np.array([0.3, 0.2, 0.5]))).argmax(axis=1)
    np.testing.assert_allclose(np.bincount(best) / 400, [0.3, 0.2, 0.5], atol=0.01)


def test_arrays_and_data_frames_do_as_well():
    pandas = pytest.importorskip("pandas")
    expected = StanceClassifier(folds=0).fit(X, Y).predict(X).tolist()
    assert StanceClassifier(folds=0).fit(np.array(X, dtype=object), np.array(Y)).predict(X).tolist() == expected
    assert StanceClassifier(folds=0).fit(pandas.DataFrame(X), Y).predict(pandas.DataFrame(X)).tolist() == expected


def test_cross_validation_of_scikit_learn():
    found = cross_val_predict(StanceClassifier(folds=0), np.array(X, dtype=object), Y, cv=3)
    assert set(found) == {"FAVOR", "AGAINST"}


def test_checks_of_scikit_learn_that_need_no_numbers():
    model = StanceClassifier()
    for check in (
        estimator_checks.check_parameters_default_constructible,
        estimator_checks.check_no_attributes_set_in_init,
        estimator_checks.check_get_params_invariance,
        estimator_checks.check_set_params,
        estimator_checks.check_estimator_cloneable,
        estimator_checks.check_estimator_repr,
        estimator_checks.check_valid_tag_types,
    ):
        check("StanceClassifier", clone(model))


def test_the_same_data_give_the_same_model_and_it_survives_the_disk(tmp_path):
    one, two = StanceClassifier(folds=2).fit(X, Y), StanceClassifier(folds=2).fit(X, Y)
    np.testing.assert_array_equal(one.predict_proba(X), two.predict_proba(X))
    one.to_disk(tmp_path)
    back = StanceClassifier.from_disk(tmp_path)
    np.testing.assert_allclose(back.predict_proba(X), one.predict_proba(X))
    assert back.get_params() == one.get_params()
    path = tmp_path / "stance_classifier.skops"
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="damaged"):
        StanceClassifier.from_disk(tmp_path)
    path.write_bytes(dump({"parameters": one.get_params(), "classes_": one.classes_}))
    write_sums(tmp_path)
    with pytest.raises(ModelError, match="lacks a part"):
        StanceClassifier.from_disk(tmp_path)


def test_misuse_is_told():
    with pytest.raises(NotFittedError):
        StanceClassifier().predict(X)
    with pytest.raises(InputError, match="pairs of strings"):
        StanceClassifier().fit(["teks"], ["FAVOR"])
    with pytest.raises(InputError, match="one length"):
        StanceClassifier().fit(X, Y[:-1])
    with pytest.raises(InputError, match="two classes"):
        StanceClassifier().fit(X[:2], ["FAVOR", "FAVOR"])
    with pytest.raises(InputError, match="at least one"):
        StanceClassifier().fit([], [])
