from dataclasses import asdict
from xml.etree import ElementTree

import pytest

import nusaner
from nusaner.reporting import map as drawing
from nusaner.types import Place

TEXT = "Stepanakert sunyi. Warga Khankendi pulang; Stepanakert, kata Baku, kini aman. Jakarta memantau Shusha."


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_places_and_their_choice_of_name(doc):
    places = {place.id: place for place in doc._.places}
    city = places["stepanakert"]
    assert [TEXT[a:b] for a, b in city.spans] == ["Stepanakert", "Khankendi", "Stepanakert"]
    assert city.forms == (("Stepanakert", 2), ("Khankendi", 1))
    assert dict(city.whose) == {"hy": 2, "az": 1}
    assert city.count == 3
    assert city.contested
    assert city.latitude == pytest.approx(39.83, abs=0.05)
    assert {"Khankendi", "Stepanakert"} <= set(city.also)
    assert doc._.places[0] is not None and doc._.places[0].id == "stepanakert"
    assert dict(places["baku"].whose) == {}
    assert not places["baku"].contested


def test_places_survive_bytes(doc, nlp):
    from spacy.tokens import Doc

    assert Doc(nlp.vocab).from_bytes(doc.to_bytes())._.places == doc._.places


def test_no_places(blank):
    assert blank("Tidak ada apa-apa.")._.places == ()


def test_the_report_shows_the_choice_of_name(doc):
    report = nusaner.report(doc)
    assert report.to_dict()["geography"][0]["id"] == "stepanakert"
    assert "| Khankendi | Stepanakert (2), Khankendi (1) | Armenian (2), Azerbaijani (1) |" in report.to_markdown()
    html = report.to_html()
    assert "Choice of name" in html
    assert "<svg" in html
    assert "http" not in html.split("<svg", 1)[1].split("</svg>", 1)[0]


def test_the_map_shows_the_near_and_names_the_far(doc):
    drawn = drawing.draw([asdict(place) for place in doc._.places])
    figure = ElementTree.fromstring(drawn)
    assert len(figure.findall(".//circle")) == 3
    assert "Outside the map: Jakarta." in drawn


def place(name, latitude, longitude, **more):
    return asdict(Place(name.lower(), name, "GPE", ((0, 1),), ((name, 1),), latitude, longitude, **more))


@pytest.mark.parametrize(
    "places",
    [
        [place("Baku", 40.4, 49.9)],
        [place("Kutub", 90.0, 0.0), place("Kutub Selatan", -90.0, 0.0)],
        [place("Fiji", -17.0, 179.9), place("Samoa", -13.0, -172.0)],
        [place('<b>"&', 40.0, 47.0), place("B", 40.0, 47.0)],
    ],
)
def test_odd_maps_are_drawn(places):
    figure = ElementTree.fromstring(drawing.draw(places))
    circles = figure.findall(".//circle")
    assert circles
    for circle in circles:
        assert 0 <= float(circle.get("cx")) <= 560
        assert 0 <= float(circle.get("cy")) <= 400


def test_no_map_without_coordinates():
    assert drawing.draw([asdict(Place("x", "X", "GPE", ((0, 1),), (("X", 1),)))]) == ""
