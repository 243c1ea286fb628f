"""nlp-id beside ours. It brings its own versions of scikit-learn and NumPy, so it runs in an environment of its own:

python -m venv nlp-id && nlp-id/bin/pip install nlp-id
NLP_ID_PYTHON=nlp-id/bin/python make bench
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

#: nlp-id writes these signs in ASCII before it divides a text, one for one.
_REWRITTEN = str.maketrans("—–‘’“”", "--''\"\"")


class Answer(NamedTuple):
    """What the worker says.

    Attributes:
        tokens: Tokens of each text.
        token_seconds: Processor seconds of the tokenizer on all texts.
        stems: Lemma of each form.
        cold_seconds: Processor seconds of the lemmatizer on the forms.
        warm_seconds: The same on the running words.
    """

    tokens: list[list[str]]
    token_seconds: float
    stems: list[str]
    cold_seconds: float
    warm_seconds: float


def python() -> str | None:
    """The Python that has nlp-id, or None."""
    own = os.environ.get("NLP_ID_PYTHON")
    return own or (sys.executable if importlib.util.find_spec("nlp_id") else None)


def ask(*, texts: Sequence[str] = (), forms: Sequence[str] = (), running: Sequence[str] = ()) -> Answer | None:
    """Run the worker; None where nlp-id is not installed."""
    program = python()
    if program is None:
        return None
    worker = Path(__file__).with_name("nlpid_worker.py")
    asked = json.dumps({"texts": list(texts), "forms": list(forms), "running": list(running)})
    run = subprocess.run([program, str(worker)], input=asked, capture_output=True, text=True, check=True)
    return Answer(**json.loads(run.stdout))


def spans(text: str, tokens: Sequence[str]) -> list[tuple[int, int]]:
    """Where the tokens of a text stand; those that it does not hold so are left out."""
    text = text.translate(_REWRITTEN)
    found = []
    end = 0
    for token in tokens:
        start = text.find(token, end)
        if start >= 0:
            end = start + len(token)
            found.append((start, end))
    return found
