import pickle

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.utils import estimator_checks

from nusaner.errors import InputError
from nusaner.stemmer.transformer import StemTransformer

TEXTS = ["Pertempuran di Khankendi!", "Mereka bertempur, lalu berunding."]


#: scikit-learn's generator of checks stops at an estimator of texts after the first one, as it does at its own
#: CountVectorizer; these are the others that feed it nothing and so apply.
WITHOUT_DATA = (
    estimator_checks.check_estimator_cloneable,
    estimator_checks.check_estimator_repr,
    estimator_checks.check_estimator_tags_renamed,
    estimator_checks.check_get_params_invariance,
    estimator_checks.check_mixin_order,
    estimator_checks.check_no_attributes_set_in_init,
    estimator_checks.check_set_params,
    estimator_checks.check_valid_tag_types,
)


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_all_checks_that_scikit_learn_picks():
    checks = list(estimator_checks.estimator_checks_generator(StemTransformer()))
    assert checks
    for estimator, check in checks:
        check(estimator)


@pytest.mark.parametrize("check", WITHOUT_DATA, ids=[check.__name__ for check in WITHOUT_DATA])
def test_checks_of_scikit_learn(check):
    check("StemTransformer", StemTransformer())


def test_scikit_learn_can_make_it_without_arguments():
    estimator_checks.check_parameters_default_constructible("StemTransformer", StemTransformer())


def test_words_become_stems_and_signs_stay():
    found = StemTransformer().fit(TEXTS).transform(TEXTS)
    assert found.tolist() == ["tempur di khankendi!", "mereka tempur, lalu runding."]
    assert found.shape == (2,)


def test_it_makes_forms_of_one_word_one_column():
    counts = make_pipeline(StemTransformer(), CountVectorizer()).fit(TEXTS)
    matrix = counts.transform(TEXTS).toarray()
    assert matrix[:, counts[-1].vocabulary_["tempur"]].tolist() == [1, 1]


def test_it_is_cloned_and_pickled(tmp_path):
    own = tmp_path / "kata.txt"
    own.write_text("pertempuran\n", encoding="utf-8")
    fitted = clone(StemTransformer(lexicon=str(own))).fit(TEXTS)
    assert pickle.loads(pickle.dumps(fitted)).transform(TEXTS)[0] == "pertempuran di khankendi!"


def test_wrong_input_is_refused():
    with pytest.raises(NotFittedError):
        StemTransformer().transform(TEXTS)
    with pytest.raises(InputError, match="put it into a list"):
        StemTransformer().fit("Pertempuran")
    with pytest.raises(InputError, match="got int at position 1"):
        StemTransformer().fit(["Pertempuran", 3])
    with pytest.raises(InputError, match="at least one"):
        StemTransformer().fit(np.array([], dtype=object))
