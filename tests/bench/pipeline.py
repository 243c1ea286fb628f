"""Speed of the pipes of the bundled model, on one thread: `python -m tests.bench.pipeline`.

The processor's seconds are counted, so that other work on the machine matters less. The first pass over the texts fills
the caches, the second is measured; each pipe gets all texts in one stream, as in `nlp.pipe`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from threadpoolctl import threadpool_limits

import nusaner
from nusaner import corpus
from nusaner.types import Mention


def seconds(run: Callable[[], object]) -> float:
    started = time.process_time()
    run()
    return time.process_time() - started


def passes(nlp: Language, texts: Sequence[str]) -> dict[str, float]:
    """Seconds of each pipe over the texts."""
    docs = [nlp.make_doc(text) for text in texts]
    spent = {}
    for name, pipe in nlp.pipeline:
        found: list[Doc] = []
        spent[name] = seconds(lambda pipe=pipe, docs=docs, found=found: found.extend(_stream(pipe, docs)))
        docs = found
    return spent


def _stream(pipe: Callable[[Doc], Doc], docs: Sequence[Doc]) -> list[Doc]:
    return list(pipe.pipe(docs)) if hasattr(pipe, "pipe") else [pipe(doc) for doc in docs]


def efficiency(labels: Sequence[str]) -> Language:
    """spaCy's NER of the template 'efficiency' with weights as they begin: what it finds is noise, its speed is not."""
    nlp = spacy.blank("id")
    ner = nlp.add_pipe("ner")
    for label in labels:
        ner.add_label(label)
    nlp.initialize()
    return nlp


def main() -> None:
    # a second thread of the matrix library would count double in the processor's seconds
    with threadpool_limits(1):
        _main()


def _main() -> None:
    articles = corpus.load("dev")
    texts = [article.text for article in articles]
    nlp = nusaner.load()
    first = passes(nlp, texts)
    again = passes(nlp, texts)
    words = sum(len(nlp.make_doc(text)) for text in texts)
    print(f"{words:,} tokens{'first pass':>46}{'again':>14}")
    for name in first:
        print(f"{name:<32}{words / first[name]:>16,.0f} /s{words / again[name]:>16,.0f} /s")
    total = sum(again.values()) + seconds(lambda: [nlp.make_doc(text) for text in texts])
    print(f"{'whole pipeline, tokenizer too':<32}{'':>19}{words / total:>16,.0f} /s")

    theirs = efficiency(nlp.get_pipe("nusaner_ner").labels)
    passes(theirs, texts)
    spent = passes(theirs, texts)["ner"]
    print(f"nusaner_ner to spaCy's efficiency NER: {spent / again['nusaner_ner']:.1f} x")

    linker = nlp.get_pipe("nusaner_linker")
    gold = [(a.text, [Mention(m.start, m.end, m.label) for m in a.mentions]) for a in articles]
    mentions = sum(len(found) for _, found in gold)
    linking = min(seconds(lambda: [linker.link(text, found) for text, found in gold]) for _ in range(3))
    print(f"linker, gold mentions, warm: {mentions / linking:,.0f} /s")


if __name__ == "__main__":
    main()
