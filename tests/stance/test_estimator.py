import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.model_selection import cross_val_predict
from sklearn.utils import estimator_checks

from nusaner.errors import InputError, ModelError
from nusaner.stance.estimator import StanceClassifier

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
