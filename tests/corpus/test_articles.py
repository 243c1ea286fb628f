import json

import pytest

import nusaner
from nusaner import corpus
from nusaner.corpus.articles import parse_article
from nusaner.corpus.split import split_of
from nusaner.errors import FormatError, InputError
from nusaner.types import Mention

ARTICLE = """---
id: contoh
title: Contoh
date: 2020-11-20
genre: wire
register: formal
topic: uji
stance: {azerbaijan: NONE, armenia: NONE}
contrast_set: null
invented_speakers: []
---
Tentara [Azerbaijan](GPE|azerbaijan) memasuki [Nagorno-Karabakh](LOC|nagorno-karabakh).
"""


def test_parse():
    article = parse_article(ARTICLE)
    assert article.id == "contoh"
    assert article.text == "Tentara Azerbaijan memasuki Nagorno-Karabakh.\n"
    assert article.mentions[1] == Mention(28, 44, "LOC", "nagorno-karabakh")
    assert article.stance == {"azerbaijan": "NONE", "armenia": "NONE"}
    assert article.meta["date"] == "2020-11-20"


def test_round_trip_of_the_file():
    article = parse_article(ARTICLE)
    assert parse_article(corpus.write_article(article)) == article


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("no front matter", "no front matter"),
        ("---\nid: [a\n---\nx", "not valid YAML"),
        ("---\ntitle: a\n---\nx", "no `id`"),
        ("---\nid: a\nstance: FAVOR\n---\nx", "maps targets"),
        ("---\nid: a\n---\n[Baku", "not part of any markup"),
    ],
)
def test_faults(raw, message):
    with pytest.raises(FormatError, match=message):
        parse_article(raw)


def test_an_article_that_is_not_utf8(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"---\nid: a\n---\n\xff\xfe")
    with pytest.raises(FormatError, match=r"a\.md: The article is not UTF-8"):
        corpus.read_article(path)


def test_folder_without_articles(tmp_path):
    with pytest.raises(InputError, match="no articles"):
        corpus.read_folder(tmp_path)


def test_jsonl_round_trip(tmp_path):
    article = parse_article(ARTICLE)
    corpus.write_jsonl([article], tmp_path / "a.jsonl")
    assert list(corpus.read_jsonl(tmp_path / "a.jsonl")) == [article]


def test_a_broken_line_of_jsonl_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "a", "text": "", "entities": []}) + "\n{}\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"a\.jsonl:2: The line is no article"):
        list(corpus.read_jsonl(path))


def test_docbin_round_trip(blank):
    article = parse_article(ARTICLE)
    from spacy.tokens import DocBin

    data = corpus.to_docbin(blank, [article]).to_bytes()
    (doc,) = DocBin().from_bytes(data).get_docs(blank.vocab)
    assert doc.text == article.text
    assert tuple(corpus.doc_mentions(doc)) == article.mentions


def test_a_mention_that_fits_no_tokens_is_an_error(blank):
    article = corpus.Article("a", "Azerbaijan", (Mention(0, 4, "GPE"),))
    with pytest.raises(FormatError, match="does not fit the tokens"):
        corpus.article_to_doc(blank, article)


def test_splits_of_the_bundled_corpus():
    parts = {split: {a.id for a in corpus.load(split)} for split in ("train", "dev", "test")}
    everything = [a.id for a in corpus.load()]
    assert sorted(everything) == sorted([*parts["train"], *parts["dev"], *parts["test"]])
    assert len(everything) >= 80
    assert 0.7 < len(parts["train"]) / len(everything) < 0.9


def test_a_contrast_set_is_not_divided():
    sets = {}
    for split in ("train", "dev", "test"):
        for article in corpus.load(split):
            if article.meta.get("contrast_set"):
                sets.setdefault(article.meta["contrast_set"], set()).add(split)
    assert sets
    assert all(len(splits) == 1 for splits in sets.values())


def test_the_split_of_a_group_never_changes():
    assert [split_of(group) for group in ("a", "b", "c", "f", "p")] == EXPECTED_SPLITS


EXPECTED_SPLITS = ["train", "train", "dev", "dev", "test"]


def test_every_article_survives_the_pipeline_with_its_text(nlp):
    for article in corpus.load("dev")[:20]:
        assert nlp(article.text).text == article.text


def test_a_wrong_split_is_refused():
    with pytest.raises(InputError, match="train, dev, test"):
        corpus.load("trian")


def test_loader_of_the_readme():
    assert isinstance(nusaner.corpus.load("train")[0], corpus.Article)
