"""Pains of users who train a recognizer, named by the rows of peers.md, section F."""

import importlib
import json
import multiprocessing
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
import spacy
from pytest_socket import SocketBlockedError

import nusaner
from nusaner import corpus
from nusaner.errors import InputError, MissingExtraError, ModelError
from nusaner.training import Step, train_ner
from nusaner.types import Annotated, Mention
from tests.training.custom.conftest import DATA, QUICK

TEXT = "Bank Dunia meminjamkan 5 juta dolar AS kepada Armenia pada 3 Maret 2024."


def found(doc):
    return [(ent.text, ent.label_) for ent in doc.ents]


def contents(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_25_a_model_of_own_labels_is_taken_by_nusaner_spacy_and_analyze(model):
    expected = [("5 juta dolar AS", "MONEY"), ("3 Maret 2024", "DATE")]
    assert found(model.nlp(TEXT)) == expected
    assert found(nusaner.load(model.path)(TEXT)) == expected
    code = (
        "import spacy, json, sys; doc = spacy.load(sys.argv[1])(sys.argv[2]);"
        "print(json.dumps([(e.text, e.label_) for e in doc.ents]))"
    )
    fresh = subprocess.run(
        [sys.executable, "-c", code, str(model.path), TEXT], capture_output=True, text=True, check=True
    )
    assert [tuple(pair) for pair in json.loads(fresh.stdout)] == expected
    assert {ent._.source for ent in model.nlp(TEXT).ents} == {"model"}  # no names of the knowledge base come in
    report = nusaner.report(model.nlp(TEXT))
    assert [(e.text, e.label) for e in report.entities] == expected


def test_25_figures_stand_in_the_result_meta_and_card(model):
    assert model.labels == ("DATE", "MONEY")
    assert model.sentences == (40, 16)
    assert model.dev["all"].f1 > 0.8
    assert model.dev["MONEY"].right + model.dev["MONEY"].missed == 8
    meta = json.loads((model.path / "meta.json").read_text(encoding="utf-8"))
    assert meta["performance"]["ents_f"] == round(model.dev["all"].f1, 4)
    assert meta["nusaner"]["seed"] == 1
    assert meta["nusaner"]["config"]["iterations"] == 25
    assert meta["nusaner"]["versions"]["nusaner"] == nusaner.__version__
    card = (model.path / "README.md").read_text(encoding="utf-8")
    assert f"{model.dev['all'].f1:.3f}" in card
    assert meta["nusaner"]["fingerprint"] in card


def test_23_same_data_and_seed_give_the_same_files_in_two_processes(model, tmp_path):
    code = (
        "import sys; from nusaner.training import train_ner;"
        "train_ner(sys.argv[1], sys.argv[2], options={'iterations': 25}, out=sys.argv[3])"
    )
    out = tmp_path / "uang"
    files = [str(DATA / f"money_{part}.jsonl") for part in ("train", "dev")]
    subprocess.run([sys.executable, "-c", code, *files, str(out)], check=True, env={"PYTHONHASHSEED": "77"})
    assert contents(out) == contents(model.path)


def test_23_another_seed_gives_another_model(model, money):
    other = train_ner(*money, options=QUICK, seed=2)
    assert other.nlp.get_pipe("nusaner_ner").to_bytes() != model.nlp.get_pipe("nusaner_ner").to_bytes()


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_12_the_model_works_in_several_processes(model, start):
    if start not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {start} here")
    code = (
        "import multiprocessing, sys, nusaner\n"
        "if __name__ == '__main__':\n"
        "    multiprocessing.set_start_method(sys.argv[2])\n"
        "    nlp = nusaner.load(sys.argv[1])\n"
        "    docs = nlp.pipe([sys.argv[3]] * 3, n_process=2, batch_size=1)\n"
        "    print([len(doc.ents) for doc in docs])\n"
    )
    script = model.path.parent / f"{start}.py"
    script.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(model.path), start, TEXT], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[2, 2, 2]"


def test_14_mentions_that_do_not_fit_the_tokens_are_listed(money):
    train, dev = money
    wrong = Annotated("salah", "Harga 500manat naik.", (Mention(6, 9, "MONEY"),))
    with pytest.raises(corpus.MisfitError, match=r"salah: line 1, characters 6-9: '500' \(MONEY\)"):
        train_ner([*train, wrong], dev, options=QUICK)
    trained = train_ner([*train, wrong], dev, options=QUICK, on_misfit="skip")
    assert [(m.document, m.surface) for m in trained.misfits] == [("salah", "500")]
    assert trained.nlp.meta["nusaner"]["misfits"] == 1


def test_18_labels_are_chosen_and_renamed(money):
    trained = train_ner(*money, labels={"MONEY": "UANG"}, options=QUICK)
    assert trained.labels == ("UANG",)
    assert trained.skipped == {"DATE": 23}
    assert set(trained.dev) == {"all", "UANG"}


def test_18_labels_that_the_data_lacks_are_told_with_those_that_are_there(money):
    with pytest.raises(InputError, match=r"no mention of PERSON; its labels are: MONEY \(\d+\), DATE \(\d+\)\."):
        train_ner(*money, labels=["MONEY", "PERSON"], options=QUICK)


def test_18_labels_of_the_development_data_alone_count_as_missed(money):
    train, dev = money
    other = Annotated("lain", "Ia naik Boeing 747 ke Baku.", (Mention(8, 18, "PRODUCT"),))
    trained = train_ner(train, [*dev, other], options=QUICK)
    assert trained.unlearned == ("PRODUCT",)
    assert trained.dev["PRODUCT"].missed == 1
    assert "PRODUCT" in (trained.nlp.meta["nusaner"]["unlearned"])


def test_21_a_damaged_file_is_refused(model, tmp_path):
    copied = shutil.copytree(model.path, tmp_path / "rusak")
    weights = copied / "nusaner_ner" / "crf.crfsuite"
    weights.write_bytes(weights.read_bytes()[:-1] + b"\0x")
    with pytest.raises(ModelError, match="damaged"):
        nusaner.load(copied)


@pytest.mark.parametrize("name", ["latih.conll", "latih.jsonl", "latih.spacy", "latih-brat"])
def test_25_any_format_trains_a_model(money, model, blank, tmp_path, name):
    formats = {"latih.conll": "conll", "latih.jsonl": "nusaner", "latih.spacy": "docbin", "latih-brat": "brat"}
    train, dev = money
    path = tmp_path / name
    corpus.write(train, path, format=formats[name], nlp=blank)
    trained = train_ner(path, dev, options=QUICK)
    assert trained.labels == ("DATE", "MONEY")
    assert trained.dev["all"].f1 > 0.8
    if name in ("latih.jsonl", "latih.spacy"):  # CoNLL has no text, and a folder an order of its own
        assert trained.dev == model.dev


def test_8_training_asks_no_network(model):
    """pytest-socket is on in every test, so the models of this file were trained without."""
    import socket

    with pytest.warns(UserWarning, match="tried to use"), pytest.raises(SocketBlockedError):
        socket.socket()
    assert model.path.is_dir()


@pytest.mark.parametrize("engine", ["stanza", "transformer", "network"])
def test_a_missing_extra_is_named(money, monkeypatch, engine):
    extra = {"stanza": "stanza", "transformer": "transformers", "network": "neural"}[engine]
    for name in [
        name for name in sys.modules if name.startswith((f"nusaner.ner.{engine}_", f"nusaner.training.{engine}_"))
    ]:
        monkeypatch.delitem(sys.modules, name)
    importlib.import_module("sklearn.cluster")  # it stumbles over a torch that is there and is none
    monkeypatch.setitem(sys.modules, extra, None)
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(MissingExtraError, match=re.escape(f"pip install 'nusaner[{extra}]'")):
        train_ner(*money, engine=engine)


def test_an_engine_or_setting_that_is_none_is_told(money):
    with pytest.raises(InputError, match="crf, network, stanza, transformer, got 'crfsuite'"):
        train_ner(*money, engine="crfsuite")
    with pytest.raises(InputError, match="no setting 'iteration'; there are: gazetteer_dropout, iterations"):
        train_ner(*money, options={"iteration": 3})
    with pytest.raises(InputError, match="'iterations' is a int, got 'many'"):
        train_ner(*money, options={"iterations": "many"})


def test_out_is_a_file_or_a_folder_of_other_things(money, tmp_path):
    file = tmp_path / "catatan.txt"
    file.write_text("penting", encoding="utf-8")
    with pytest.raises(InputError, match="is a file"):
        train_ner(*money, out=file)
    with pytest.raises(InputError, match="other things than a model"):
        train_ner(*money, out=tmp_path)
    assert file.read_text(encoding="utf-8") == "penting"


def test_empty_data_is_told(money, tmp_path):
    train, dev = money
    with pytest.raises(InputError, match="no documents"):
        train_ner([], dev)
    empty = tmp_path / "kosong.jsonl"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(InputError):
        train_ner(empty, dev)
    bare = [replace(document, mentions=()) for document in train]
    with pytest.raises(InputError, match="no mention of any label"):
        train_ner(bare, dev)


def test_one_document_wants_development_data_of_its_own(money):
    train, dev = money
    with pytest.raises(InputError, match="give one by `dev`"):
        train_ner(train[:1])
    assert train_ner(train[:1], dev, options=QUICK).sentences == (1, 16)


def test_development_data_without_entities(money):
    train, dev = money
    steps = []
    bare = [replace(document, mentions=()) for document in dev]
    trained = train_ner(train, bare, options=QUICK, on_step=steps.append)
    assert trained.dev["all"].right + trained.dev["all"].missed == 0
    assert {step.dev for step in steps} == {None}
    assert "nan" not in (json.dumps(trained.to_dict()))


def test_labels_with_odd_signs(money, tmp_path):
    names = {"MONEY": "uang|B-I/Rp: é 🪙", "DATE": "-O-"}
    trained = train_ner(*money, labels=names, options=QUICK, out=tmp_path / "aneh")
    assert trained.labels == tuple(sorted(names.values()))
    assert trained.dev["all"].f1 > 0.8
    assert [label for _, label in found(spacy.load(trained.path)(TEXT))] == [names["MONEY"], names["DATE"]]
    with pytest.raises(InputError, match="signs that can be printed, got 'a\\\\tb'"):
        train_ner(*money, labels={"MONEY": "a\tb"})


def test_a_finished_run_is_not_repeated(money, tmp_path):
    steps: list[Step] = []
    first = train_ner(*money, options=QUICK, out=tmp_path / "m", resume=True, on_step=steps.append)
    assert first.resumed == ""
    assert [step.done for step in steps][-1] == 25
    steps.clear()
    again = train_ner(*money, options=QUICK, out=tmp_path / "m", resume=True, on_step=steps.append)
    assert (again.resumed, steps, again.dev) == ("finished", [], first.dev)
    other = train_ner(*money, options={"iterations": 20}, out=tmp_path / "m", resume=True, on_step=steps.append)
    assert other.resumed == ""
    assert [step.done for step in steps][-1] == 20


def test_an_interrupted_run_leaves_the_old_model_and_starts_again(money, tmp_path):
    out = tmp_path / "m"
    train_ner(*money, options={"iterations": 10}, out=out)
    before = contents(out)

    def interrupt(step):
        if step.done == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        train_ner(*money, options=QUICK, out=out, on_step=interrupt)
    assert contents(out) == before
    assert train_ner(*money, options=QUICK, out=out, resume=True).resumed == "again"
    assert [path.name for path in tmp_path.iterdir()] == ["m"]
