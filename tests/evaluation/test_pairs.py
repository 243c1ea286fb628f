import pytest

from nusaner.errors import InputError
from nusaner.evaluation import evaluate_ner
from nusaner.evaluation.alignment import Alignment
from nusaner.evaluation.pairs import pair_up
from nusaner.types import Annotated, Mention
from tests.evaluation.systems import document

GOLD = [
    document("a", "[Aliyev](PERSON) tiba di [Nagorno-Karabakh](LOC).\nIa ke [Baku](GPE)."),
    document("b", "“[Armenia](GPE) menang,” kata 🇦🇲 [Pashinyan](PERSON)."),
]


def retokenized(documents):
    """What a column format makes of texts: a blank between all tokens, no line breaks."""
    import nusaner

    nlp = nusaner.blank()
    for one in documents:
        doc = nlp.make_doc(one.text)
        words = [t for t in doc if not t.is_space]
        starts, position = {}, 0
        for token in words:
            starts[token.idx] = (position, position + len(token))
            position += len(token) + 1
        mentions = []
        for m in one.mentions:
            inside = [starts[t.idx] for t in words if m.start <= t.idx < m.end]
            mentions.append(Mention(inside[0][0], inside[-1][1], m.label))
        yield Annotated(one.id, " ".join(t.text for t in words), tuple(mentions))


def test_other_tokens_and_white_space_are_aligned():
    found = list(retokenized(GOLD))
    assert [d.text for d in found] != [d.text for d in GOLD]
    for pair, gold in zip(pair_up(GOLD, found), GOLD, strict=True):
        assert pair.predicted == gold.mentions
        assert pair.text == gold.text


def test_one_file_counts_sentences_and_the_other_documents():
    found = list(retokenized(GOLD))
    sentences = []
    for one in found:
        middle = one.text.index("Ia ke") if "Ia ke" in one.text else len(one.text)
        for k, (start, end) in enumerate([(0, middle), (middle, len(one.text))]):
            if start < end:
                inside = [
                    Mention(m.start - start, m.end - start, m.label) for m in one.mentions if start <= m.start < end
                ]
                sentences.append(Annotated(f"{one.id}-{k}", one.text[start:end], tuple(inside)))
    assert len(sentences) == 3
    assert [pair.predicted for pair in pair_up(GOLD, sentences)] == [d.mentions for d in GOLD]
    assert evaluate_ner(sentences, GOLD, bootstrap=0).f1 == 1


def test_pain_19_the_order_of_documents_does_not_matter():
    assert pair_up(GOLD, GOLD[::-1]) == pair_up(GOLD, GOLD)


def test_names_that_stand_twice_are_told_and_the_order_decides():
    doubled = [Annotated("x", d.text, d.mentions) for d in GOLD]
    found = evaluate_ner(doubled, doubled, bootstrap=0)
    assert found.f1 == 1
    assert found.documents == 2
    assert any("stand for more than one document (x)" in note for note in found.notes)


def test_texts_that_differ_are_refused_with_the_place():
    other = [GOLD[0], Annotated("b", GOLD[1].text.replace("menang", "kalah"), ())]
    with pytest.raises(
        InputError, match=r"gold document 'b' at character 9: gold has 'menang,.*predictions have 'kalah"
    ):
        pair_up(GOLD, other)
    with pytest.raises(InputError, match=r"predictions have '\(the end\)'"):
        pair_up(GOLD, [Annotated("q", GOLD[0].text)])


def test_missing_documents_are_refused():
    with pytest.raises(InputError, match="lack 1 of 2 documents, the first is 'b'"):
        pair_up(GOLD, GOLD[:1])


def test_pain_14_a_span_outside_the_text_is_refused_not_dropped():
    with pytest.raises(InputError, match=r"a: the span 0-999 \(GPE\) does not lie in the text"):
        pair_up(GOLD, [Annotated("a", GOLD[0].text, (Mention(0, 999, "GPE"),)), GOLD[1]])


def test_pain_14_a_span_that_fits_no_token_counts_as_it_is():
    """Half of a word is no token; spaCy's `char_span` would be None and the span gone."""
    found = [Annotated("a", GOLD[0].text, (Mention(0, 3, "PERSON"),)), Annotated("b", GOLD[1].text)]
    result = evaluate_ner(found, GOLD, bootstrap=0)
    assert result.predicted == 1
    assert result.mistake_counts["too short"] == 1


def test_pain_24_overlapping_spans_are_refused_or_decided_by_a_named_rule():
    text = "Universitas Negara Baku"
    nested = [Annotated("a", text, (Mention(0, 23, "ORG"), Mention(19, 23, "GPE")))]
    flat = [Annotated("a", text, (Mention(0, 23, "ORG"),))]
    with pytest.raises(
        InputError, match=r"a: 1 gold spans overlap another: 'Universitas Negara Baku' \(ORG, 0-23\) and 'Baku'"
    ):
        evaluate_ner(flat, nested)
    with pytest.raises(InputError, match="1 prediction spans overlap"):
        evaluate_ner(nested, flat)
    assert evaluate_ner(flat, nested, overlaps="longest", bootstrap=0).f1 == 1
    assert evaluate_ner(flat, nested, overlaps="keep", bootstrap=0).recall == 0.5
    with pytest.raises(InputError, match="error, longest, keep, got 'apa'"):
        evaluate_ner(flat, nested, overlaps="apa")


def test_pain_24_the_longest_and_of_equals_the_leftmost_whatever_the_order():
    spans = (Mention(5, 9, "A"), Mention(0, 6, "B"), Mention(3, 9, "C"))
    for order in (spans, spans[::-1]):
        (pair,) = pair_up([Annotated("a", "x" * 9, order)], [Annotated("a", "x" * 9)], overlaps="longest")
        assert pair.gold == (Mention(0, 6, "B"),)


def test_a_prediction_over_two_documents_is_refused():
    together = Annotated("all", GOLD[0].text + " " + GOLD[1].text, (Mention(39, 60, "ORG"),))
    with pytest.raises(InputError, match="runs over the end of the gold document 'a'"):
        pair_up(GOLD, [together])


def test_scores_move_with_their_spans():
    found = [Annotated(d.id, d.text, d.mentions, meta={"scores": [0.5] * len(d.mentions)}) for d in retokenized(GOLD)]
    for pair in pair_up(GOLD, found):
        assert pair.scores == {(m.start, m.end): 0.5 for m in pair.gold}


def test_alignment_skips_invisible_characters():
    assert Alignment("Ba\u00adku\u200b ", "\ufeffBaku").difference() is None
    assert Alignment("Ba\u00adku", " Baku").span(0, 5) == (1, 5)
    assert Alignment("a  b", "a b").span(1, 3) is None


def test_files_of_other_systems_are_judged(tmp_path):
    """Gold in our JSON Lines, predictions as CoNLL of other tokens; no offsets, no line breaks."""
    import nusaner
    from nusaner import corpus

    corpus.write(GOLD, tmp_path / "emas.jsonl", format="nusaner")
    corpus.write(GOLD, tmp_path / "tebakan.conll", format="conll", nlp=nusaner.blank())
    found = evaluate_ner(tmp_path / "tebakan.conll", tmp_path / "emas.jsonl", bootstrap=0)
    assert (found.f1, found.gold, found.documents) == (1, 5, 2)
    assert found.speed is None


def test_a_folder_of_brat_is_data(tmp_path):
    from nusaner import corpus

    (tmp_path / "brat").mkdir()
    corpus.write(GOLD, tmp_path / "brat", format="brat")
    assert evaluate_ner(tmp_path / "brat", GOLD, bootstrap=0).f1 == 1
