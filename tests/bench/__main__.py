"""Speeds and sizes on this machine, as ratios to what people use today: `make bench`.

One process, in this order, in one run of the program.
"""

from __future__ import annotations

import subprocess
import sys

from nusaner.storage import bundled
from tests.bench import memory, pipeline, robust, segmentation, startup, stemmers


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
    line("import nusaner", f"{fresh('import nusaner') * 1000:.0f} ms")
    line("nusaner.load(), spaCy's import included", f"{fresh('import nusaner; nusaner.load()'):.2f} s")
    size = sum(path.stat().st_size for path in (bundled("models") / "id_caucasus_news").rglob("*") if path.is_file())
    line("size of the model", f"{size / 1e6:.1f} MB")

    startup.main()

    line("nusaner.stem, first call", f"{fresh('import nusaner; nusaner.stem(chr(97))'):.2f} s")

    segmentation.main()
    stemmers.main()

    pipeline.main()
    robust.main()
    memory.main()


if __name__ == "__main__":
    main()
