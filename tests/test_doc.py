"""The attributes of a document as plain lists."""

import pytest
from spacy.attrs import LEMMA, LOWER

import nusaner
from nusaner.doc import strings


@pytest.mark.parametrize("text", ["", " \n", "Aliyev tiba di Baku.\n\nWarga  Xankəndi menyambut."])
def test_strings_are_what_the_tokens_have(text):
    doc = nusaner.blank()(text)
    assert strings(doc) == [token.text for token in doc]
    assert strings(doc, LOWER) == [token.lower_ for token in doc]
    assert strings(doc, LEMMA) == [""] * len(doc)
