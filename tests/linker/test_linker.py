import pytest

from nusaner import kb
from nusaner.corpus import markup
from nusaner.kb import Form, KnowledgeBase, Record, normalise
from nusaner.linker.candidates import CandidateFinder
from nusaner.linker.rank import link_document
from nusaner.types import NIL
from tests import cases


@pytest.fixture(scope="module")
def link(nlp):
    records = kb.load()
    finder = CandidateFinder(records)
    priors = nlp.get_pipe("nusaner_linker").priors

    def run(case: str) -> list[str]:
        marked = markup.parse(case)
        return [found.id for found in link_document(marked.text, marked.mentions, records, finder, priors)]

    return run


@pytest.mark.parametrize(
    "name", ["Stepanakert", "Khankendi", "Xankəndi", "Hankendi", "Khankandi", "STEPANAKERT", "Khankendinya"]
)
def test_one_city_under_all_its_names(link, name):
    assert link(f"Ia tiba di [{name}](GPE).") == ["stepanakert"]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("[Aghdam](GPE), [Agdam](GPE), [Ağdam](GPE)", ["aghdam"] * 3),
        ("[Shusha](GPE), [Shushi](GPE), [Şuşa](GPE)", ["shusha"] * 3),
        ("[Karabagh](LOC) dan [Nagorno Karabakh](LOC)", ["nagorno-karabakh"] * 2),
        ("orang [Armenia](NORP) di [Armenia](GPE)", ["etnis-armenia", "armenia"]),
        ("[Azebaijan](GPE)", ["azerbaijan"]),
        ("[Rashid Quliyev](PERSON)", [NIL]),
        ("[Leyla Aliyeva](PERSON) menemani [Aliyev](PERSON)", ["leyla-aliyeva", "ilham-aliyev"]),
    ],
)
def test_links(link, case, expected):
    assert link(case) == expected


def test_a_short_name_means_the_full_name_before_it(link):
    assert link("[Heydar Aliyev](PERSON) lahir di [Nakhchivan](GPE). [Aliyev](PERSON) wafat 2003.") == [
        "heydar-aliyev",
        "nakhchivan",
        "heydar-aliyev",
    ]


def test_a_short_name_of_an_unknown_person_is_unknown(link):
    assert link("[Rashid Aliyev](PERSON) bercerita. [Aliyev](PERSON) menangis.") == [NIL, NIL]


def test_whose_name_of_a_contested_place(nlp):
    links = {e.text: e._.link for e in nlp("Stepanakert, yang disebut Khankendi oleh Baku, sunyi.").ents}
    assert (links["Stepanakert"].whose, links["Khankendi"].whose) == ("hy", "az")
    assert "Khankendi" in links["Stepanakert"].also
    assert links["Stepanakert"].latitude == pytest.approx(39.83, abs=0.05)
    assert links["Baku"].whose == ""


def test_fuzzy_matching_keeps_apart_what_differs():
    records = KnowledgeBase(
        [
            Record("hasanov", "PERSON", "Zakir Hasanov", forms=(Form("Zakir Hasanov"),)),
            Record("resolusi-822", "LAW", "Resolusi 822", forms=(Form("Resolusi 822"),)),
        ]
    )
    find = CandidateFinder(records).find
    assert [f.id for f in find("Zakir Hassanov")] == ["hasanov"]
    assert find("Zakir Hasanova") == ()
    assert find("Resolusi 823") == ()


def test_normalise():
    assert {normalise(s) for s in ("Nagorno-Karabakh", "NAGORNO KARABAKH", "Nagorno–Karabakh")} == {"nagorno karabakh"}
    assert normalise("Şuşa") == "susa"
    assert normalise("\u200b...") == ""


def test_cases_helper_reads_what_it_should():
    assert cases.read("di [Shusha](GPE)") == ("di Shusha", [("Shusha", "GPE")])
