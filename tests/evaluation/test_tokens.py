import pytest
from typer.testing import CliRunner

from nusaner.cli.app import app
from nusaner.corpus.treebank import raw_text, read_treebank
from nusaner.errors import FormatError
from nusaner.evaluation.tokens import Segmentation, evaluate_treebank, gold_segmentation, score_segmentation
from nusaner.storage import bundled

DEV = bundled("corpus") / "treebank" / "dev.conllu"
TREE = (
    "# newpar\n# text = Rumahnya di Nagorno-Karabakh.\n1-2\tRumahnya\t_\t_\t_\t_\t_\t_\t_\t_\n"
    "1\tRumah\trumah\tNOUN\t_\t_\t_\t_\t_\t_\n2\tnya\tnya\tPRON\t_\t_\t_\t_\t_\t_\n3\tdi\tdi\tADP\t_\t_\t_\t_\t_\t_\n"
    "4\tNagorno-Karabakh\tx\tPROPN\t_\t_\t_\t_\t_\tSpaceAfter=No\n5\t.\t.\tPUNCT\t_\t_\t_\t_\t_\t_\n\n"
    "# text = Ia pergi.\n1\tIa\tia\tPRON\t_\t_\t_\t_\t_\t_\n2\tpergi\tpergi\tVERB\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
    "3\t.\t.\tPUNCT\t_\t_\t_\t_\t_\t_\n"
)


@pytest.fixture
def tree(tmp_path):
    path = tmp_path / "t.conllu"
    path.write_text(TREE, encoding="utf-8")
    return path


def test_a_treebank_is_read(tree):
    sentences = read_treebank(tree)
    assert raw_text(sentences) == ("Rumahnya di Nagorno-Karabakh. Ia pergi.", [(0, 29), (30, 39)])
    assert [t.words for t in sentences[0].tokens] == [("Rumah", "nya"), ("di",), ("Nagorno-Karabakh",), (".",)]
    assert sentences[0].tokens[0].lemmas == ("rumah", "nya")


def test_gold_against_itself_is_perfect():
    text, gold = gold_segmentation(read_treebank(DEV))
    scores = score_segmentation(text, gold, gold)
    assert all(score.f1 == 1 and score.right > 100 for score in scores.values())


def test_the_hyphen_rule_is_set_apart(blank, tree):
    scores = evaluate_treebank(blank, tree)
    assert (scores["tokens"].right, scores["tokens"].missed, scores["tokens"].spurious) == (6, 1, 3)
    assert scores["tokens_but_hyphens"].f1 == 1
    assert scores["sentences"].f1 == 1


@pytest.mark.parametrize(
    ("words", "right"),
    [((("Rumah", "nya"), ("di",)), 3), ((("Rumahnya",), ("di",)), 1), ((("Rumah", "mu"), ("di",)), 2)],
)
def test_words_are_aligned_inside_multiword_tokens(words, right):
    gold = Segmentation(((0, 11),), ((0, 8), (9, 11)), (("Rumah", "nya"), ("di",)))
    found = Segmentation(((0, 11),), ((0, 8), (9, 11)), words)
    assert score_segmentation("Rumahnya di", gold, found)["words"].right == right


def test_blanks_at_the_ends_of_sentences_do_not_count():
    gold = Segmentation(((0, 2), (3, 5)), ((0, 2), (3, 5)))
    found = Segmentation(((0, 3), (3, 5)), ((0, 2), (3, 5)))
    assert score_segmentation("A. B.", gold, found)["sentences"].f1 == 1


@pytest.mark.parametrize(
    ("line", "message"), [("1\tx", "ten columns|10 columns"), ("1\tzzz" + "\t_" * 8, "does not follow")]
)
def test_a_broken_treebank_is_refused_with_its_line(tmp_path, line, message):
    path = tmp_path / "b.conllu"
    path.write_text(f"# text = Ia pergi.\n{line}\n\n", encoding="utf-8")
    with pytest.raises(FormatError, match=message):
        read_treebank(path)


@pytest.mark.parametrize("what", ["tokens", "sentences", "words"])
def test_the_command(what, tree):
    result = CliRunner().invoke(app, ["evaluate", what, str(tree)])
    assert result.exit_code == 0
    assert "t.conllu" in result.output
    assert "F1" in result.output


def test_floors_on_the_own_treebank(blank):
    scores = evaluate_treebank(blank, DEV)
    assert scores["tokens"].f1 >= 0.995
    assert scores["sentences"].f1 >= 0.96
    assert scores["words"].f1 >= 0.99
