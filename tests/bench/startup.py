"""What it takes until the first text is read: `python -m tests.bench.startup`.

Each row is the best of five fresh processes; the processor's seconds matter less to what else runs on the
machine than the wall's. Where PYTHONDONTWRITEBYTECODE is set, Python compiles the library anew in each process, so
it is taken out of theirs, and a first process, not counted, leaves the compiled modules behind.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

_RUNS = 5
_TEXT = 'Presiden Azerbaijan Ilham Aliyev mengatakan, "Armenia harus mundur dari Nagorno-Karabakh," di Baku, Senin.'
_PROGRAM = f"""
import json, sys, time
rows = {{}}
def told(name, run):
    wall, processor = time.perf_counter(), time.process_time()
    result = run()
    rows[name] = (time.perf_counter() - wall, time.process_time() - processor)
    return result
nusaner = told("import nusaner", lambda: __import__("nusaner"))
told("import spacy", lambda: __import__("spacy"))
nlp = told("nusaner.load() behind it", nusaner.load)
told("first document", lambda: nlp({_TEXT!r}))
told("second document", lambda: nlp({_TEXT!r}))
print(json.dumps(rows))
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "OMP_NUM_THREADS": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-W", "ignore", "-c", _PROGRAM]
        outputs = [
            subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
            for _ in range(_RUNS + 1)
        ]
    runs = [json.loads(output) for output in outputs[1:]]
    print(f"{'start':<44}{'seconds':>12}{'processor':>12}")
    for name in runs[0]:
        best = [min(run[name][kind] for run in runs) for kind in (0, 1)]
        print(f"{name:<44}{best[0]:>12.2f}{best[1]:>12.2f}")


if __name__ == "__main__":
    main()
