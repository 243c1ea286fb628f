"""What is read out of a skops archive without scikit-learn is what scikit-learn's own estimators hold."""

import io
import json
import subprocess
import sys
import zipfile

import numpy as np
import pytest
import skops.io
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from nusaner.errors import ModelError
from nusaner.stance.archive import read_archive
from nusaner.stance.model import StanceModel
from nusaner.stance.trusted import load_trusted
from nusaner.storage import bundled

DATA = (bundled("models") / "id_caucasus_news" / "nusaner_stance" / "stance.skops").read_bytes()
TEXT = (
    "Pasukan pendudukan Armenia yang kejam merampas Shusha selama tiga puluh tahun, dan Azerbaijan membebaskannya. "
    'Di Khankendi, Aliyev berkata, "Keadilan ditegakkan." Kremlin dan Ankara menahan diri, kata juru bicara Turki.'
)


def test_the_arrays_are_those_of_the_estimators():
    ours, theirs = read_archive(DATA), load_trusted(DATA)
    assert set(ours) == set(theirs)
    for name, pipeline in theirs.items():
        if name in ("words", "ids", "doubt"):
            np.testing.assert_array_equal(ours[name], pipeline)
            continue
        for mine, estimator in zip(ours[name], (step for _, step in pipeline.steps), strict=True):
            for attribute, expected in vars(estimator).items():
                found = getattr(mine, attribute)
                np.testing.assert_array_equal(found, expected)
                assert np.asarray(found).dtype == np.asarray(expected).dtype


def test_predictions_are_those_of_the_estimators_to_the_bit(nlp):
    pipe = nlp.get_pipe("nusaner_stance")
    slim = pipe.trained_model()
    own = nlp(TEXT)
    state = load_trusted(DATA)
    readers = {name: value for name, value in state.items() if name not in ("words", "ids", "doubt")}
    pipe._model = StanceModel(readers, slim.groups, slim.doubt)
    try:
        full = nlp(TEXT)
    finally:
        pipe._model = slim
    assert full._.stance == own._.stance
    assert [sent._.stance for sent in full.sents] == [sent._.stance for sent in own.sents]


def test_a_model_that_was_read_is_written_unchanged():
    assert StanceModel.from_bytes(DATA).to_bytes() == DATA


def test_the_whole_pipeline_runs_without_scikit_learn():
    code = (
        f"import sys, nusaner; doc = nusaner.load()({TEXT!r}); found = doc._.stance['armenia'];"
        "print(found.label, bool(found.evidence), bool(doc.ents), bool(doc._.quotes));"
        "print(sorted({'sklearn', 'skops', 'joblib', 'pandas'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split("\n")[:2] == ["AGAINST True True True", "[]"]


@pytest.mark.parametrize("damage", [b"", b"PK", DATA[:-1000], DATA[:100_000] + bytes(1000) + DATA[101_000:]])
def test_damaged_data_is_refused(damage):
    with pytest.raises(ModelError, match="damaged"):
        StanceModel.from_bytes(damage)


def _changed(schema_of):
    """`DATA` with another schema."""
    old, buffer = zipfile.ZipFile(io.BytesIO(DATA)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as new:
        for name in set(old.namelist()) - {"schema.json"}:
            new.writestr(name, old.read(name))
        schema = json.loads(old.read("schema.json"))
        schema_of(schema)
        new.writestr("schema.json", json.dumps(schema))
    return buffer.getvalue()


def test_a_type_in_disguise_is_refused():
    def disguise(schema):
        schema["content"]["slant"] |= {"__module__": "os", "__class__": "system", "__loader__": "TypeNode"}

    with pytest.raises(ModelError, match=r"not trusted: os\.system"):
        read_archive(_changed(disguise))


def test_another_protocol_is_refused():
    def age(schema):
        schema["protocol"] = 1

    with pytest.raises(ModelError, match="protocol 1"):
        read_archive(_changed(age))


def test_estimators_of_other_kinds_are_refused():
    from sklearn.naive_bayes import MultinomialNB

    assert read_archive(skops.io.dumps([StandardScaler(), LogisticRegression(C=3.0)]))[1].C == 3.0
    with pytest.raises(ModelError, match=r"not trusted: sklearn\.naive_bayes\.MultinomialNB"):
        read_archive(skops.io.dumps([MultinomialNB()]))
