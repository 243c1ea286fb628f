"""Training the window network; these tests need PyTorch (the extra `neural`)."""

from dataclasses import replace

import numpy as np
import pytest
import spacy

from nusaner.errors import InputError
from nusaner.ner.component import EntityRecognizer
from nusaner.training.network import NetworkConfig, pretrain, train_network
from nusaner.training.tagged import TaggedSentence

pytest.importorskip("torch")

CONFIG = NetworkConfig(width=24, hidden=32, rows=2048, epochs=25, batch=8, rate=3e-3, recase=0.3)
NAMES = ["Aliyev", "Pashinyan", "Mirzoyan", "Bayramov", "Zakharova", "Lavrov", "Fidan", "Margvelashvili"]
TOWNS = ["Baku", "Shusha", "Agdam", "Tbilisi", "Gyumri", "Goris", "Ganja", "Lachin"]


def sentences(count, seed=0):
    chance = np.random.default_rng(seed)
    for _ in range(count):
        name, town = chance.choice(NAMES), chance.choice(TOWNS)
        words = ["Presiden", name, "tiba", "di", town, ",", "kata", chance.choice(NAMES), "."]
        yield TaggedSentence(tuple(words), ("O", "B-PERSON", "O", "O", "B-GPE", "O", "O", "B-PERSON", "O"))


@pytest.fixture(scope="module")
def tagger(small_table):
    return train_network(list(sentences(60)), table=small_table, names={"nagorno karabakh": "LOC"}, config=CONFIG)


def test_it_finds_names_that_it_never_saw_by_their_place(tagger):
    found = tagger.spans(["Presiden", "Rahmonov", "tiba", "di", "Vayk", ",", "kata", "Kocharyan", "."])
    assert [span[:3] for span in found] == [(1, 2, "PERSON"), (4, 5, "GPE"), (7, 8, "PERSON")]
    assert all(0 < score <= 1 for *_, score in found)
    assert tagger.labels == ("GPE", "PERSON")


def test_it_finds_names_without_capitals_and_in_capitals(tagger):
    for words in ("presiden aliyev tiba di baku", "PRESIDEN ALIYEV TIBA DI BAKU"):
        assert [span[:3] for span in tagger.spans(words.split())] == [(1, 2, "PERSON"), (4, 5, "GPE")]


def test_batches_equal_singles(tagger):
    batch = [list(s.words)[: 1 + i % 9] for i, s in enumerate(sentences(90, seed=5))]
    assert tagger.batch(batch) == [tagger.spans(words) for words in batch]


def test_a_sentence_of_any_length_is_tagged_whole(tagger):
    words = ["Presiden", "Aliyev", "tiba", "di", "Baku", "."] * 200
    assert len(tagger.spans(words)) > 390
    assert tagger.spans([]) == []


def test_the_same_seed_gives_the_same_model(small_table):
    config = NetworkConfig(width=8, hidden=8, rows=256, epochs=2, body_epochs=1)
    sets = {"other": [TaggedSentence(("Di", "Baku"), ("O", "B-PLACE"))], "empty": []}
    bodies = [pretrain(sets, table=small_table, config=config) for _ in range(2)]
    first, second = (train_network(list(sentences(20)), table=small_table, body=body, config=config) for body in bodies)
    assert first.network.to_bytes() == second.network.to_bytes()
    assert first.labels == ("GPE", "PERSON")


def test_a_recognizer_starts_from_its_body(small_table):
    config = replace(CONFIG, epochs=0, body_epochs=2)
    body = pretrain({"other": list(sentences(10))}, table=small_table, config=config)
    weights = train_network(
        list(sentences(4)), table=small_table, names={"baku": "GPE"}, body=body, config=config
    ).network.weights
    for name in ("vector.weight", "context.bias", "norm2.weight"):
        assert np.array_equal(weights[name], body[name])
    features = weights["features"] * weights["scales"][:, None]
    assert features == pytest.approx(body["features.weight"], abs=0.01)
    assert not weights["gazetteer.weight"].any()


def test_numpy_scores_words_as_pytorch_does(small_table):
    import torch

    from nusaner.ner.network import Network
    from nusaner.training.network import Example
    from nusaner.training.torchnet import Trainer

    words = ["Presiden", "Aliyev", "tiba", "di", "Baku"]
    config = NetworkConfig(width=8, hidden=8, rows=256)
    trainer = Trainer(
        config, small_table, 2, {"main": [Example(tuple(words), ("O", "B-X", "O", "O", "O"), (0, 1, 0, 0, 0))]}
    )
    trainer._body.eval()
    numbers = torch.tensor([0, 0, 0, *(trainer._words.numbers[word] for word in words), 0, 0, 0])
    matches = torch.tensor([0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0])
    with torch.no_grad():
        expected = trainer._heads["main"].out(trainer._body(trainer._words, numbers, matches))[3:-3].numpy()
    (scores,) = Network(trainer.weights("main"), small_table)([words], [[0, 1, 0, 0, 0]])
    assert scores == pytest.approx(expected, abs=0.05)  # the feature table is rounded to bytes


def test_the_component_keeps_it(tagger, tmp_path):
    nlp = spacy.blank("id")
    recognizer = nlp.add_pipe("nusaner_ner")
    recognizer.set_tagger(tagger)
    texts = ["Presiden Aliyev tiba di Baku", "", "Presiden Lavrov tiba di Goris"]
    expected = [[(e.text, e.label_, e._.score) for e in doc.ents] for doc in nlp.pipe(texts)]
    assert [len(ents) for ents in expected] == [2, 0, 2]
    recognizer.to_disk(tmp_path / "ner")
    for again in (EntityRecognizer().from_disk(tmp_path / "ner"), EntityRecognizer().from_bytes(recognizer.to_bytes())):
        docs = [again(nlp.make_doc(text)) for text in texts]
        assert [[(e.text, e.label_, e._.score) for e in doc.ents] for doc in docs] == expected


def test_nothing_to_learn_from_is_an_error(small_table):
    with pytest.raises(InputError, match="no sentences"):
        train_network([], table=small_table)
