import dataclasses

import numpy as np
import pytest

import nusaner
from nusaner import corpus
from nusaner.corpus.articles import parse_article
from nusaner.errors import InputError
from nusaner.stance.model import PAIR, READERS, StanceModel
from nusaner.stance.roles import Viewpoint
from nusaner.training.stance import StanceConfig, train_stance
from nusaner.training.stance_data import examples

HEAD = "---\nid: {id}\ntitle: T\ndate: 2020-10-01\ngenre: op-ed\nregister: formal\ntopic: t\nsentence_stance: true\n"
PRAISE, BLAME = ("gagah", "mulia", "adil", "tabah"), ("keji", "bengis", "culas", "licik")


@pytest.fixture(scope="module")
def articles():
    found = []
    for k, (good, bad) in enumerate(zip(PRAISE * 2, BLAME * 2, strict=True)):
        for one, other, az, am in (
            ("Azerbaijan", "Armenia", "F", "A"),
            ("Armenia", "Azerbaijan", "A", "F"),
        ):
            labels = {"F": "FAVOR", "A": "AGAINST"}
            front = (
                HEAD.format(id=f"t{k}-{one.lower()}")
                + f"stance: {{azerbaijan: {labels[az]}, armenia: {labels[am]}}}\n---\n"
            )
            body = f"{one} sungguh {good} membela rakyat. {{az:{az} am:{am}}} Pasukan {other} yang {bad} menyerang desa. {{az:{az} am:{am}}}\n"
            found.append(parse_article(front + body))
        front = HEAD.format(id=f"n{k}") + "stance: {azerbaijan: NONE, armenia: NONE}\n---\n"
        found.append(
            parse_article(front + f"Azerbaijan dan Armenia berunding {k} hari. Menteri luar negeri tiba Senin.\n")
        )
    return found


@pytest.fixture(scope="module")
def data(articles):
    nlp = nusaner.load()
    return examples(nlp, articles, {"gagah": (1, 2, 3)})


CONFIG = StanceConfig(folds=4)


def test_examples_hold_labels_of_texts_and_sentences(data):
    assert data[0].labels == {"azerbaijan": "FAVOR", "armenia": "AGAINST"}
    assert data[0].sentences == ({"azerbaijan": "FAVOR", "armenia": "AGAINST"},) * 2
    assert data[2].sentences == ({}, {})
    assert data[0].reading.sentences[0].units[2].groups == (1, 2, 3)


def test_what_is_planted_is_found_out_of_fold(data):
    model, unseen = train_stance(data, {}, CONFIG)
    assert set(model.readers) == {*READERS, PAIR}
    gold = [data[i].labels[target] for i, target in unseen.texts]
    found = [("FAVOR", "AGAINST", "NONE")[row.argmax()] for row in unseen.texts.values()]
    assert np.mean([a == b for a, b in zip(gold, found, strict=True)]) > 0.9
    assert len(unseen.texts) == 2 * len(data)


def test_training_is_reproducible_and_the_model_survives_skops(data):
    (one, _), (two, _) = (train_stance(data, {"gagah": (1, 2, 3)}, CONFIG) for _ in range(2))
    back = StanceModel.from_bytes(one.to_bytes())
    assert back.groups == {"gagah": (1, 2, 3)}
    for example in data[:3]:
        expected = one.judge(example.reading, [Viewpoint("armenia")])[0].text
        for model in (two, back):
            np.testing.assert_array_equal(model.judge(example.reading, [Viewpoint("armenia")])[0].text, expected)


def test_one_side_teaches_the_other(data):
    """Target held out: labels of Azerbaijan alone judge Armenia, by the symmetry of what is read."""
    halves = [dataclasses.replace(d, labels={"azerbaijan": d.labels["azerbaijan"]}) for d in data]
    model, _ = train_stance(halves, {}, CONFIG)
    assert PAIR not in model.readers
    found = [model.judge(d.reading, [Viewpoint("armenia")])[0].text.argmax() for d in data]
    assert (
        np.mean([("FAVOR", "AGAINST", "NONE")[k] == d.labels["armenia"] for k, d in zip(found, data, strict=True)])
        > 0.9
    )


def test_too_little_data_is_told(data):
    with pytest.raises(InputError, match="No text is labelled AGAINST, FAVOR"):
        train_stance([d for d in data if "NONE" in d.labels.values()], {}, CONFIG)
    with pytest.raises(InputError, match="fewer than 4 independent texts"):
        train_stance(data[:3], {}, CONFIG)


def test_the_command_trains_on_any_targets(tmp_path):
    from typer.testing import CliRunner

    from nusaner.cli.app import app
    from nusaner.stance.estimator import StanceClassifier

    texts = [
        (f"{name} itu {word} sekali.", name, label)
        for name in ("budi", "siti")
        for label, words in (("FAVOR", PRAISE), ("AGAINST", BLAME))
        for word in words
    ]
    path = tmp_path / "a.jsonl"
    corpus.write_jsonl(
        [corpus.Article(str(k), text, stance={name: label}) for k, (text, name, label) in enumerate(texts)], path
    )
    result = CliRunner().invoke(
        app,
        ["train", "stance", "--train", str(path), "--dev", str(path), "--out", str(tmp_path / "m"), "--keep-shares"],
    )
    assert result.exit_code == 0, result.output
    assert "macro-F1" in result.output
    model = StanceClassifier.from_disk(tmp_path / "m")
    assert model.keep_shares
    assert model.predict([("siti itu bengis sekali.", "siti")]).tolist() == ["AGAINST"]
