import re
from html.parser import HTMLParser

import pytest

from nusaner.evaluation import evaluate_ner
from nusaner.types import Annotated, Mention
from tests.evaluation.systems import document, forgetful

HOSTILE = '<script>alert(1)</script> & "Baku" | $x_1$ di [Shusha](GPE|shusha) dan [Kementerian](ORG) pergi.'


@pytest.fixture(scope="module")
def result():
    gold = [
        document("a<b>&", HOSTILE, genre="wire"),
        document("b", "Kata [Aliyev](PERSON|ilham-aliyev) di [Nagorno-Karabakh](LOC).", genre="blog"),
        document("c", "[Armenia](GPE|armenia) dan [Rusia](GPE).", genre="blog"),
    ]
    text = gold[0].text
    found = [
        Annotated(
            "a<b>&", text, (Mention(0, 8, "PRODUCT"), Mention(text.index("Shusha"), text.index("Shusha") + 6, "LOC"))
        ),
        Annotated("b", gold[1].text, (Mention(5, 11, "PERSON"), Mention(23, 31, "LOC")), meta={"scores": [0.9, 0.4]}),
        gold[2],
    ]
    return evaluate_ner(found, gold, against=forgetful(gold, 0.5, 2), train=gold[2:], bootstrap=50)


class Checker(HTMLParser):
    """Notes tags that are not closed, and everything a browser would fetch or run."""

    VOID = frozenset({"meta", "br"})

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.links, self.text = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href", "xlink:href")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text += data


def test_the_page_is_whole_and_needs_nothing_from_elsewhere(result):
    html = result.to_html()
    page = Checker()
    page.feed(html)
    page.close()
    assert page.open == []
    assert not {"script", "link", "img", "iframe", "object"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert "http" not in html and "url(" not in html and "@import" not in html
    assert "<script>alert(1)" not in html
    assert "prefers-color-scheme: dark" in html


def test_the_page_shows_figures_plots_and_mistakes(result):
    html = result.to_html()
    assert html.count("<svg") >= 5
    for part in ("Figures", "Slices", "Confusion", "Calibration", "Leaks from training", "Against", "too short"):
        assert part in html
    assert (
        '<mark class="boundary" title="too short"><span class="lost">Nagorno-</span>Karabakh<sup>LOC</sup></mark>'
        in html
    )
    assert '<mark class="missed" title="missed">Kementerian<sup>ORG</sup></mark>' in html
    assert '<mark class="spurious" title="spurious">&lt;script&gt;<sup>PRODUCT</sup></mark>' in html
    assert "GPE → LOC" in html
    assert f"{100 * result.f1:.1f}" in html


def test_every_anchor_is_there(result):
    html = result.to_html()
    assert set(re.findall(r'href="#(\w+)"', html)) <= set(re.findall(r'id="(\w+)"', html))


def test_markdown_tables_have_as_many_cells_in_each_row(result):
    blocks = re.findall(r"(?:^\|.*\n?)+", result.to_markdown(), re.M)
    assert len(blocks) >= 10
    for block in blocks:
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in block.strip().split("\n")}
        assert len(widths) == 1


def test_latex_is_balanced_and_escaped(result):
    latex = result.to_latex()
    assert latex.count(r"\begin{") == latex.count(r"\end{") == 2
    assert latex.count("{") == latex.count("}")
    assert not re.search(r"(?<!\\)[%_#]", latex)
    rows = [line for line in latex.split("\n") if line.endswith(r"\\")]
    assert {line.count(" & ") for line in rows} == {6}
    assert "approximate randomisation" in latex


def test_json_holds_everything_but_the_passages(result):
    kept = result.to_dict()
    assert kept["averages"]["strict"]["micro"]["f1"] == round(result.f1, 6)
    assert len(kept["mistakes"]) == sum(kept["mistake_counts"].values()) == len(result.mistakes)
    assert kept["comparison"]["differences"]["strict micro"]["draws"] == 50
    assert kept["calibration"]["predictions"] == 2
    assert kept["settings"]["seed"] == 0
