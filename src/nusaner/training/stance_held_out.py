"""Stance where a register, a genre, an event or a target is new: trained anew without it, judged on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.model_selection import GroupKFold
from spacy.language import Language
from spacy.tokens import Doc

import nusaner
from nusaner import corpus
from nusaner.corpus import Article
from nusaner.corpus.split import group_of
from nusaner.errors import InputError
from nusaner.evaluation.stance_pairs import stance_pairs
from nusaner.evaluation.stance_report import Pair, report_stance
from nusaner.stance.component import StanceDetector
from nusaner.stance.decide import Costs
from nusaner.stance.view import Groups, Words
from nusaner.training.stance import StanceConfig, train_stance
from nusaner.training.stance_data import StanceExample, read_example
from nusaner.types import MAIN_TARGETS, SIDE_TARGETS

#: In so many parts, each trained on all others, the articles are divided where every name of its own would be too many.
PARTS = 5
HELD_OUT = ("register", "genre", "event", "target")
#: Labels of which targets are learned, and which are judged.
_TARGETS = ((MAIN_TARGETS[:1], MAIN_TARGETS[1:]), (MAIN_TARGETS, SIDE_TARGETS))


@dataclass(frozen=True, slots=True)
class _Texts:
    articles: Sequence[Article]
    docs: Sequence[Doc]
    examples: Sequence[StanceExample | None]
    groups: Groups


def held_out_figures(
    model: str, by: str, *, folder: Path | None = None, config: StanceConfig | None = None
) -> dict[str, Any]:
    """Figures of `report_stance` on train and dev articles, each judged by a model that has not met its like.

    Args:
        model: A pipeline, for all but stance.
        by: One of `HELD_OUT`. Registers are held out one by one; genres, and events (articles that share a topic or
            a contrast set), in five parts. For targets, Azerbaijan's labels teach Armenia's, and both teach those of
            Turkey and Russia, on articles of other parts.
        folder: Folder of articles; None for the bundled corpus.
        config: Settings of the training, and what errors cost.

    Raises:
        InputError: Nothing of that name can be held out.
    """
    if by not in HELD_OUT:
        raise InputError(f"Nothing called {by!r} can be held out; choose one of: {', '.join(HELD_OUT)}.")
    articles = [article for split in ("train", "dev") for article in corpus.load(split, folder=folder)]
    return report_stance(held_out_pairs(nusaner.load(model), articles, by, config or StanceConfig()))


def held_out_pairs(nlp: Language, articles: Sequence[Article], by: str, config: StanceConfig) -> list[Pair]:
    """The (article, target) pairs with what models say that have not met their like."""
    pipe = nlp.get_pipe("nusaner_stance")
    groups = pipe.trained_model().groups if isinstance(pipe, StanceDetector) else {}
    with nlp.select_pipes(disable="nusaner_stance"):
        docs = list(nlp.pipe(article.text for article in articles))
    words = Words(groups)
    examples = [read_example(article, doc, words) for article, doc in zip(articles, docs, strict=True)]
    texts = _Texts(articles, docs, examples, groups)
    if by == "target":
        parts = divide([group_of(article) for article in articles])
        return [pair for seen, unseen in _TARGETS for pair in _judged(texts, parts, config, seen, unseen)]
    parts = part_names(articles, by)
    every = (*MAIN_TARGETS, *SIDE_TARGETS)
    return _judged(texts, parts, config, every, every)


def part_names(articles: Sequence[Article], by: str) -> list[str]:
    """The part of each article that is held out together with it."""
    if by == "event":
        return divide(events(articles))
    names = [str(article.meta.get(by, "")) for article in articles]
    return names if by == "register" else divide(names)


def events(articles: Iterable[Article]) -> list[str]:
    """A name for each article's event: those that share a topic or a contrast set, at any remove, share it."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while parents.setdefault(name, name) != name:
            name = parents[name]
        return name

    leaves = []
    for article in articles:
        topic, family = f"topic {article.meta.get('topic', article.id)}", f"set {group_of(article)}"
        parents[root(family)] = root(topic)
        leaves.append(family)
    return [root(leaf) for leaf in leaves]


def divide(names: Sequence[str], parts: int = PARTS) -> list[str]:
    """Parts of about equal size, none of which shares a name with another."""
    found = np.zeros(len(names), dtype=int)
    count = min(parts, len(set(names)))
    for number, (_, unseen) in enumerate(GroupKFold(count).split(np.zeros((len(names), 1)), groups=list(names))):
        found[unseen] = number
    return [str(number) for number in found]


def _judged(
    texts: _Texts, parts: Sequence[str], config: StanceConfig, seen: Sequence[str], unseen: Sequence[str]
) -> list[Pair]:
    pairs = []
    for part in sorted(set(parts)):
        known = [_only(e, seen) for e, own in zip(texts.examples, parts, strict=True) if e is not None and own != part]
        model, _ = train_stance([e for e in known if e.labels], texts.groups, config)
        costs = Costs(config.false_alarm, config.wrong_side)
        pipe = StanceDetector(costs=costs, sentence_costs=replace(costs, false_alarm=config.sentence_false_alarm))
        pipe.set_model(model)
        chosen = [k for k, own in enumerate(parts) if own == part]
        docs = list(pipe.pipe(texts.docs[k] for k in chosen))
        pairs += [p for p in stance_pairs([texts.articles[k] for k in chosen], docs) if p.target in unseen]
    return pairs


def _only(example: StanceExample, targets: Sequence[str]) -> StanceExample:
    """The same with the labels of some targets only."""
    sentences = None
    if example.sentences is not None:
        sentences = tuple(_kept(held, targets) for held in example.sentences)
    return replace(example, labels=_kept(example.labels, targets), sentences=sentences)


def _kept(labels: Mapping[str, str], targets: Sequence[str]) -> dict[str, str]:
    return {target: label for target, label in labels.items() if target in targets}
