"""Stemmers side by side in one run on one machine: speed cold and warm, and accuracy. `python -m tests.bench.stemmers`.

Gold: the corpus's treebank (forms of its test part) and, where `$NUSANER_DATA` has them, the
Indonesian UD treebanks. Libraries that are not installed are left out: PyStemmer, snowballstemmer,
nlp-id (it pins old versions of scikit-learn and needs an environment of its own).
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import nusaner
from nusaner import corpus
from nusaner.evaluation.stems import read_pairs, score_stems
from nusaner.stemmer.knowledge import knowledge
from nusaner.stemmer.names import bundled_names
from nusaner.stemmer.stem import Stemmer
from nusaner.storage import bundled

Stem = Callable[[str], str]
_RUNS = 3


def systems() -> Iterator[tuple[str, Callable[[], Stem]]]:
    """Name and maker of each stemmer; a maker gives one with an empty cache."""
    yield "nusaner", lambda: Stemmer(protected=bundled_names()).stem
    yield "nusaner ud", lambda: Stemmer(protected=bundled_names(), convention="ud").stem
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    yield "PySastrawi", lambda: StemmerFactory().create_stemmer().stem
    if importlib.util.find_spec("Stemmer"):
        import Stemmer as PyStemmer

        yield "Snowball (PyStemmer)", lambda: PyStemmer.Stemmer("indonesian").stemWord
    if importlib.util.find_spec("snowballstemmer"):
        import snowballstemmer

        yield "Snowball (Python)", lambda: snowballstemmer.stemmer("indonesian").stemWord
    if importlib.util.find_spec("nlp_id"):
        from nlp_id.lemmatizer import Lemmatizer

        yield "nlp-id", lambda: Lemmatizer().lemmatize


def words() -> list[str]:
    """The running words of the corpus's training articles, lower-cased."""
    tokenizer = nusaner.blank().tokenizer
    texts = [article.text for article in corpus.load("train")]
    return [token.text.lower() for doc in tokenizer.pipe(texts) for token in doc if token.is_alpha]


def rate(make: Callable[[], Stem], forms: list[str], *, warm: bool) -> float:
    """Words a second of processor time, the best of some runs."""
    best = 0.0
    for _ in range(_RUNS):
        knowledge.cache_clear()
        stem = make()
        if warm:
            for form in forms:
                stem(form)
        started = time.process_time()
        for form in forms:
            stem(form)
        best = max(best, len(forms) / (time.process_time() - started))
    return best


def gold_files() -> list[Path]:
    """Treebanks that are there."""
    folder = Path(os.environ.get("NUSANER_DATA", "../shared/datasets")) / "ud"
    names = ("id_csui-ud-test", "id_gsd-ud-test", "id_pud-ud-test")
    return [bundled("corpus") / "treebank" / "test.conllu"] + [
        path for name in names if (path := folder / f"{name}.conllu").is_file()
    ]


def main() -> None:
    running = words()
    types = sorted(set(running))
    golds = {path.stem: read_pairs(path) for path in gold_files()} if "--accuracy" in sys.argv else {}
    print(f"{len(types):,} types, {len(running):,} running words")
    head = ["cold types/s", "warm words/s", *golds]
    print(f"{'':<22}" + "".join(f"{name:>18}" for name in head))
    rates = {}
    for name, make in systems():
        cold, warm = rate(make, types, warm=False), rate(make, running, warm=True)
        rates[name] = cold
        stem = make()
        scores = [score_stems(pairs, stem) for pairs in golds.values()]
        cells = [f"{cold:,.0f}", f"{warm:,.0f}", *(f"{score.affixed_accuracy:.1%}" for score in scores)]
        print(f"{name:<22}" + "".join(f"{cell:>18}" for cell in cells))
    print(f"nusaner to PySastrawi, cold: {rates['nusaner'] / rates['PySastrawi']:.1f} x")
    warm = rate(lambda: partial(nusaner.stem), running, warm=True)
    print(f"nusaner.stem, warm: {warm:,.0f} words/s")


if __name__ == "__main__":
    main()
