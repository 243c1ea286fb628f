"""Which option a mention stands for, given the document.

A conditional logit model (McFadden, 1974) gives each option, and NIL, its probability from how the
name is spelled, how often the training corpus means whom by it, and what the document says (its
other records, their countries and ties, the words near the mention, the full name before it); the
likeliest one is taken. It is learned by `nusaner.training.linker`; the weights are plain numbers in
a JSON file.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from nusaner.kb import Form, KnowledgeBase, Record, normalise
from nusaner.linker.candidates import CandidateFinder, Found
from nusaner.linker.context import Antecedent, Context, TypeNouns, of_mention, where
from nusaner.linker.options import Features, Option, Priors, make_options
from nusaner.types import NIL, Candidate, Link, Mention

_MOST_CANDIDATES = 5
#: Log-odds are kept below this, so that no exponential overflows.
_HIGHEST = 50.0
#: Names kept with their options; the oldest are dropped.
_CACHE_SIZE = 20_000
#: An option whose rivals are this far behind (log-odds) before the document is read is taken.
_MARGIN = 6.0
#: A mention this near (characters) may say where another lies.
_BESIDE = 25
#: A record that the training corpus means by a spelling in more than this share of cases is sure.
_USUAL = 0.9
#: A person without a record who was just named in full: the surname is theirs, however famous
#: another bearer is. The weights alone give way to fame, of which the training texts are full.
_STRANGER = (NIL, "near")
#: Odds above which the only person of a surname is taken wherever no full name says otherwise.
_FAMOUS = 20.0
#: Labels of names that are shortened to their first words after their first mention.
_SHORTENED = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT"})

#: For a linker that was never trained: a same spelling is believed, the frequent record wins.
_UNTRAINED: Mapping[str, float] = {
    "match=same": 2.0, "match=folded": 1.5, "match=clitic": 1.0, "match=script": 1.5, "match=sound": 0.5,
    "match=club": 0.5, "match=part": 1.0, "fit=same": 1.0, "fit=place": -0.5, "fit=related": -2.0,
    "kind=misspelling": -0.5, "fame": 0.2, "share": 2.0, "antecedent near": 5.0, "antecedent before": 5.0,
    "antecedent behind": 3.0, "unknown antecedent near": -6.0, "unknown antecedent before": -3.0,
    "country": 1.0, "named": 1.0, "noun fits": 1.0, "noun clashes": -1.0, "told near": 1.0,
}  # fmt: skip


def _untrained() -> Mapping[str, float]:
    return dict(_UNTRAINED)


@dataclass(frozen=True, slots=True)
class Weights:
    """The conditional logit model.

    Attributes:
        weights: Feature to weight in log-odds.
        bias: The constant of each option; that of NIL is 0.
        settled: Probability that an option without rivals is right.
    """

    weights: Mapping[str, float] = field(default_factory=_untrained)
    bias: float = -2.0
    settled: float = 0.98

    def score(self, features: Features) -> float:
        """The features' part of the log-odds."""
        known = self.weights
        return sum([known.get(name, 0.0) * value for name, value in features.items()])


class Name:
    """A surface form with its label: what there is to know of it without a document.

    Attributes:
        key: The normalised spelling.
        options: What it may stand for.
        sure: The record that it names by itself, "" if there is a doubt.
        parts: Keys of the short forms by which a text may take it up again.
        whole: Whether it has several words, so that short forms may follow.
        decided: The link where no document would change it.
        usual: The link unless a full name in the document says otherwise.
    """

    __slots__ = ("decided", "key", "options", "parts", "sure", "usual", "whole")

    def __init__(self, surface: str, label: str, options: Sequence[Option]) -> None:
        self.key = normalise(surface)
        self.options = tuple(options)
        words = self.key.split(" ")
        self.whole = len(words) > 1
        self.parts: tuple[str, ...] = ()
        if self.whole and label == "PERSON":
            self.parts = tuple(dict.fromkeys(words))
        elif self.whole and label in _SHORTENED:
            self.parts = tuple(" ".join(words[:n]) for n in range(1, len(words)))
        fitting = [o for o in options if "fit=same" in o.features]
        exact = bool(fitting) and not {"match=same", "match=folded"}.isdisjoint(fitting[0].features)
        alone = len(fitting) == 1 and exact and (self.whole or label != "PERSON")
        usual = [o.record.id for o in fitting if o.features["share"] > _USUAL]
        self.sure = fitting[0].record.id if alone else usual[0] if usual else ""
        self.decided: Link | None = None
        self.usual: Link | None = None


class Ranker:
    """Links the mentions of documents; one may serve several threads.

    Args:
        kb: The records.
        priors: What the training corpus says.
        weights: The conditional logit model.
    """

    def __init__(self, kb: KnowledgeBase, priors: Priors | None = None, weights: Weights | None = None) -> None:
        self.kb = kb
        self.priors = priors or Priors()
        self.weights = weights or Weights()
        self._finder = CandidateFinder(kb)
        self._nouns = TypeNouns(kb)
        self._cache: dict[tuple[str, str], Name] = {}

    def name(self, surface: str, label: str) -> Name:
        """What there is to know of a surface form without a document."""
        key = (surface, label)
        known = self._cache.get(key)
        if known is None:
            known = self.make_name(surface, label, self._finder.find(surface))
            if len(self._cache) >= _CACHE_SIZE:
                # one statement, so that two threads cannot disturb each other
                self._cache.pop(next(iter(self._cache), key), None)
            self._cache[key] = known
        return known

    def unlisted(self, surface: str, label: str) -> Name:
        """The same as if the knowledge base lacked this spelling; for training."""
        return self.make_name(surface, label, self._finder.find(surface, unlisted=True))

    def make_name(self, surface: str, label: str, found: Sequence[Found]) -> Name:
        """A name of given candidates, decided where no document would change it."""
        options = make_options(surface, label, found, self.kb, self.priors)
        scored = sorted((replace(o, score=self.weights.score(o.features)) for o in options), key=_by_score)
        name = Name(surface, label, scored)
        if not scored:
            if label != "PERSON" and label not in _SHORTENED:
                name.decided = Link(NIL, surface, 1.0)
        elif self._is_settled(name, scored) and (name.whole or label != "PERSON"):
            sure = self.weights.settled
            name.decided = self._link(surface, scored, [sure, *[0.0] * (len(scored) - 1)], 1 - sure)
        elif label == "PERSON" and not name.whole and len(scored) == 1:
            odds = math.exp(min(scored[0].score + self.weights.bias, _HIGHEST))
            if odds > _FAMOUS:
                name.usual = self._link(surface, scored, [odds / (1 + odds)], 1 / (1 + odds))
        return name

    @staticmethod
    def _is_settled(name: Name, scored: Sequence[Option]) -> bool:
        best = scored[0]
        return name.sure == best.record.id and (len(scored) == 1 or best.score - scored[1].score > _MARGIN)

    def link(self, text: str, mentions: Sequence[Mention]) -> list[Link]:
        """Link all mentions of one text.

        Args:
            text: The text.
            mentions: Its mentions, in order.

        Returns:
            One link for each mention.
        """
        cache, name_of = self._cache.get, self.name
        pairs = [(text[m.start : m.end], m.label) for m in mentions]
        names = [cache(pair) or name_of(*pair) for pair in pairs]
        links = [name.decided for name in names]
        open_ones = [i for i, link in enumerate(links) if link is None]
        if open_ones:
            context: Context | None = None
            antecedents = find_antecedents(mentions, names, open_ones)
            # the longer names first, since short ones lean on them
            for _, i in sorted((-names[i].key.count(" "), i) for i in open_ones):
                mention, name = mentions[i], names[i]
                positions = antecedents.get((mention.label, name.key), ())
                full = nearest(positions, i)
                if full is None and name.usual is not None:
                    links[i] = name.usual
                    continue
                context = context or self.context(text, mentions, names)
                link = links[full] if full is not None else None
                before = None
                if link is not None and full is not None:
                    before = Antecedent(link.id, where(mention.start, mentions[full].start), alone(positions, names))
                if before and (before.id, before.where) == _STRANGER and mention.label == "PERSON":
                    links[i] = Link(NIL, text[mention.start : mention.end], link.score if link else 1.0)
                    continue
                links[i] = self._choose(text, mention, name, context, before, self.beside(mentions, names, i))
        return [link for link in links if link is not None]

    def beside(self, mentions: Sequence[Mention], names: Sequence[Name], i: int) -> list[str]:
        """Countries of the sure mentions directly before and behind a mention."""
        found = []
        for k in (i - 1, i + 1):
            if 0 <= k < len(names) and names[k].sure:
                gap = mentions[i].start - mentions[k].end if k < i else mentions[k].start - mentions[i].end
                country = self.kb[names[k].sure].country
                if country and gap <= _BESIDE:
                    found.append(country)
        return found

    def given(self, record_id: str, surface: str) -> Link:
        """The link to a record that someone else chose; one that the knowledge base lacks has only its id."""
        record = self.kb.get(record_id)
        if record is None:
            return Link(record_id, surface, 1.0, candidates=(Candidate(record_id, surface, 1.0),))
        key = normalise(surface)
        forms = (form for form in record.forms if normalise(form.text) == key)
        return make_link(record, next(forms, Form(record.name)), (Candidate(record_id, record.name, 1.0),))

    def context(self, text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> Context:
        """What the document says, before any mention in doubt is linked."""
        sure = frozenset(name.sure for name in names if name.sure)
        people = (w for m, n in zip(mentions, names, strict=True) if m.label == "PERSON" for w in n.key.split(" "))
        return Context(text, sure, self.kb, self.priors, people)

    def features(
        self,
        text: str,
        mention: Mention,
        options: Iterable[Option],
        context: Context,
        antecedent: Antecedent | None,
        beside: list[str],
    ) -> list[Features]:
        """What the document says for each option."""
        noun = self._nouns.before(text, mention.start)
        near = context.near(mention.start, mention.end)
        return [
            {
                **context.of_record(option),
                **of_mention(option, noun=noun, near=near, beside=beside, antecedent=antecedent),
            }
            for option in options
        ]

    def options(self, name: Name, surface: str, antecedent: Antecedent | None) -> tuple[Option, ...]:
        """The options of a name, with the record of the full name that it may take up."""
        if antecedent is None or antecedent.id == NIL or any(o.record.id == antecedent.id for o in name.options):
            return name.options
        record = self.kb[antecedent.id]
        found = Found(record.id, Form(record.name), "part")
        added = make_options(surface, record.type, [found], self.kb, self.priors)
        return (*name.options, *(replace(o, score=self.weights.score(o.features)) for o in added))

    def _choose(
        self, text: str, mention: Mention, name: Name, context: Context, before: Antecedent | None, beside: list[str]
    ) -> Link:
        surface = text[mention.start : mention.end]
        options = self.options(name, surface, before)
        if not options:
            return Link(NIL, surface, 1.0)
        told = self.features(text, mention, options, context, before, beside)
        bias = self.weights.bias
        odds = [
            math.exp(min(bias + o.score + self.weights.score(f), _HIGHEST)) for o, f in zip(options, told, strict=True)
        ]
        total = 1.0 + sum(odds)
        return self._link(surface, options, [value / total for value in odds], 1 / total)

    def _link(self, surface: str, options: Sequence[Option], chances: Sequence[float], none: float) -> Link:
        """The link to the likeliest option, or NIL."""
        ranked = sorted(zip(chances, options, strict=True), key=_by_chance)
        candidates = tuple(
            Candidate(option.record.id, option.record.name, round(chance, 4))
            for chance, option in ranked[:_MOST_CANDIDATES]
        )
        best, option = ranked[0]
        if best < none:
            return Link(NIL, surface, round(none, 4), candidates=candidates)
        return make_link(option.record, option.form, candidates)


def _by_score(option: Option) -> tuple[float, str]:
    return (-option.score, option.record.id)


def _by_chance(pair: tuple[float, Option]) -> tuple[float, str]:
    return (-pair[0], pair[1].record.id)


def find_antecedents(
    mentions: Sequence[Mention], names: Sequence[Name], wanted: Iterable[int]
) -> dict[tuple[str, str], list[int]]:
    """(Label, short form) -> positions of the full names that it may take up, in order.

    Args:
        mentions, names: All mentions of a document.
        wanted: The mentions for which full names are wanted.
    """
    found: dict[tuple[str, str], list[int]] = {(mentions[i].label, names[i].key): [] for i in wanted}
    for i, name in enumerate(names):
        for part in name.parts:
            positions = found.get((mentions[i].label, part))
            if positions is not None:
                positions.append(i)
    return found


def nearest(positions: Sequence[int], i: int) -> int | None:
    """The last full name before a mention, else the first one behind it."""
    before = [position for position in positions if position < i]
    behind = [position for position in positions if position > i]
    return before[-1] if before else behind[0] if behind else None


def alone(positions: Sequence[int], names: Sequence[Name]) -> bool:
    """Whether full names are all the same name."""
    return len({names[position].key for position in positions}) == 1


def make_link(record: Record, form: Form, candidates: tuple[Candidate, ...]) -> Link:
    """A link to a record whose spelling `form` the text uses."""
    return Link(
        id=record.id,
        name=record.name,
        score=candidates[0].score,
        type=record.type,
        description=record.description,
        country=record.country,
        latitude=record.latitude,
        longitude=record.longitude,
        wikidata=record.wikidata,
        whose=form.whose,
        also=_other_names(record, form),
        candidates=candidates,
        contested=record.contested,
    )


def _other_names(record: Record, form: Form) -> tuple[str, ...]:
    """The Indonesian names by which the other sides call a contested place."""
    if not form.whose:
        return ()
    names: dict[str, str] = {}
    for other in record.forms:
        if other.lang == "id" and other.whose and other.whose != form.whose and other.kind != "misspelling":
            names.setdefault(other.whose, other.text)
    return tuple(names.values())
