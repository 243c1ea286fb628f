import dataclasses

import pytest
from typer.testing import CliRunner

from nusaner.cli.app import app
from nusaner.corpus import Article
from nusaner.corpus.markup import StanceMark
from nusaner.training.stance import StanceConfig
from nusaner.training.stance_held_out import divide, events, held_out_pairs, part_names

PRAISE, BLAME = ("gagah", "mulia", "adil", "tabah"), ("keji", "bengis", "culas", "licik")


def _article(name: str, text: str, stance: dict[str, str], **meta: object) -> Article:
    return Article(name, text, stance=stance, meta={"genre": "op-ed", "register": "formal", "topic": name, **meta})


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    found = []
    filler = "Hari itu hujan turun sejak pagi dan banyak orang yang tinggal di kota kecil itu tidak pergi ke pasar. "
    for k, (good, bad) in enumerate(zip(PRAISE * 2, BLAME * 2, strict=True)):
        register = ("formal", "informal")[k % 2]
        for one, other, sides in (
            ("Azerbaijan", "Armenia", ("FAVOR", "AGAINST")),
            ("Armenia", "Azerbaijan", ("AGAINST", "FAVOR")),
        ):
            text = f"{one} sungguh {good} membela rakyat. Pasukan {other} yang {bad} menyerang desa. {filler}"
            stance = dict(zip(("azerbaijan", "armenia"), sides, strict=True))
            marks = [StanceMark(text.index(".") + 1, stance), StanceMark(text.index("desa.") + 5, stance)]
            article = _article(f"t{k}-{one}", text, stance, register=register, sentence_stance=True)
            found.append(dataclasses.replace(article, marks=tuple(marks)))
        text = f"Azerbaijan dan Armenia berunding {k} hari. Menteri luar negeri tiba Senin. {filler}"
        found.append(_article(f"n{k}", text, {"azerbaijan": "NONE", "armenia": "NONE"}, register=register))
    return found


def test_each_register_is_judged_by_a_model_that_has_not_read_it(nlp, articles):
    pairs = held_out_pairs(nlp, articles, "register", StanceConfig(folds=4, false_alarm=1.0, wrong_side=1.0))
    assert len(pairs) == 2 * len(articles)
    assert {pair.register for pair in pairs} == {"formal", "informal"}
    assert sum(pair.gold == pair.predicted for pair in pairs) > 0.8 * len(pairs)
    assert nlp.pipe_names[-1] == "nusaner_stance"


def test_articles_of_one_event_are_held_out_together():
    made = [
        _article("a", "", {}, topic="perang"),
        _article("b", "", {}, topic="perang", contrast_set="s"),
        _article("c", "", {}, topic="damai", contrast_set="s"),
        _article("d", "", {}, topic="catur"),
    ]
    names = events(made)
    assert names[0] == names[1] == names[2] != names[3]
    parts = part_names(made, "event")
    assert parts[0] == parts[1] == parts[2] != parts[3]


def test_parts_share_no_name():
    names = ["x", "y", "x", "z", "y", "v", "w", "u"]
    parts = divide(names, 3)
    assert len(set(parts)) == 3
    assert all(len({part for name, part in zip(names, parts, strict=True) if name == own}) == 1 for own in names)


def test_what_cannot_be_held_out_is_told():
    result = CliRunner().invoke(app, ["evaluate", "stance", "--held-out", "weather"])
    assert result.exit_code != 0
    assert "register, genre, event, target" in str(result.exception or result.output)
