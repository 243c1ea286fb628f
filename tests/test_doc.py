"""The attributes of a document as plain lists."""

import pytest
from spacy.attrs import LEMMA, LOWER
from spacy.tokens import DocBin

import nusaner
from nusaner.doc import main_ranges, set_sentence_stances, strings
from nusaner.types import Evidence, Stance


@pytest.mark.parametrize("text", ["", " \n", "Aliyev tiba di Baku.\n\nWarga  Xankəndi menyambut."])
def test_strings_are_what_the_tokens_have(text):
    doc = nusaner.blank()(text)
    assert strings(doc) == [token.text for token in doc]
    assert strings(doc, LOWER) == [token.lower_ for token in doc]
    assert strings(doc, LEMMA) == [""] * len(doc)


def test_stances_survive_a_docbin():
    doc = nusaner.blank()("Aliyev tiba di Baku. Warga menyambut.")
    doc[0].is_sent_start, doc[5].is_sent_start = True, True
    favor = {"FAVOR": 0.7, "AGAINST": 0.1, "NONE": 0.2}
    whole = Stance("armenia", "FAVOR", favor, (Evidence(0, 6, "Aliyev", 1.0),), doubt=(0.6, 0.8))
    doc._.stance = {"armenia": whole}
    doc[:5]._.stance = {"armenia": Stance("armenia", "FAVOR", favor)}
    kept = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    back = next(DocBin().from_bytes(kept).get_docs(doc.vocab))
    assert back._.stance == {"armenia": whole}
    assert back[:5]._.stance == {"armenia": Stance("armenia", "FAVOR", favor)}
    assert back[5:]._.stance == {}


def test_many_sentences_are_written_as_one_by_one():
    doc = nusaner.blank()("Aliyev tiba di Baku. Warga menyambut.")
    set_sentence_stances(doc, [(0, 5), (5, 8)], {"rusia": ["NONE", "AGAINST"]}, {"rusia": [[0, 0, 1], [0.1, 0.8, 0.1]]})
    assert doc[:5]._.stance == {"rusia": Stance("rusia", "NONE", {"FAVOR": 0, "AGAINST": 0, "NONE": 1})}
    assert doc[5:8]._.stance["rusia"].label == "AGAINST"


def test_the_main_text_is_all_where_no_page_was_read():
    doc = nusaner.blank().make_doc("Aliyev tiba. Warga menyambut.")
    assert main_ranges(doc) == [(0, 6)]
    doc[0].is_sent_start, doc[3].is_sent_start = True, True
    assert main_ranges(doc) == [(0, 3), (3, 6)]
