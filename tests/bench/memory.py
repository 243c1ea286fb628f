"""Memory over many documents: `python -m tests.bench.memory --documents 100000`.

Each document is a few sentences of the corpus with words that no other has (numbers, run-together names), so that
every cache and string store is put to the test. With spaCy's own remedy, `nlp.memory_zone()`, the strings
of a batch are freed after it; without it spaCy keeps each new word for good.
"""

from __future__ import annotations

import argparse
import gc
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import nusaner
from nusaner import corpus

_BATCH = 500


def resident() -> float:
    """Resident memory of this process in MB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


def documents(seed: int = 1) -> Iterator[str]:
    """Endless short texts, each with a few words of its own."""
    chance = random.Random(seed)
    sentences = [s.strip() for a in corpus.load("dev") for s in a.text.split("\n") if 40 < len(s) < 160]
    while True:
        new = "".join(chance.choice("abdegiklmnoprstuy") for _ in range(9)).capitalize()
        yield f"{chance.choice(sentences)} Kata {new} di {new}abad, {chance.random() * 1e6:.0f} orang."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--no-zone", action="store_true", help="without nlp.memory_zone()")
    options = parser.parse_args()
    nlp = nusaner.load()
    texts = islice(documents(), options.documents)
    started, done = time.perf_counter(), 0
    print(f"{'documents':>10} {'resident MB':>12} {'seconds':>8}")
    while batch := list(islice(texts, _BATCH)):
        if options.no_zone:
            done += sum(1 for _ in nlp.pipe(batch))
        else:
            with nlp.memory_zone():
                done += sum(1 for _ in nlp.pipe(batch))
        if done % (_BATCH * 10) == 0 or done == _BATCH:
            gc.collect()
            print(f"{done:>10} {resident():>12.0f} {time.perf_counter() - started:>8.0f}", flush=True)


if __name__ == "__main__":
    main()
