import pytest

from nusaner.quotes.candidates import best, candidates
from nusaner.quotes.layout import turns
from nusaner.quotes.spans import SpanReader
from nusaner.quotes.tagger import parts
from nusaner.quotes.words import Word, pieces


def paragraph(text):
    return [Word(word, first=i == 0) for i, word in enumerate(text.split())]


INTERVIEW = [
    "Rudi tiba di Baku kemarin .",
    "T : Betah di sana ?",
    "J : Betah sekali , tehnya enak .",
    "T : Tidak takut ?",
    "J : Tidak , orangnya ramah .",
    "Ia pulang pekan depan .",
]


def test_answers_of_an_interview_are_known_by_the_question_before_and_their_label():
    found = turns([paragraph(line) for line in INTERVIEW])
    assert [turn.answers for turn in found] == [False, False, True, False, True, False]
    assert [turn.role for turn in found] == ["none", "asker", "answerer", "asker", "answerer", "none"]


def test_a_text_with_one_question_is_no_interview():
    assert turns([paragraph(line) for line in ("Judul", "Mengapa ?", "Begini sebabnya .")]) == [None] * 3
    assert turns([]) == []


def test_an_answer_without_any_word_of_saying_is_read_in_an_interview_only():
    words = paragraph("Betah sekali , tehnya enak .")
    turn = turns([paragraph(line) for line in INTERVIEW])[2]
    assert list(parts(words)) == []
    assert list(parts(words, turn)) == [(0, 6)]


def test_sentences_between_marks_stay_together():
    words = [
        Word("Hujan", first=True), Word("."), Word('"', first=True), Word("Pergi"), Word("."),
        Word("Sekarang", first=True), Word("!"), Word('"'), Word("katanya"), Word("."), Word("Sepi", first=True),
    ]  # fmt: skip
    assert pieces(words) == [(2, 10)]


def test_a_long_paragraph_is_read_in_bounded_parts():
    words = [Word("kata", first=i == 0) for i in range(1500)]
    assert list(parts(words)) == [(0, 600), (600, 1200), (1200, 1500)]


def test_an_unlikely_span_of_the_best_tags_is_still_a_candidate():
    found = candidates([0.001, 0.0], [0.0, 0.9], [(0, 2)])
    assert [(span.start, span.end, span.tagged) for span in found] == [(0, 2, True)]


@pytest.mark.parametrize(
    ("spans", "scores", "wanted"),
    [
        ([], [], []),
        ([(0, 3)], [-0.1], []),
        ([(0, 4), (0, 2), (2, 5)], [2.0, 1.5, 1.0], [(0, 2), (2, 5)]),
        ([(0, 4), (0, 2), (2, 5)], [3.0, 1.5, 1.0], [(0, 4)]),
    ],
)
def test_the_best_spans_do_not_overlap(spans, scores, wanted):
    assert best(spans, scores) == wanted


def test_a_span_is_told_by_the_word_of_saying_its_joint_and_what_follows():
    words = paragraph("Menteri itu menyatakan bahwa perbatasan aman , seraya menolak tuduhan .")
    [span] = candidates([0, 0, 0, 0, 0.9, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0.9, 0, 0, 0, 0, 0], [])
    found = SpanReader(words).features(span, 1)
    assert {"I,pv=bahwa", "I,cue=menyatakan,x", "I,join=after,bahwa,True", "I,nx2=,,seraya"} <= set(found)


def test_the_text_s_own_voice_is_told_apart():
    words = paragraph("Kami mencatat bahwa perbatasan aman .")
    [span] = candidates([0, 0, 0, 0.9, 0, 0], [0, 0, 0, 0, 0.9, 0], [])
    assert "I,subj=own,after" in SpanReader(words).features(span, 1)


@pytest.mark.parametrize(
    ("text", "aside", "joined"),
    [
        ("ia mengatakan bahwa 200 orang tewas , angka yang belum pasti", "w+yang", "-"),
        ("ia mengatakan bahwa jalan ditutup , karena ada ranjau", "karena", "-"),
        ("ia mengatakan bahwa pasukan menyerang dan mendesak agar bantuan dihentikan", "-", "dan cue"),
        ("ia mengatakan bahwa lalu lintas dijamin serta menghapus bea", "-", "serta me"),
    ],
)
def test_what_the_last_comma_and_and_bring_is_seen(text, aside, joined):
    words = paragraph(text)
    span = candidates([0, 0, 0, 1.0] + [0] * (len(words) - 4), [0] * 4 + [1.0] * (len(words) - 4), [])[-1]
    found = SpanReader(words).features(span, 1)
    assert f"I,aside={aside}" in found
    assert f"I,joined={joined}" in found
