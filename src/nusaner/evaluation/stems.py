"""How often a stemmer finds the stem of the gold standard."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from nusaner.errors import FormatError, InputError

#: Form and gold stem.
Pair = tuple[str, str]
_COLUMNS = 10


@dataclass(frozen=True, slots=True)
class StemScore:
    """Accuracy of a stemmer.

    Args:
        words: Number of forms.
        accuracy: Share of them with the right stem.
        affixed: Number of forms that differ from their stem.
        affixed_accuracy: Share of those with the right stem.
        whole_accuracy: Share of the others that were left whole.
        errors: (form, gold, found) -> how often, the most frequent first.
    """

    words: int
    accuracy: float
    affixed: int
    affixed_accuracy: float
    whole_accuracy: float
    errors: dict[tuple[str, str, str], int]


def score_stems(pairs: Iterable[Pair], stem: Callable[[str], str]) -> StemScore:
    """Score a stemmer on forms with gold stems; case does not count.

    Args:
        pairs: Forms and their gold stems; a form that stands often counts as often.
        stem: The stemmer.

    Raises:
        InputError: There is no pair.

    Example:
        >>> score_stems([("rumahnya", "rumah"), ("di", "di")], str.lower).accuracy
        0.5
    """
    counts = Counter((form.lower(), gold.lower()) for form, gold in pairs)
    if not counts:
        raise InputError("There are no forms to score; give a file with at least one form and stem.")
    errors: Counter[tuple[str, str, str]] = Counter()
    affixed = affixed_wrong = 0
    for (form, gold), count in counts.items():
        found = stem(form)
        if form != gold:
            affixed += count
        if found != gold:
            errors[form, gold, found] += count
            affixed_wrong += count if form != gold else 0
    words = counts.total()
    wrong = errors.total()
    whole = words - affixed
    return StemScore(
        words=words,
        accuracy=1 - wrong / words,
        affixed=affixed,
        affixed_accuracy=1 - affixed_wrong / affixed if affixed else 1.0,
        whole_accuracy=1 - (wrong - affixed_wrong) / whole if whole else 1.0,
        errors=dict(errors.most_common()),
    )


def read_pairs(path: Path | str) -> list[Pair]:
    """Forms and stems of a file: a table (form, tab, stem), or a treebank in CoNLL-U without its names.

    Args:
        path: A `.conllu` file, whose words that are no PROPN are read with their lemmas, or a UTF-8 table;
            `#` starts a comment line.

    Raises:
        InputError: The file is missing.
        FormatError: A line has too few columns.
    """
    path = Path(path)
    if not path.is_file():
        raise InputError(f"There is no file {str(path)!r}; name a table of stems or a CoNLL-U file.")
    treebank = path.suffix == ".conllu"
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if (treebank and len(cells) != _COLUMNS) or len(cells) < 2:
            wanted = f"{_COLUMNS} columns of CoNLL-U" if treebank else "a form and its stem divided by a tab"
            raise FormatError(f"A line has {wanted}, got {line!r}; mend the line.", path=path, line=number)
        if not treebank:
            pairs.append((cells[0], cells[1]))
        elif cells[0].isdigit() and cells[3] != "PROPN":
            pairs.append((cells[1], cells[2]))
    return pairs
