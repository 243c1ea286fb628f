import pytest
import spacy

import nusaner
from nusaner.stance.framing import framing
from nusaner.types import Quote


@pytest.fixture(scope="module")
def read(nlp):
    def framed(text, *quotes):
        doc = nlp.make_doc(text)
        for name in ("nusaner_sentences", "nusaner_ner", "nusaner_linker"):
            doc = nlp.get_pipe(name)(doc)
        doc._.quotes = quotes
        return framing(doc)

    return framed


@pytest.mark.parametrize(
    ("text", "agent", "victim"),
    [
        ("Pasukan Armenia menembaki posisi Azerbaijan pada Senin malam.", "armenia", "azerbaijan"),
        ("Pasukan Azerbaijan menembaki posisi Armenia pada Senin malam.", "azerbaijan", "armenia"),
        ("Warga Armenia diusir oleh tentara Azerbaijan dari rumahnya.", "azerbaijan", "armenia"),
        ("Serangan Azerbaijan terhadap Armenia dikecam banyak pihak.", "azerbaijan", "armenia"),
        ("Pembantaian etnis Azerbaijan oleh pasukan Armenia dikenang setiap tahun.", "armenia", "azerbaijan"),
        ("Warga Azerbaijan dibantai di sana.", "", "azerbaijan"),
    ],
)
def test_who_does_violence_to_whom(read, text, agent, victim):
    (act,) = read(text).acts
    assert (act.agent, act.victim) == (agent, victim)
    assert text[act.start : act.end] == act.text


def test_loaded_words_and_the_side_they_are_said_of(read):
    text = "Separatis Armenia melarikan diri setelah Shusha dibebaskan tentara Azerbaijan."
    terms = read(text).terms
    assert [(t.text, t.kind, t.side) for t in terms] == [
        ("Separatis", "separatist", "armenia"),
        ("dibebaskan", "liberation", "azerbaijan"),
    ]


def test_words_in_a_quotation_are_not_the_texts_own(read):
    text = 'Aliyev menyebut "agresi Armenia" di depan parlemen.'
    start = text.index('"agresi')
    quote = Quote(start, text.index('" di') + 1, '"agresi Armenia"', True, "ilham-aliyev", "Aliyev", 0, 6, "menyebut")
    found = read(text, quote)
    assert [term.quoted for term in found.terms if term.kind == "aggression"] == [True]
    assert found.quoted == {"azerbaijan": 2}


def test_whose_names_a_text_uses(read):
    assert read("Warga Stepanakert dan Shushi pergi.").names == {"armenia": 2}
    assert read("Warga Khankendi dan Shusha pergi.").names == {"azerbaijan": 2}


@pytest.mark.parametrize("text", ["", "serangan", "diserang oleh", "genosida " * 300])
def test_texts_of_nothing_do_not_fail(read, text):
    found = read(text)
    assert found.acts == ()
    assert all(text[t.start : t.end] == t.text for t in found.terms)


def test_it_survives_bytes(nlp):
    blank = nusaner.blank()
    blank.add_pipe("nusaner_framing")
    doc = blank("Separatis dan teroris.")
    again = spacy.tokens.Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert again._.framing == doc._.framing
    assert len(again._.framing.terms) == 2
