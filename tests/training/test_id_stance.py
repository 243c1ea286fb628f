import dataclasses

import pytest

from nusaner.errors import InputError
from nusaner.stance.estimator import StanceClassifier
from nusaner.training.id_stance import evaluate_blogs, load_blogs

ROW = '{target};Pilgub;Judul {k};"[""Menurut saya {target} itu {word} sekali nomor {k}."",""Begitulah.""]";{label};\n'


@pytest.fixture
def path(tmp_path):
    rows = ["\ufeffTokoh;Event;Judul Artikel;Isi Artikel;stance final;\n"]
    k = 0
    for target in ("ahok", "jokowi"):
        for label, word in (("for", "hebat"), ("againts", "buruk")):
            for _ in range(12):
                k += 1
                rows.append(ROW.format(target=target, k=k, word=word, label=label))
    rows.append(rows[1])
    rows.append(ROW.format(target="ahok", k=99, word="biasa", label="no"))
    path = tmp_path / "set.csv"
    path.write_text("".join(rows), encoding="utf-8")
    return path


def test_labels_are_mended_and_doubled_texts_dropped(path):
    blogs = load_blogs(path)
    assert len(blogs) == 48
    assert {blog.label for blog in blogs} == {"FAVOR", "AGAINST"}
    assert len({blog.key for blog in blogs}) == 48
    assert blogs[0].text.startswith("Judul ")
    assert '"' not in blogs[0].text


def test_figures_stand_beside_simple_guesses(path):
    found = evaluate_blogs(load_blogs(path), StanceClassifier(folds=0), seeds=[0])
    assert found["random_folds_macro_f1"] == 1.0
    assert found["target_held_out_macro_f1"] > 0.9
    assert found["per_target_majority_macro_f1"] <= 0.5
    assert found["majority_macro_f1"] == pytest.approx(1 / 3, abs=1e-4)


def test_settings_are_chosen_within_the_training_folds(path):
    """By target where a target is held out: three targets, so that two are left to choose by."""
    blogs = load_blogs(path)
    third = [dataclasses.replace(b, target="risma", text=b.text.replace("ahok", "risma")) for b in blogs[:24]]
    grid = {"C": (0.1, 1.0), "judgement_weight": (0.0, 1.0)}
    found = evaluate_blogs([*blogs, *third], StanceClassifier(folds=0), seeds=[0], grid=grid)
    assert found["random_folds_macro_f1"] == 1.0
    assert found["target_held_out_macro_f1"] > 0.9


def test_a_set_that_is_not_there_or_has_an_unknown_label_is_told(path, tmp_path):
    with pytest.raises(InputError, match="NUSANER_DATA"):
        load_blogs(tmp_path / "none.csv")
    path.write_text(path.read_text(encoding="utf-8").replace(";againts;", ";maybe;"), encoding="utf-8")
    with pytest.raises(InputError, match="'maybe'"):
        load_blogs(path)
