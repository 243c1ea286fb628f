import pytest

from nusaner.corpus import markup
from nusaner.kb import Form, KnowledgeBase, Record, normalise
from nusaner.linker.candidates import CandidateFinder
from nusaner.linker.rank import Ranker
from nusaner.types import NIL, Mention
from tests import cases


@pytest.fixture(scope="module")
def link(nlp):
    linker = nlp.get_pipe("nusaner_linker")

    def run(case: str) -> list[str]:
        marked = markup.parse(case)
        return [found.id for found in linker.link(marked.text, list(marked.mentions))]

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


SMALL = KnowledgeBase(
    [
        Record("shamakhi", "GPE", "Shamakhi", forms=(Form("Shamakhi"),)),
        Record("stepanakert", "GPE", "Khankendi", forms=(Form("Stepanakert"), Form("Khankendi"))),
        Record("yerevan", "GPE", "Yerevan", forms=(Form("Yerevan"),)),
        Record("tbilisi", "GPE", "Tbilisi", forms=(Form("Tbilisi"),)),
        Record("krasnodar", "GPE", "Krasnodar", forms=(Form("Krasnodar"),)),
        Record("fk-krasnodar", "ORG", "FK Krasnodar", forms=(Form("FK Krasnodar"),)),
        Record("festival-venesia", "EVENT", "Festival Film Venesia", forms=(Form("Festival Film Venesia"),)),
        Record("kri-nanggala", "PRODUCT", "KRI Nanggala-402", forms=(Form("KRI Nanggala-402"),)),
        Record("ilham-aliyev", "PERSON", "Ilham Aliyev", forms=(Form("Ilham Aliyev"), Form("Aliyev", kind="short"))),
        Record("leyla-aliyeva", "PERSON", "Leyla Aliyeva", forms=(Form("Leyla Aliyeva"),)),
    ]
)


@pytest.mark.parametrize(
    ("surface", "label", "match"),
    [
        ("Stepanakert", "GPE", ("stepanakert", "same")),
        ("STEPANAKERT", "GPE", ("stepanakert", "folded")),
        ("Khankendinya", "GPE", ("stepanakert", "clitic")),
        ("Степанакерт", "GPE", ("stepanakert", "script")),
        ("Երևան", "GPE", ("yerevan", "script")),
        ("თბილისი", "GPE", ("tbilisi", "script")),
        ("Syamakhi", "GPE", ("shamakhi", "sound")),
        ("Şamaxı", "GPE", ("shamakhi", "sound")),
        ("Steppanakert", "GPE", ("stepanakert", "sound")),
        ("Stepanakret", "GPE", ("stepanakert", "fuzzy")),
        ("Festival Film Venesia 2014", "EVENT", ("festival-venesia", "edition")),
        ("KRI Nanggala", "PRODUCT", ("kri-nanggala", "within")),
    ],
)
def test_how_a_spelling_is_found(surface, label, match):
    (found,) = CandidateFinder(SMALL).find(surface)
    assert (found.id, found.match) == match


def test_a_club_is_found_beside_its_city():
    assert {(f.id, f.match) for f in CandidateFinder(SMALL).find("Krasnodar")} == {
        ("krasnodar", "same"),
        ("fk-krasnodar", "club"),
    }


def test_an_untrained_linker_believes_spellings_and_full_names():
    ranker = Ranker(SMALL)
    marked = markup.parse("[Leyla Aliyeva](PERSON) dan [Aliyev](PERSON) di [Stepanakert](GPE), bukan [Zanzibar](GPE).")
    assert [x.id for x in ranker.link(marked.text, marked.mentions)] == [
        "leyla-aliyeva",
        "ilham-aliyev",
        "stepanakert",
        NIL,
    ]


def test_a_record_that_was_given_is_kept(nlp):
    linker = nlp.get_pipe("nusaner_linker")
    text = "Ia tiba di Georgia dan Wakanda."
    links = linker.link(text, [Mention(11, 18, "GPE", "georgia-as"), Mention(23, 30, "GPE", "wakanda")])
    assert [(x.id, x.name) for x in links] == [("georgia-as", "Georgia (negara bagian AS)"), ("wakanda", "Wakanda")]


def test_the_cache_of_names_is_bounded(monkeypatch):
    monkeypatch.setattr("nusaner.linker.rank._CACHE_SIZE", 10)
    ranker = Ranker(SMALL)
    for number in range(100):
        ranker.name(f"Nama{number}", "PERSON")
    assert len(ranker._cache) == 10


def test_normalise():
    assert {normalise(s) for s in ("Nagorno-Karabakh", "NAGORNO KARABAKH", "Nagorno–Karabakh")} == {"nagorno karabakh"}
    assert normalise("Şuşa") == "susa"
    assert normalise("\u200b...") == ""


def test_cases_helper_reads_what_it_should():
    assert cases.read("di [Shusha](GPE)") == ("di Shusha", [("Shusha", "GPE")])
