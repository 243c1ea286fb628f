"""What nlp-id makes of texts and words; run by a Python that has it, see `nlpid`. It knows nothing of nusaner.

Reads `{"texts": [...], "forms": [...], "running": [...]}` from standard input; writes the tokens of each text, the
lemma of each form, and processor seconds: of the tokenizer, and of the lemmatizer cold (forms) and again (running words).
"""

from __future__ import annotations

import json
import sys
import time
from contextlib import redirect_stdout

_RUNS = 3


def main() -> None:
    from nlp_id.lemmatizer import Lemmatizer
    from nlp_id.tokenizer import Tokenizer

    asked = json.load(sys.stdin)
    answer: dict[str, object] = {}
    with redirect_stdout(sys.stderr):
        seconds = []
        for _ in range(_RUNS):
            tokenizer = Tokenizer()
            started = time.process_time()
            tokens = [tokenizer.tokenize(text) for text in asked["texts"]]
            seconds.append(time.process_time() - started)
        answer["tokens"], answer["token_seconds"] = tokens, min(seconds)
        lemmatizer = Lemmatizer()
        started = time.process_time()
        answer["stems"] = [lemmatizer.lemmatize(form) for form in asked["forms"]]
        answer["cold_seconds"] = time.process_time() - started
        started = time.process_time()
        for word in asked["running"]:
            lemmatizer.lemmatize(word)
        answer["warm_seconds"] = time.process_time() - started
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
