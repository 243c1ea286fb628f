"""Precision, recall and F1 of surface tokens, sentences and words on running text.

The measure of the CoNLL 2018 shared task (Zeman et al., 2018): a unit is right if both of its ends
are, blanks apart; the words of multiword tokens are aligned by their longest common subsequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from nusaner.corpus.treebank import TreebankSentence, raw_text, read_treebank
from nusaner.evaluation.joins import Span, joined
from nusaner.evaluation.spans import Score
from nusaner.words import split

#: What the annotation guidelines divide and Universal Dependencies does not: Nagorno-Karabakh,
#: pro-Turki, Aliyev-lah.
_DIVIDED = re.compile(
    r"[^\W_][\w'’.]*-(?:[^\W\d_a-zß-ÿ]|al-)[\w'’.-]*|[^\W\d_a-zß-ÿ][\w'’.-]*-(?:nya|lah|kah|pun|tah|ku|mu)", re.UNICODE
)
#: What the guidelines keep and UD_Indonesian-GSD divides: Dr. Jl. R.
_ABBREVIATED = re.compile(r"[^\W\d_][\w.]*\.")


@dataclass(frozen=True, slots=True)
class Segmentation:
    """How a text is divided; offsets are characters, half-open.

    Attributes:
        sentences: Sentences in their order.
        tokens: Surface tokens in their order, blank ones left out.
        words: The forms of the words of each token, as many entries as tokens.
    """

    sentences: tuple[Span, ...]
    tokens: tuple[Span, ...]
    words: tuple[tuple[str, ...], ...] = ()


def gold_segmentation(sentences: Sequence[TreebankSentence]) -> tuple[str, Segmentation]:
    """The running text of a treebank and its division."""
    text, spans = raw_text(sentences)
    tokens: list[Span] = []
    words: list[tuple[str, ...]] = []
    for sentence, (offset, _) in zip(sentences, spans, strict=True):
        tokens += ((offset + token.start, offset + token.end) for token in sentence.tokens)
        words += (token.words for token in sentence.tokens)
    return text, Segmentation(tuple(spans), tuple(tokens), tuple(words))


def segment(nlp: Language, text: str) -> Segmentation:
    """How a pipeline divides a text; without sentence boundaries all of it is one sentence."""
    doc = nlp(text)
    tokens = [token for token in doc if not token.is_space]
    divided = doc.has_annotation("SENT_START")
    sentences = [(s.start_char, s.end_char) for s in doc.sents] if divided else [(0, len(text))]
    own = doc[0].has_extension("words") if len(doc) else False
    words = [tuple(w.text for w in t._.words) if own else split(t.text) for t in tokens]
    return Segmentation(tuple(sentences), tuple((t.idx, t.idx + len(t)) for t in tokens), tuple(words))


def evaluate_treebank(nlp: Language, path: Path | str) -> dict[str, Score]:
    """Score a pipeline on the running text of a CoNLL-U file.

    Args:
        nlp: Any spaCy pipeline.
        path: The file.

    Raises:
        FormatError: The file is not CoNLL-U.
    """
    text, gold = gold_segmentation(read_treebank(path))
    return score_segmentation(text, gold, segment(nlp, text))


def score_segmentation(text: str, gold: Segmentation, predicted: Segmentation) -> dict[str, Score]:
    """Score a division of a text.

    Returns:
        `tokens`, `sentences` and `words`, and views that set the stated differences to Universal
        Dependencies apart: `tokens_but_hyphens` (the hyphen rule of the guidelines),
        `tokens_but_conventions` (also the stop of abbreviations) and `sentences_but_joins` (gold
        sentences that hold a second one; see `nusaner.evaluation.joins`).

    Example:
        >>> gold = Segmentation(((0, 4),), ((0, 3), (3, 4)), (("ada",), (".",)))
        >>> found = Segmentation(((0, 4),), ((0, 4),), (("ada.",),))
        >>> [score_segmentation("ada.", gold, found)[what].f1 for what in ("sentences", "tokens")]
        [1.0, 0.0]
    """
    hyphens = _excused(text, gold.tokens, predicted.tokens, _DIVIDED)
    stops = _excused(text, predicted.tokens, gold.tokens, _ABBREVIATED)
    wanted, found = _stripped(text, gold.sentences), _stripped(text, predicted.sentences)
    joins = joined(text, wanted, found)
    return {
        "sentences": _score(wanted, found),
        "sentences_but_joins": _score(wanted, _joined(found, joins)),
        "tokens": _score(gold.tokens, predicted.tokens),
        "tokens_but_hyphens": _score(_joined(gold.tokens, hyphens), _joined(predicted.tokens, hyphens)),
        "tokens_but_conventions": _score(
            _joined(gold.tokens, hyphens | stops), _joined(predicted.tokens, hyphens | stops)
        ),
        "words": _score_words(gold, predicted),
    }


def _score(gold: Iterable[Span], predicted: Iterable[Span]) -> Score:
    wanted, found = set(gold), set(predicted)
    return Score(len(wanted & found), len(found - wanted), len(wanted - found))


def _stripped(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans without the blanks at their ends; those of blanks alone are dropped."""
    kept = []
    for start, end in spans:
        part = text[start:end]
        if part.strip():
            kept.append((end - len(part.lstrip()), start + len(part.rstrip())))
    return kept


def _excused(text: str, whole: Sequence[Span], parts: Sequence[Span], rule: re.Pattern[str]) -> frozenset[Span]:
    """The spans of `whole` that `parts` divides exactly, as the rule says."""
    starts, ends = {start for start, _ in parts}, {end for _, end in parts}
    known = set(parts)
    return frozenset(
        span
        for span in whole
        if span not in known and span[0] in starts and span[1] in ends and rule.fullmatch(text[span[0] : span[1]])
    )


def _joined(spans: Iterable[Span], excused: frozenset[Span]) -> set[Span]:
    """Spans with those inside an excused one taken for it."""
    inside = {position: span for span in excused for position in range(*span)}
    return {inside.get(span[0], span) for span in spans}


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    form: str
    multiword: bool


def _words(segmentation: Segmentation) -> list[_Word]:
    return [
        _Word(start, end, form.lower(), len(forms) > 1)
        for (start, end), forms in zip(segmentation.tokens, segmentation.words, strict=True)
        for form in forms
    ]


def _score_words(gold: Segmentation, predicted: Segmentation) -> Score:
    if not gold.words or not predicted.words:
        return Score()
    wanted, found = _words(gold), _words(predicted)
    right = _aligned(wanted, found)
    return Score(right, len(found) - right, len(wanted) - right)


def _aligned(gold: Sequence[_Word], system: Sequence[_Word]) -> int:
    """The number of words that agree, as `conll18_ud_eval.py` counts them."""
    right = g = s = 0
    while g < len(gold) and s < len(system):
        if gold[g].multiword or system[s].multiword:
            g, s, from_g, from_s = _multiword_region(gold, g, system, s)
            right += _common([word.form for word in gold[from_g:g]], [word.form for word in system[from_s:s]])
        elif (gold[g].start, gold[g].end) == (system[s].start, system[s].end):
            right, g, s = right + 1, g + 1, s + 1
        elif gold[g].start <= system[s].start:
            g += 1
        else:
            s += 1
    return right


def _multiword_region(gold: Sequence[_Word], g: int, system: Sequence[_Word], s: int) -> tuple[int, int, int, int]:
    """Positions behind and at the start of the stretch that multiword tokens of both sides cover."""
    if gold[g].multiword:
        end = gold[g].end
        s += not system[s].multiword and system[s].start < gold[g].start
    else:
        end = system[s].end
        g += not gold[g].multiword and gold[g].start < system[s].start
    from_g, from_s = g, s
    while not (_beyond(gold, g, end) and _beyond(system, s, end)):
        if g < len(gold) and (s >= len(system) or gold[g].start <= system[s].start):
            end = max(end, gold[g].end) if gold[g].multiword else end
            g += 1
        else:
            end = max(end, system[s].end) if system[s].multiword else end
            s += 1
    return g, s, from_g, from_s


def _beyond(words: Sequence[_Word], i: int, end: int) -> bool:
    if i >= len(words):
        return True
    return words[i].start >= end if words[i].multiword else words[i].end > end


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for a in first:
        above = row
        row = [0]
        for j, b in enumerate(second):
            row.append(above[j] + 1 if a == b else max(above[j + 1], row[j]))
    return row[-1]
