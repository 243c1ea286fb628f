"""Recognizers of one public set on the others."""

import pytest

from nusaner.training.cross import cross_scores
from nusaner.training.tagged import TaggedSentence


class Names:
    """Takes every capitalised word for a person or, behind "di", for a place."""

    def batch(self, sentences):
        return [
            [
                (i, i + 1, "PLACE" if i and words[i - 1] == "di" else "PERSON", 0.9)
                for i, word in enumerate(words)
                if word[0].isupper()
            ]
            for words in sentences
        ]


def fold(person, place, test=(), extra=()):
    train = [TaggedSentence(("Aliyev", "di", "Baku"), (f"B-{person}", "O", f"B-{place}")), *extra]
    return {"train": train, "dev": [], "test": list(test)}


KTT = TaggedSentence(("KTT", "di", "Baku"), ("B-EVT", "O", "B-PLC"))
SEEN = TaggedSentence(("aliyev", "di", "baku"), ("O", "O", "O"))
COMPANY = TaggedSentence(("Sumqayit", "di", "Baku"), ("B-ORG", "O", "B-LOC"))


def test_labels_are_joined_and_sentences_of_training_left_out():
    own = fold("PERSON", "PLACE")
    sets = {"nergrit": [own], "nerp": [fold("PPL", "PLC", [SEEN, KTT])], "idner": [fold("PER", "LOC", [COMPANY])]}
    found = cross_scores(Names(), "nergrit", own, sets, split="test")
    assert {name: (one.right, one.spurious, one.missed) for name, one in found.items()} == {
        "nerp": (1, 1, 0),  # "KTT" is no person, and EVT is not asked for
        "idner": (1, 1, 0),  # neither are organizations, which nergrit's training lacks here
    }


@pytest.mark.parametrize(("name", "other"), [("nerui", "idner"), ("idner", "nerui")])
def test_sets_of_the_same_news_are_never_crossed(name, other):
    own = fold("PER", "LOC")
    assert cross_scores(Names(), name, own, {name: [own], other: [own]}, split="dev") == {}
