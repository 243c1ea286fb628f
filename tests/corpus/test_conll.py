from nusaner import corpus
from nusaner.corpus.articles import parse_article
from nusaner.ner.scheme import decode
from tests.corpus.test_articles import ARTICLE


def test_conll2003(blank, tmp_path):
    corpus.write_conll2003([parse_article(ARTICLE)], tmp_path / "a.conll", blank)
    lines = (tmp_path / "a.conll").read_text(encoding="utf-8").split("\n")
    assert lines == [
        "-DOCSTART- -X- -X- O",
        "",
        "Tentara -X- -X- O",
        "Azerbaijan -X- -X- B-GPE",
        "memasuki -X- -X- O",
        "Nagorno -X- -X- B-LOC",
        "- -X- -X- I-LOC",
        "Karabakh -X- -X- I-LOC",
        ". -X- -X- O",
        "",
        "",
    ]


def test_conllu(blank, tmp_path):
    corpus.write_conllu([parse_article(ARTICLE)], tmp_path / "a.conllu", blank)
    text = (tmp_path / "a.conllu").read_text(encoding="utf-8")
    assert (
        "# newdoc id = contoh\n# sent_id = contoh-s1\n# text = Tentara Azerbaijan memasuki Nagorno-Karabakh.\n" in text
    )
    assert "2\tAzerbaijan\t_\t_\t_\t_\t_\t_\t_\tEntity=B-GPE|Record=azerbaijan\n" in text
    assert "4\tNagorno\t_\t_\t_\t_\t_\t_\t_\tEntity=B-LOC|Record=nagorno-karabakh|SpaceAfter=No\n" in text


def test_no_mention_of_the_corpus_is_lost(blank, tmp_path):
    articles = corpus.load("dev")
    corpus.write_conll2003(articles, tmp_path / "dev.conll", blank)
    tags = [
        line.split()[-1] if line else "O" for line in (tmp_path / "dev.conll").read_text(encoding="utf-8").split("\n")
    ]
    assert len(decode(tags)) == sum(len(article.mentions) for article in articles)


def test_treebank_is_whole():
    from nusaner.storage import bundled

    sentences = 0
    for path in sorted((bundled("corpus") / "treebank").glob("*.conllu")):
        for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
            (text,) = [line[9:] for line in block.split("\n") if line.startswith("# text = ")]
            assert all(len(row) == 10 for row in rows)
            assert all(row[2] != "_" for row in rows if row[0].isdigit() and row[1] != "_")
            inside = {n for row in rows if "-" in row[0] for n in range(*map(int, row[0].split("-")))}
            inside |= {int(row[0].split("-")[1]) for row in rows if "-" in row[0]}
            surface = [row for row in rows if not row[0].isdigit() or int(row[0]) not in inside]
            assert "".join(row[1] for row in surface).replace(" ", "") == "".join(text.split())
            sentences += 1
    assert sentences >= 800
