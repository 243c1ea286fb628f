"""How a text speaks, as figures."""

import numpy as np
import pytest

from nusaner.stance.encode import encode
from nusaner.stance.grid import lay_out
from nusaner.stance.manner import manners
from nusaner.stance.roles import Viewpoint
from nusaner.stance.view import Reading, Sentence, Unit


def sentence(*units):
    return Sentence(units, (), False, 0, len(units))


def word(text, voice=""):
    return Unit(text, text, voice)


def place(whose):
    return Unit("GPE", "GPE", "", "name", whose, "shusha", whose=whose)


def test_each_text_has_its_own_manner():
    plea = Reading((sentence(word("kita"), word("tidak"), word("diam"), word("!")), sentence(word("kami"))))
    report = Reading(
        (
            sentence(word("ia"), word("berkata"), word("kita", "q:"), word("menang", "q:"), place("armenia")),
            sentence(word("mengapa"), word("kalah", "r:"), word("?"), word("entah"), word("lagi")),
        )
    )
    empty = Reading((sentence(),))
    found = manners(lay_out([plea, report, empty]))
    assert found[0] == pytest.approx([0, 0, 0.5, 0, 2 / np.sqrt(5), 0])
    assert found[1] == pytest.approx([0.2, 0.1, 0, 0.5, 0, 0.1])
    assert found[2] == pytest.approx([0] * 6)


def test_names_of_contested_places_count_for_whose_they_are():
    reading = Reading((sentence(place("armenia"), place("azerbaijan"), place("armenia"), word("jatuh")),))
    encoded = encode([reading], [[Viewpoint("azerbaijan"), Viewpoint("armenia"), Viewpoint(record="shusha")]])
    assert encoded.places.tolist() == [[1, 2], [2, 1], [0, 0]]
