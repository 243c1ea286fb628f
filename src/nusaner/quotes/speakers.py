"""Who speaks: candidates for the speaker of a quotation and what speaks for each.

Each named person, institution or state near the quotation is a candidate, so is whoever spoke
before, and so is nobody by name. A linear model over the features below chooses (the scheme of
O'Keefe et al., 2012, with a ranker instead of a sequence).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: Entities that can speak.
SPEAKERS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_PRONOUNS = frozenset({"ia", "dia", "beliau", "mereka", "pihaknya"})
_OWN = frozenset({"saya", "kami", "aku"})
#: Sentences before the quotation's whose names are candidates.
REACH = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A named entity near a quotation, in words of the document.

    Attributes:
        start, end: Words, half-open.
        label: Its NER label.
        record: Identifier of its record, or `NIL`.
        sentence: Number of its sentence.
    """

    start: int
    end: int
    label: str
    record: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Scene:
    """A quotation and what stands around it.

    Attributes:
        words: Lower-cased words of the document.
        start, end: The quotation, words, half-open.
        first, last: Bounds of its sentence, words, half-open.
        sentence: Number of its sentence.
        cue: Position of its word of saying, -1 if none.
        kind: Kind of that word, "" if none.
        direct: Whether it stands in quotation marks.
        previous: Who spoke last, None if nobody yet.
        same_paragraph: Whether that was in the same paragraph.
    """

    words: Sequence[str]
    start: int
    end: int
    first: int
    last: int
    sentence: int
    cue: int
    kind: str
    direct: bool
    previous: Name | None
    same_paragraph: bool


def candidate_features(scene: Scene, name: Name | None) -> list[str]:
    """What speaks for or against a candidate; None is nobody by name."""
    setting = f"{'direct' if scene.direct else 'indirect'}:{scene.kind or 'none'}"
    pronoun = _pronoun(scene)
    if name is None:
        after = scene.words[scene.cue + 1] if 0 <= scene.cue < len(scene.words) - 1 else ""
        return [
            "nobody",
            f"nobody,{setting}",
            f"nobody,{pronoun}",
            f"nobody,after={after}",
            f"nobody,first={scene.words[scene.first]}",
            f"nobody,before={scene.words[scene.cue - 1] if scene.cue > 0 else ''}",
            f"nobody,alone={_alone(scene)}",
        ]
    place = "inside" if scene.start <= name.start < scene.end else _side(scene, name)
    gap = _gap(scene, name)
    back = scene.sentence - name.sentence
    found = [
        f"label={name.label}",
        f"place={place},{setting}",
        f"gap={gap},{place}",
        f"back={min(back, 4)}",
        f"back,pronoun={min(back, 4)},{pronoun},{name.label}",
        f"label,place={name.label},{place}",
        f"nil={name.record == 'NIL'}",
        f"alone={_alone(scene)},{place}",
    ]
    if name is scene.previous or (scene.previous and scene.previous.record == name.record != "NIL"):
        found += ["previous", f"previous,{pronoun}", f"previous,{scene.same_paragraph},{setting}"]
    if name.start > 0:
        found.append(f"-1={scene.words[name.start - 1]}")
    if name.end < len(scene.words):
        found.append(f"+1={scene.words[name.end]}")
    if place == "sentence" and name.start == scene.first:
        found.append("subject")
    cue = scene.words[scene.cue] if scene.cue >= 0 else ""
    found += [
        f"label,pronoun={name.label},{pronoun},{min(back, 2)}",
        f"label,gap={name.label},{gap},{place}",
        f"head={_head(scene, name)},{name.label},{place}",
        f"cue={cue},{name.label},{place}",
    ]
    if scene.previous is name:
        found.append(f"previous,cue={cue}")
    return found


def choose(scene: Scene, names: Sequence[Name], weights: Mapping[str, float]) -> Name | None:
    """The likeliest speaker, or None for nobody by name."""
    candidates: list[Name | None] = [None, *names]
    scores = [sum(weights.get(f, 0.0) for f in candidate_features(scene, name)) for name in candidates]
    return candidates[scores.index(max(scores))]


def _pronoun(scene: Scene) -> str:
    """What stands for the speaker where no name does."""
    if scene.cue >= 0:
        if scene.words[scene.cue].endswith("nya"):
            return "nya"
        for k in (scene.cue - 1, scene.cue + 1, scene.cue - 2):
            if scene.first <= k < scene.last and not scene.start <= k < scene.end:
                if scene.words[k] in _PRONOUNS:
                    return "pronoun"
                if scene.words[k] in _OWN:
                    return "own"
    return "no"


def _alone(scene: Scene) -> str:
    """Whether the word of saying has a bare lower-case subject, as in 'pengamat menilai'."""
    if scene.kind != "after" or scene.cue <= scene.first:
        return "-"
    before = scene.words[scene.first : scene.cue]
    return str(len(before)) if len(before) < 3 else "3+"


def _head(scene: Scene, name: Name) -> str:
    """The word that the name depends on: the first of its part of the sentence, 'seorang' and 'para' passed over."""
    if not scene.first <= name.start < scene.last:
        return "-"
    first = scene.first
    for i in range(name.start - 1, scene.first - 1, -1):
        if not scene.words[i].isalpha() or i == scene.cue:
            first = i + 1
            break
    return scene.words[first] if first < name.start else "itself"


def _side(scene: Scene, name: Name) -> str:
    if not scene.first <= name.start < scene.last:
        return "before" if name.start < scene.start else "behind"
    if scene.cue < 0:
        return "sentence"
    return "cue-after" if name.start > scene.cue else "cue-before"


def _gap(scene: Scene, name: Name) -> str:
    """Words between the word of saying (or the quotation) and the name, in steps."""
    anchor = scene.cue if scene.cue >= 0 else scene.start if name.start < scene.start else scene.end
    distance = name.start - anchor if name.start >= anchor else anchor - name.end
    for step in (0, 1, 2, 4, 8, 16):
        if distance <= step:
            return str(step)
    return "far"
