"""The public Indonesian sets with names, and what may be learned from one for another.

NER-UI and NER-UGM (IndoLEM; Koto et al., 2020), NERGrit and NERP (IndoNLU; Wilie et al., 2020), and
idner-news-2k (Khairunnisa et al., 2020). NER-UI and idner-news-2k annotate the same raw news, so
neither is ever learned from for the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nusaner.errors import InputError
from nusaner.pipeline import blank
from nusaner.training.samples import documents, tagged_sentences
from nusaner.training.tagged import TaggedSentence, lowered

SPLITS = ("train", "dev", "test")
#: The sentences of one fold by the name of the split.
Fold = Mapping[str, Sequence[TaggedSentence]]


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A public set.

    Attributes:
        files: Where the splits lie in the folder of public data: {split}, and {fold} for the number of the fold.
        bar: The strict F1 on its test that nusaner wants to reach, in percent.
        related: The other sets that the body of the network may learn from.
        folds: Number of folds; 1 for a set that has none.
        dev: What the files call the development part.
        same_news: Sets that annotate the same raw news; one is never learned from to be tested on the other.
    """

    files: str
    bar: float
    related: tuple[str, ...]
    folds: int = 1
    dev: str = "dev"
    same_news: tuple[str, ...] = ()


PUBLIC_SETS = {
    "nerui": PublicSet(
        "ner/indolem-nerui/{split}.0{fold}.tsv", 90.1, ("nerp", "nergrit"), folds=5, same_news=("idner",)
    ),
    "nerugm": PublicSet("ner/indolem-nerugm/{split}.0{fold}.tsv", 78.0, ("nerp", "nergrit"), folds=5),
    "idner": PublicSet("ner/idner-news-2k/{split}.txt", 91.0, ("nerp", "nergrit"), same_news=("nerui",)),
    "nergrit": PublicSet("ner/indonlu-nergrit/{split}.txt", 79.1, ("nerp", "nergrit"), dev="valid"),
    "nerp": PublicSet("ner/indonlu-nerp/{split}.txt", 79.3, ("nerp", "nergrit"), dev="valid"),
}


def read_set(data: Path, name: str) -> list[Fold]:
    """The folds of a set.

    Args:
        data: The folder of public data.
        name: A name of `PUBLIC_SETS`.

    Raises:
        InputError: There is no such set, or its files are not there.
    """
    if name not in PUBLIC_SETS:
        raise InputError(f"The sets are {', '.join(PUBLIC_SETS)}, got {name!r}.")
    nlp, one = blank(), PUBLIC_SETS[name]
    folds: list[Fold] = []
    for fold in range(1, one.folds + 1):
        found: dict[str, Sequence[TaggedSentence]] = {}
        for split in SPLITS:
            path = data / one.files.format(split=one.dev if split == "dev" else split, fold=fold)
            if not path.is_file():
                raise InputError(f"There is no file {str(path)!r}; set NUSANER_DATA to the folder of public data.")
            found[split], _ = tagged_sentences(nlp, documents(path, on_misfit="skip"), on_misfit="skip")
        folds.append(found)
    return folds


def related_sentences(sets: Mapping[str, Sequence[Fold]], names: Iterable[str]) -> dict[str, list[TaggedSentence]]:
    """What the body of the network learns: the training sentences of the first fold of sets.

    Sentences that another set, or the first fold itself, holds for development or test are left out,
    whatever their capitals. The other folds of the same set do not count: a set with folds
    is never among those that are learned from for itself.

    Args:
        sets: All sets by their names.
        names: Those to learn from.
    """
    learned: dict[str, list[TaggedSentence]] = {}
    for name in names:
        others = [fold for other, folds in sets.items() if other != name for fold in folds]
        held = {lowered(s) for fold in (*others, sets[name][0]) for split in SPLITS[1:] for s in fold[split]}
        learned[name] = [s for s in sets[name][0]["train"] if lowered(s) not in held]
    return learned
