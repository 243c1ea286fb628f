"""Training of the sentence boundaries.

Where a line break or a treebank says that a sentence ends, its signs are learnt: logistic regression
on the features of `nusaner.sentences.candidates`, exported as plain numbers.
"""

from __future__ import annotations

import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from spacy.tokenizer import Tokenizer

from nusaner import corpus
from nusaner.corpus.treebank import TreebankSentence, raw_text, read_treebank
from nusaner.sentences.boundaries import walk
from nusaner.sentences.candidates import Usage, features
from nusaner.sentences.layout import CLOSERS
from nusaner.sentences.model import FILE, make_usage
from nusaner.shortcuts import shared_tokenizer
from nusaner.storage import bundled, fingerprint, write_sums
from nusaner.training.usage import count_usage, raw_lines

#: Articles with more lines than these, none of them longer, may be wrapped.
_FEW_LINES, _WIDE = 8, 100
#: Weights nearer to nothing are not kept.
_LEAST_WEIGHT = 0.01


@dataclass(frozen=True, slots=True)
class SentencesConfig:
    """Settings of the training.

    Attributes:
        strength: Inverse of the L2 regularisation (scikit-learn's C).
        least_count: Features seen less often are dropped.
        article_weight: Weight of an example from the line structure of an article; one from a
            treebank weighs 1.
        older_weight: Weight of one from the older version of GSD's training part in the raw set.
    """

    strength: float = 0.3
    least_count: int = 2
    article_weight: float = 0.05
    older_weight: float = 0.3


@dataclass(frozen=True, slots=True)
class Divided:
    """A text with the characters at which its sentences start.

    Attributes:
        text: The text.
        starts: Characters.
        trust: Which decisions are learnt: all, or only those that need no reader: `"lines"` (line
            breaks, and that no sign is missing inside a line), `"joined"` (not that a sentence goes
            on behind a name with a full stop, where UD_Indonesian-GSD joins two).
        weight: Of each decision.
    """

    text: str
    starts: frozenset[int]
    trust: str = "all"
    weight: float = 1.0


def train_sentences(
    texts: Iterable[Divided], usage: Mapping[str, str], config: SentencesConfig | None = None
) -> dict[str, Any]:
    """Learn where sentences end; the same texts and settings give the same weights.

    Args:
        texts: Divided texts.
        usage: Word usage, as `count_usage` gives it.
        config: Settings; None for the defaults.

    Returns:
        What `nusaner.sentences.model` reads: `weights`, `bias`, `usage`, `config`.
    """
    config = config or SentencesConfig()
    rows: list[list[str]] = []
    labels: list[bool] = []
    weights: list[float] = []
    words, tokenizer = make_usage(usage), shared_tokenizer()
    for text in texts:
        for row, label in examples(text, words, tokenizer):
            rows.append(row)
            labels.append(label)
            weights.append(text.weight)
    counts = Counter(feature for row in rows for feature in row)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([{f: 1.0 for f in row if counts[f] >= config.least_count} for row in rows])
    # liblinear takes no wider indices
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    regression = LogisticRegression(C=config.strength, solver="liblinear", random_state=0, max_iter=500)
    regression.fit(matrix, labels, sample_weight=weights)
    named = zip(vectorizer.get_feature_names_out(), regression.coef_[0], strict=True)
    kept = {str(name): round(float(weight), 3) for name, weight in named if abs(weight) >= _LEAST_WEIGHT}
    bias = round(float(regression.intercept_[0]), 3)
    return {"config": asdict(config), "bias": bias, "weights": kept, "usage": dict(usage)}


def examples(divided: Divided, usage: Usage, tokenizer: Tokenizer) -> Iterator[tuple[list[str], bool]]:
    """Features of each place where no rule decides, and whether a sentence ends there."""
    doc = tokenizer(divided.text)
    words = [token.text for token in doc]
    spaces = [bool(token.whitespace_) for token in doc]
    offsets = [token.idx for token in doc]
    found: list[tuple[list[str], bool]] = []

    def decide(opening: int, here: int, following: int, kind: str) -> bool:
        ends = offsets[following] in divided.starts
        if ends or not _mistrusted(words, here, following, kind, divided.trust):
            found.append((features(words, opening, here, following, kind, usage), ends))
        return ends

    walk(words, spaces, usage, decide)
    yield from found


def _mistrusted(words: list[str], here: int, following: int, kind: str, trust: str) -> bool:
    if trust == "lines":
        return kind != "none"
    if trust == "joined" and kind == "mark":
        plain = words[here] not in CLOSERS and here > 0 and words[here - 1].islower()
        return words[following][0].isupper() and not plain
    return False


def from_treebank(sentences: Iterable[TreebankSentence], *, trust: str = "all", weight: float = 1.0) -> Divided:
    """The running text of a treebank."""
    text, spans = raw_text(sentences)
    return Divided(text, frozenset(start for start, _ in spans), trust, weight)


def from_articles(articles: Iterable[corpus.Article], *, weight: float = 1.0) -> Iterator[Divided]:
    """Articles with their lines run together: headlines, menus and captions lose their line breaks."""
    for article in articles:
        lines = [line.strip() for line in article.text.splitlines() if line.strip()]
        if len(lines) > _FEW_LINES and max(map(len, lines)) <= _WIDE:
            continue
        title = str(article.meta.get("title", ""))
        if title and title not in article.text:
            lines.insert(0, title)
        yield from_treebank([TreebankSentence("", line, ()) for line in lines], trust="lines", weight=weight)


def training_texts(data: Path, config: SentencesConfig) -> list[Divided]:
    """All that the bundled boundaries are trained on.

    Args:
        data: Folder of the public data, see the README (`$NUSANER_DATA`).
    """
    treebank = bundled("corpus") / "treebank"
    gsd, csui = (read_treebank(data / "ud" / f"id_{name}.conllu") for name in ("gsd-ud-dev", "csui-ud-train"))
    known = {_letters(s.text) for s in (*gsd, *csui)}
    # the tests are read only to keep their sentences out
    for name in ("gsd-ud-test", "csui-ud-test", "pud-ud-test"):
        known |= {_letters(s.text) for s in read_treebank(data / "ud" / f"id_{name}.conllu")}
    with lzma.open(data / "raw" / "ud_indonesian.txt.xz", "rt", encoding="utf-8") as file:
        older = sorted({line.strip() for line in file if line.strip() and _letters(line) not in known})
    return [
        from_treebank(csui),
        from_treebank(gsd, trust="joined"),
        from_treebank([TreebankSentence("", s, ()) for s in older], trust="joined", weight=config.older_weight),
        *(from_treebank(read_treebank(treebank / f"{split}.conllu")) for split in ("train", "dev")),
        *from_articles(corpus.load("train"), weight=config.article_weight),
    ]


def _letters(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalpha())


def write_bundled(data: Path, folder: Path | None = None, config: SentencesConfig | None = None) -> Path:
    """Train the bundled boundaries and write them with their checksums.

    Args:
        data: Folder of the public data.
        folder: Where to write; the bundled place if None.

    Returns:
        The file.
    """
    config = config or SentencesConfig()
    folder = folder or bundled("models") / "shared" / "sentences"
    folder.mkdir(parents=True, exist_ok=True)
    model = train_sentences(training_texts(data, config), count_usage(raw_lines(data / "raw")), config)
    files = [*(bundled("corpus") / "treebank").glob("*.conllu"), *(bundled("corpus") / "articles").glob("*.md")]
    model["fingerprints"] = {"corpus": fingerprint(files)}
    path = folder / FILE
    path.write_text(json.dumps(model, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    write_sums(folder)
    return path
