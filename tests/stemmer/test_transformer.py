import pickle
import warnings

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError, SkipTestWarning
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.utils.estimator_checks import estimator_checks_generator

from nusaner.errors import InputError
from nusaner.stemmer.transformer import StemTransformer

TEXTS = ["Pertempuran di Khankendi!", "Mereka bertempur, lalu berunding."]


def applicable_checks():
    """scikit-learn leaves out, with this warning, the checks that feed numbers to a transformer of texts (as to its
    own CountVectorizer)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SkipTestWarning)
        return list(estimator_checks_generator(StemTransformer()))


CHECKS = applicable_checks()


def test_there_are_checks():
    assert len(CHECKS) >= 5


@pytest.mark.parametrize(("estimator", "check"), CHECKS, ids=[check.func.__name__ for _, check in CHECKS])
def test_checks_of_scikit_learn(estimator, check):
    check(estimator)


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
