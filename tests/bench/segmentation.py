"""Tokenizers and sentence pipes side by side in one run on one machine. `python -m tests.bench.segmentation`.

Speed in processor time on articles of the corpus (dev): of a fresh tokenizer (cold), of the same one again (warm), and
of tokenizer and sentence pipe together. Accuracy (F1, CoNLL 2018) on running text of the treebanks of `gold`.
"""

from __future__ import annotations

import argparse
import importlib.util
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language

import nusaner
from nusaner import corpus
from nusaner.corpus.treebank import read_treebank
from nusaner.evaluation.tokens import Segmentation, gold_segmentation, score_segmentation, segment
from tests.bench import nlpid
from tests.bench.gold import gold_files, title

_RUNS = 3
#: Stanza is timed on so many articles.
_FEW = 10
_OURS, _SPACY = "nusaner", 'spacy.blank("id") + sentencizer'


class Row(NamedTuple):
    """One system.

    Attributes:
        name: Its name.
        speeds: Tokens a second, cold, warm and with sentences; None for what it does not do.
        scores: F1 of tokens, of tokens with the stated differences set apart, and of sentences for each treebank.
    """

    name: str
    speeds: tuple[float | None, float | None, float | None]
    scores: list[tuple[float, float, float | None]]


def pipelines() -> Iterator[tuple[str, Callable[[], Language]]]:
    """Name and maker of each pipeline; a maker gives one with an empty cache."""
    yield _OURS, nusaner.blank
    yield _SPACY, _spacy_id
    if importlib.util.find_spec("stanza"):
        yield "nusaner, engine stanza", _stanza


def _spacy_id() -> Language:
    nlp = spacy.blank("id")
    nlp.add_pipe("sentencizer")
    nlp.max_length = 10**9
    return nlp


def _stanza() -> Language:
    import torch

    torch.set_num_threads(1)  # one thread for all systems; on a busy machine more of them only wait for each other
    nlp = nusaner.blank()
    nlp.replace_pipe("nusaner_sentences", "nusaner_stanza")
    return nlp


def seconds(run: Callable[[], object], runs: int = _RUNS) -> float:
    """Processor seconds, the best of some runs."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        run()
        taken.append(time.process_time() - started)
    return min(taken)


def speeds(make: Callable[[], Language], texts: Sequence[str]) -> tuple[float, float, float]:
    """Tokens a second: the tokenizer cold and warm, and the whole pipeline warm."""
    nlp = make()
    tokens = sum(len(doc) for doc in nlp.tokenizer.pipe(texts))
    makers = iter([make().tokenizer for _ in range(_RUNS)])
    cold = seconds(lambda: _exhaust(next(makers).pipe(texts)))
    warm = seconds(lambda: _exhaust(nlp.tokenizer.pipe(texts)))
    few = texts[:_FEW] if "nusaner_stanza" in nlp.pipe_names else texts
    both = seconds(lambda: _exhaust(nlp.pipe(few)), 1 if len(few) < len(texts) else _RUNS)
    return tokens / cold, tokens / warm, sum(len(nlp.make_doc(text)) for text in few) / both


def _exhaust(docs: Iterator[object]) -> None:
    for _ in docs:
        pass


def measure(texts: Sequence[str], golds: Sequence[tuple[str, Segmentation]]) -> Iterator[Row]:
    """All systems that are installed."""
    for name, make in pipelines():
        nlp = make()
        yield Row(name, speeds(make, texts), [_scores(text, gold, segment(nlp, text)) for text, gold in golds])
    answer = nlpid.ask(texts=[*texts, *(text for text, _ in golds)])
    timed = nlpid.ask(texts=texts)
    if answer is None or timed is None:
        print("nlp-id is left out: NLP_ID_PYTHON names no Python that has it")
        return
    rate = sum(map(len, timed.tokens)) / timed.token_seconds
    scores = []
    for (text, gold), tokens in zip(golds, answer.tokens[len(texts) :], strict=True):
        found = Segmentation(((0, len(text)),), tuple(nlpid.spans(text, tokens)))
        scores.append((*_scores(text, gold, found)[:2], None))
    yield Row("nlp-id (no sentences)", (rate, rate, None), scores)


def _scores(text: str, gold: Segmentation, found: Segmentation) -> tuple[float, float, float]:
    score = score_segmentation(text, gold, found)
    return 100 * score["tokens"].f1, 100 * score["tokens_but_conventions"].f1, 100 * score["sentences"].f1


def show(rows: Sequence[Row], titles: Sequence[str]) -> None:
    """Print a table in Markdown, and the ratios of ours to the others."""
    print(
        "| | tokens/s cold | warm | with sentences | "
        + " | ".join(f"{name} tokens / sentences" for name in titles)
        + " |"
    )
    print("|" + " --- |" * (4 + len(titles)))
    for row in rows:
        rates = [f"{rate:,.0f}" if rate else "" for rate in row.speeds]
        cells = [f"{t:.2f} ({a:.2f}) / {'' if s is None else f'{s:.2f}'}" for t, a, s in row.scores]
        print(f"| {row.name} | " + " | ".join([*rates, *cells]) + " |")
    ours = rows[0]
    for other in rows[1:]:
        pairs = zip(("cold", "warm", "with sentences"), ours.speeds, other.speeds, strict=True)
        ratios = [f"{what} {a / b:.1f} x" for what, a, b in pairs if a and b]
        print(f"{ours.name} to {other.name}: {', '.join(ratios)}")


def main(accuracy: bool = True) -> None:
    texts = [article.text for article in corpus.load("dev")]
    files: list[Path] = gold_files() if accuracy else []
    golds = [gold_segmentation(read_treebank(path)) for path in files]
    show(list(measure(texts, golds)), [title(path) for path in files])
    if golds:
        print(
            "F1; in brackets with the hyphen rule and the stop of abbreviations set apart; nlp-id counts with its own tokens"
        )
        sizes = [f"{title(path)} {len(gold.sentences)}" for path, (_, gold) in zip(files, golds, strict=True)]
        print("gold sentences: " + ", ".join(sizes))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-accuracy", action="store_true", help="speed only")
    main(accuracy=not parser.parse_args().no_accuracy)
