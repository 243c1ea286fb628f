"""Speeds and sizes on this machine, as ratios to what people use today: `make bench`.

Each figure is the best of three runs, one process, in this order, in one run of the program.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import nusaner
from nusaner import corpus
from nusaner.storage import bundled
from nusaner.types import Mention
from tests.bench import segmentation, stemmers


def best(run: Callable[[], object]) -> float:
    seconds = []
    for _ in range(3):
        started = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def fresh(code: str) -> float:
    """Seconds of a statement in a fresh process, best of three."""
    program = f"import time; t = time.perf_counter(); {code}; print(time.perf_counter() - t)"
    runs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    return min(float(run.stdout) for run in runs)


def line(name: str, value: str) -> None:
    print(f"{name:<44}{value:>24}")


def main() -> None:
    texts = [article.text for article in corpus.load("dev")]
    line("import nusaner", f"{fresh('import nusaner') * 1000:.0f} ms")
    line("nusaner.load(), spaCy's import included", f"{fresh('import nusaner; nusaner.load()'):.2f} s")
    size = sum(path.stat().st_size for path in (bundled("models") / "id_caucasus_news").rglob("*") if path.is_file())
    line("size of the model", f"{size / 1e6:.1f} MB")

    line("nusaner.stem, first call", f"{fresh('import nusaner; nusaner.stem(chr(97))'):.2f} s")

    segmentation.main()
    stemmers.main()

    nlp = nusaner.load()
    nlp(texts[0])
    docs = [nlp.make_doc(text) for text in texts]
    words = sum(map(len, docs))
    for name, component in nlp.pipeline:
        started = time.perf_counter()
        docs = [component(doc) for doc in docs]
        line(name, f"{words / (time.perf_counter() - started):,.0f} tokens/s")
    linker = nlp.get_pipe("nusaner_linker")
    gold = [(a.text, [Mention(m.start, m.end, m.label) for m in a.mentions]) for a in corpus.load("dev")]
    mentions = sum(len(found) for _, found in gold)
    seconds = best(lambda: [linker.link(text, found) for text, found in gold])
    line("linker, gold mentions of dev, warm", f"{mentions / seconds:,.0f} mentions/s")
    line("whole pipeline", f"{words / best(lambda: list(nlp.pipe(texts))):,.0f} tokens/s")


if __name__ == "__main__":
    main()
