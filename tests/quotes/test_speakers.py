import pytest

from nusaner.quotes.scene import Name, Past, Scene
from nusaner.quotes.speakers import choose
from nusaner.quotes.subject import subject
from nusaner.quotes.subject_features import PhraseReader
from nusaner.quotes.titles import titles


@pytest.mark.parametrize(
    ("text", "cue", "kind", "quotation", "phrase", "joined"),
    [
        ("kementerian itu menyatakan perbatasan aman .", 2, "after", (3, 5), "kementerian itu", False),
        ("aman , kata juru bicara itu , kemarin .", 2, "both", (0, 1), "juru bicara itu", False),
        ("menurut para saksi , perbatasan aman .", 0, "source", (4, 6), "para saksi", False),
        (
            "turki menolak angka itu dan menyatakan semua aman .",
            5,
            "after",
            (6, 8),
            "turki menolak angka itu dan",
            True,
        ),
        ("aliyev marah , sedangkan yerevan menilai semua aman .", 5, "after", (6, 8), "yerevan", False),
        ("aman , katanya .", 2, "both", (0, 1), "katanya", False),
        ("putin juga mengatakan semua aman .", 2, "after", (3, 5), "putin", False),
    ],
)
def test_the_phrase_that_names_who_speaks(text, cue, kind, quotation, phrase, joined):
    words = text.split()
    start, end, taken = subject(words, cue, kind, (0, len(words)), quotation)
    assert " ".join(words[start:end]) == phrase
    assert taken == joined


@pytest.mark.parametrize("cue", [-1, 0, 1])
def test_a_sentence_of_two_words_has_a_phrase(cue):
    start, end, _ = subject(["kata", "dia"], cue, "both" if cue >= 0 else "", (0, 2), (1, 2))
    assert 0 <= start <= end <= 2


def test_titles_stand_before_a_name_or_behind_its_comma():
    words = ["menteri", "anita", "anand", ",", "utusan", "khusus", ",", "dan", "aliyev"]
    names = [Name(1, 3, "PERSON", "a", 0, "a"), Name(8, 9, "PERSON", "b", 0, "b")]
    assert titles(words, names) == {"a": frozenset({"menteri", "utusan", "khusus"}), "b": frozenset()}


def scene_of(text, quotation, cue, **more):
    words = text.split()
    start, end, joined = subject(words, cue, "after", (more.get("first", 0), len(words)), quotation)
    return Scene(
        words=words, start=quotation[0], end=quotation[1], first=more.pop("first", 0), last=len(words), sentence=1,
        cue=cue, kind="after", direct=False, subject=(start, end), joined=joined, **more,
    )  # fmt: skip


def test_a_title_is_taken_up():
    text = "menteri anita anand tiba . menteri itu mengatakan semua aman"
    name = Name(1, 3, "PERSON", "anita", 0, "anita")
    known = scene_of(text, (8, 10), 7, first=5, titles={"anita": frozenset({"menteri"})}, titled=frozenset({"menteri"}))
    assert "match=True,PERSON,np" in PhraseReader(known).name(name, far=False)
    assert "0|title=True,np" in PhraseReader(known).nobody()
    unknown = scene_of(text, (8, 10), 7, first=5, titles={"anita": frozenset({"hakim"})})
    assert "match=False,PERSON,np" in PhraseReader(unknown).name(name, far=False)


def test_candidates_of_one_record_stand_for_one_speaker():
    names = [Name(0, 1, "PERSON", "a", 0, "a"), Name(1, 2, "PERSON", "a", 0, "a"), Name(2, 3, "GPE", "b", 0, "b")]
    scene = scene_of("a a b mengatakan ya", (4, 5), 3, past=Past())
    weights = {"label=GPE": 0.5, "0|none": -5.0}
    assert choose(scene, names, [], weights) is names[0]
    assert choose(scene, names[1:], [], weights) is names[2]


def test_somebody_without_a_name_does_not_displace_who_was_named():
    aliyev = Name(0, 1, "PERSON", "ilham-aliyev", 0, "ilham-aliyev")
    past = Past().after(aliyev, 0, 5).after(None, 1, 9)
    assert (past.speaker, past.paragraph, past.end, past.nobody) == (aliyev, 0, 9, True)
