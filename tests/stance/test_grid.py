"""Texts chosen from a grid are the same as those texts laid out anew."""

from dataclasses import fields

import numpy as np

from nusaner.stance.grid import lay_out, select
from nusaner.stance.view import Reading, Sentence, Unit


def sentence(words, *, marks=(), number=False):
    units = [Unit(word, word, "", "side" if word[0].isupper() else "", word.lower(), word.lower()) for word in words]
    return Sentence(tuple(units), marks, number, 0, len(units))


READINGS = [
    Reading(
        (sentence(["Azerbaijan", "tidak", "menyerang", "desa", "oleh", "Armenia"], marks=(",", "!")), sentence([]))
    ),
    Reading((sentence([], marks=("?",)),)),
    Reading((sentence(["warga", "pergi", "terhadap", "bagi"], number=True), sentence(["kota"], marks=("-",)))),
]


def test_chosen_texts_are_as_if_laid_out_again():
    order = [2, 0, 0, 1, 2]
    found = select(lay_out(READINGS), np.array(order))
    wanted = lay_out([READINGS[k] for k in order])
    for field in fields(wanted):
        np.testing.assert_array_equal(getattr(found, field.name), getattr(wanted, field.name), err_msg=field.name)
