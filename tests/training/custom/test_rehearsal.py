"""Adding labels to a model (peers.md, section F, row 25)."""

import pytest

from nusaner import corpus
from nusaner.corpus.formats.inline import from_article
from nusaner.errors import InputError, ModelError
from nusaner.evaluation.spans import Score
from nusaner.training import train_ner
from nusaner.training.rehearsal import completed, kept
from nusaner.training.tagged import TaggedSentence


class Fixed:
    """Finds the same spans in each sentence."""

    def __init__(self, *spans):
        self.spans = list(spans)

    def batch(self, sentences):
        return [self.spans for _ in sentences]


SENTENCE = TaggedSentence(("Aliyev", "membayar", "5", "manat"), ("B-PERSON", "O", "O", "O"))


def test_sure_spans_of_the_wanted_labels_are_put_in():
    tagger = Fixed((2, 4, "MONEY", 0.9), (1, 2, "EVENT", 0.99))
    (done,) = completed([SENTENCE], tagger, ["MONEY"])
    assert done.tags == ("B-PERSON", "O", "B-MONEY", "I-MONEY")


def test_annotation_wins_over_the_tagger():
    (done,) = completed([SENTENCE], Fixed((0, 2, "MONEY", 1.0)), ["MONEY"])
    assert done == SENTENCE


def test_doubtful_sentences_are_left_as_they_are_or_out():
    tagger = Fixed((2, 4, "MONEY", 0.5))
    assert list(completed([SENTENCE], tagger, ["MONEY"])) == [SENTENCE]
    assert list(completed([SENTENCE], tagger, ["MONEY"], drop_doubtful=True)) == []
    assert list(completed([SENTENCE], tagger, ["DATE"], drop_doubtful=True)) == [SENTENCE]


def test_what_was_lost_is_told_for_labels_that_occur():
    rows = kept({"all": Score(4, 0, 0), "GPE": Score(4, 0, 0), "LAW": Score(0, 1, 0)}, {"all": Score(2, 0, 2)})
    assert [(row.label, row.before, row.gold) for row in rows] == [("all", 1.0, 4), ("GPE", 1.0, 4)]
    assert rows[0].after == pytest.approx(2 / 3)
    assert rows[1].after == 0.0


def test_labels_are_added_and_the_other_pipes_stay(money, tmp_path):
    articles = [from_article(article) for article in corpus.load("train")[:60]]
    old = [from_article(article) for article in corpus.load("dev")[:10]]
    trained = train_ner(
        *money,
        base="id_caucasus_news",
        rehearse=articles,
        rehearse_dev=old,
        options={"iterations": 30},
        out=tmp_path / "m",
    )
    assert {"MONEY", "DATE", "PERSON", "GPE"} <= set(trained.labels)
    assert trained.nlp.pipe_names[-2:] == ["nusaner_framing", "nusaner_stance"]
    doc = trained.nlp("Ilham Aliyev membayar 5 juta dolar AS di Khankendi pada 3 Maret 2024.")
    labels = {ent.text: ent.label_ for ent in doc.ents}
    assert labels["5 juta dolar AS"] == "MONEY"
    assert labels["Khankendi"] == "GPE"
    assert {ent.text: ent.kb_id_ for ent in doc.ents}["Khankendi"] == "stepanakert"
    assert trained.rehearsed > 300
    rows = {row.label: row for row in trained.kept}
    assert 0.5 < rows["all"].after <= 1
    assert rows["all"].gold == sum(len(document.mentions) for document in old)
    card = (trained.path / "README.md").read_text(encoding="utf-8")
    assert f"| all | {rows['all'].before:.3f} | {rows['all'].after:.3f} |" in card


def test_a_base_that_is_not_there_is_told(money):
    with pytest.raises(ModelError, match="There is no model 'tiada'"):
        train_ner(*money, base="tiada")


def test_a_base_without_data_of_its_labels_is_refused(money, model):
    with pytest.raises(InputError, match="would be forgotten; give data of them by `rehearse`"):
        train_ner(*money, base=model.path)


def test_a_model_of_ones_own_is_extended_with_data_of_its_labels(money, model):
    train, dev = money
    doc = train[0]
    text = "Pemain Neftçi mencetak tiga gol."
    sport = type(doc)("bola", text, (type(doc.mentions[0])(7, 13, "KLUB"),))
    trained = train_ner(
        [sport] * 5, [sport], base=model.path, rehearse=train, rehearse_dev=dev, options={"iterations": 25}
    )
    assert trained.labels == ("DATE", "KLUB", "MONEY")
    assert {row.label for row in trained.kept} == {"all", "DATE", "MONEY"}
    assert trained.kept[0].after > 0.7
