"""Stemmers side by side in one run on one machine: speed cold and warm, and accuracy. `python -m tests.bench.stemmers`.

Gold: the corpus's treebank (forms of its test part) and, where `$NUSANER_DATA` has them, the
Indonesian UD treebanks. Libraries that are not installed are left out: PyStemmer, snowballstemmer,
nlp-id (in an environment of its own, see `nlpid`).
"""

from __future__ import annotations

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial

import nusaner
from nusaner import corpus
from nusaner.evaluation.stems import Pair, read_pairs, score_stems
from nusaner.stemmer.knowledge import knowledge
from nusaner.stemmer.names import bundled_names
from nusaner.stemmer.stem import Stemmer
from tests.bench import nlpid
from tests.bench.gold import gold_files, title

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


def main(accuracy: bool = True) -> None:
    running = words()
    types = sorted(set(running))
    golds = {title(path): read_pairs(path) for path in gold_files()} if accuracy else {}
    print(f"{len(types):,} types, {len(running):,} running words; accuracy of affixed words (form differs from stem)")
    _line("", ["cold types/s", "warm words/s", *golds])
    rates = {}
    for name, make in systems():
        cold, warm = rate(make, types, warm=False), rate(make, running, warm=True)
        rates[name] = cold, warm
        _line(name, [f"{cold:,.0f}", f"{warm:,.0f}", *_accuracies(golds, make())])
    forms = sorted({form.lower() for pairs in golds.values() for form, _ in pairs})
    answer = nlpid.ask(forms=[*types, *forms], running=running)
    if answer is None:
        print("nlp-id is left out: NLP_ID_PYTHON names no Python that has it")
    else:
        table = dict(zip(forms, answer.stems[len(types) :], strict=True))
        cold, warm = (len(types) + len(forms)) / answer.cold_seconds, len(running) / answer.warm_seconds
        rates["nlp-id"] = cold, warm
        _line("nlp-id", [f"{cold:,.0f}", f"{warm:,.0f}", *_accuracies(golds, table.__getitem__)])
    ours = rates["nusaner"]
    for name in list(rates)[2:]:
        print(f"nusaner to {name}: cold {ours[0] / rates[name][0]:.1f} x, warm {ours[1] / rates[name][1]:.1f} x")
    warm = rate(lambda: partial(nusaner.stem), running, warm=True)
    print(f"nusaner.stem, warm: {warm:,.0f} words/s")


def _accuracies(golds: dict[str, list[Pair]], stem: Stem) -> list[str]:
    return [f"{score_stems(pairs, stem).affixed_accuracy:.1%}" for pairs in golds.values()]


def _line(name: str, cells: list[str]) -> None:
    print(f"| {name:<22} |" + "|".join(f" {cell:>12} " for cell in cells) + "|")


if __name__ == "__main__":
    main(accuracy="--no-accuracy" not in sys.argv)
