"""Trains the ranker of the stemmer on the corpus's stem list.

A logistic regression on the difference between the features of the right candidate and those of
each wrong one (Herbrich, Graepel and Obermayer 2000), written as a table of numbers, so that the
stemmer needs no scikit-learn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from nusaner.errors import InputError
from nusaner.stemmer import bases as tables
from nusaner.stemmer.bases import Bases, Kind
from nusaner.stemmer.candidates import Candidate
from nusaner.stemmer.knowledge import own_bases, splitter
from nusaner.stemmer.ranking import affix_features, base_features, whole_features

#: Inverse strength of regularisation, chosen by cross-validation on the stem list.
STRENGTH = 1.0
FOLDS = 5

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Training:
    """A trained ranker.

    Args:
        weights: Feature -> weight.
        rows: Number of forms that it learned from.
        unreachable: Forms whose stem no candidate has.
    """

    weights: dict[str, float]
    rows: int
    unreachable: tuple[Row, ...]


def rows() -> list[Row]:
    """Forms without hyphen and their stems from `corpus/stems.tsv`."""
    return without_hyphens(tables.stem_list().items())


def without_hyphens(pairs: Iterable[Row]) -> list[Row]:
    """The pairs whose form has no hyphen; reduplications are ranked by the sum of their halves and teach nothing."""
    return [(form.lower(), stem.lower()) for form, stem in pairs if "-" not in form]


def train(pairs: Sequence[Row], *, bases: Bases, strength: float = STRENGTH) -> Training:
    """Learn the weights of the ranker.

    Args:
        pairs: Forms and their stems.
        bases: All bases that candidates may have.
        strength: Inverse strength of regularisation.

    Raises:
        InputError: No form has two candidates of which one is right.
    """
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    unweighed = splitter(bases, {})
    index: dict[str, int] = {}
    values: list[int] = []
    columns: list[int] = []
    starts = [0]
    signs: list[int] = []
    unreachable = []
    for form, stem in pairs:
        candidates = unweighed.all(form)
        right = next((one for one in candidates if one.stem == stem), None)
        if right is None:
            unreachable.append((form, stem))
            continue
        for wrong in candidates:
            if wrong.stem == stem:
                continue
            sign = 1 if len(signs) % 2 else -1  # both classes, or there is nothing to learn
            for one, weight in ((right, sign), (wrong, -sign)):
                for feature in features(one, bases.kinds):
                    columns.append(index.setdefault(feature, len(index)))
                    values.append(weight)
            signs.append(sign)
            starts.append(len(values))
    if len(set(signs)) < 2:
        raise InputError("No form of the training data has a right and a wrong candidate; give more forms.")
    matrix = csr_matrix((values, columns, starts), shape=(len(signs), len(index)))
    matrix.sum_duplicates()
    model = LogisticRegression(C=strength, fit_intercept=False, max_iter=2000).fit(matrix, signs)
    learned = {name: round(float(model.coef_[0][column]), 3) for name, column in sorted(index.items())}
    return Training({name: value for name, value in learned.items() if value}, len(pairs), tuple(unreachable))


def features(candidate: Candidate, kinds: dict[str, Kind]) -> list[str]:
    """All features of a candidate."""
    text, prefix, suffix = candidate.parts
    if not candidate.affixes:
        return whole_features(kinds[text])
    return affix_features(prefix, suffix) + base_features(kinds[text], len(text))


def cross_validate(pairs: Sequence[Row], *, strength: float = STRENGTH) -> tuple[float, list[tuple[str, str, str]]]:
    """Accuracy on forms whose stem was not seen in training, and the errors as (form, gold, found).

    Folds are made by stem. All bases are known throughout: what is measured is the ranker.
    """
    bases = all_bases(pairs)
    errors = []
    for fold in range(FOLDS):
        learn = [pair for pair in pairs if crc32(pair[1].encode()) % FOLDS != fold]
        learned = splitter(bases, train(learn, bases=bases, strength=strength).weights)
        for form, stem in pairs:
            if crc32(stem.encode()) % FOLDS == fold:
                found, _ = learned.best(form)
                if found != stem:
                    errors.append((form, stem, found))
    return 1 - len(errors) / len(pairs), errors


def all_bases(pairs: Iterable[Row]) -> Bases:
    """The bases that the shipped stemmer knows, and the stems of the training data."""
    return tables.gather(own_bases() | {stem for _, stem in pairs})


def write(training: Training, path: Path) -> None:
    """Write the weights as a table of the lexicon."""
    head = (
        "# Weights of the stemmer's ranker, learned from corpus/stems.tsv by `nusaner train stemmer`; "
        f"{training.rows} forms.\n"
    )
    lines = [f"{name}\t{value}\n" for name, value in training.weights.items()]
    path.write_text(head + "".join(lines), encoding="utf-8")
