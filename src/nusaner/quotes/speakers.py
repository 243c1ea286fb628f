"""Who speaks: candidates for the speaker of a quotation and what speaks for each.

Each named person, institution or state near the quotation is a candidate, so is whoever spoke
before, and so is nobody by name. A conditional logit model over the features below chooses (the scheme of
O'Keefe et al., 2012, with a ranker instead of a sequence).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from nusaner.quotes.scene import Name, Scene
from nusaner.quotes.subject_features import about_name, about_nobody
from nusaner.quotes.words import OWN, PRONOUNS, step
from nusaner.types import NIL

_GAPS = (0, 1, 2, 4, 8, 16)


def candidate_features(scene: Scene, name: Name | None, *, far: bool = False) -> list[str]:
    """What speaks for or against a candidate.

    Args:
        scene: The quotation and its surroundings.
        name: The candidate; None is nobody by name.
        far: Whether it was sought farther away than `REACH`.
    """
    setting = f"{'direct' if scene.direct else 'indirect'}:{scene.kind or 'none'}"
    pronoun = _pronoun(scene)
    if name is None:
        after = scene.words[scene.cue + 1] if 0 <= scene.cue < len(scene.words) - 1 else ""
        return [
            *about_nobody(scene),
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
        f"nil={name.record == NIL}",
        f"alone={_alone(scene)},{place}",
    ]
    previous = scene.past.speaker
    if name is previous or (previous and previous.record == name.record != NIL):
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
    if previous is name:
        found.append(f"previous,cue={cue}")
    return found + about_name(scene, name, far=far)


def options(scene: Scene, near: Sequence[Name], far: Sequence[Name]) -> list[tuple[Name | None, list[str]]]:
    """All candidates with their features: nobody by name, names near the quotation, names farther away."""
    return [
        (None, candidate_features(scene, None)),
        *((name, candidate_features(scene, name)) for name in near),
        *((name, candidate_features(scene, name, far=True)) for name in far),
    ]


def choose(scene: Scene, near: Sequence[Name], far: Sequence[Name], weights: Mapping[str, float]) -> Name | None:
    """The likeliest speaker, or None for nobody by name.

    Candidates of one record stand for one speaker, so their probabilities are added; among them the best is
    returned.

    Args:
        scene: The quotation and its surroundings.
        near, far: Names near it, and farther away.
        weights: Feature -> weight.
    """
    tried = options(scene, near, far)
    scores = [sum(weights.get(feature, 0.0) for feature in set(found)) for _, found in tried]
    top = max(scores)
    together: dict[str, float] = defaultdict(float)
    for (name, _), score in zip(tried, scores, strict=True):
        together[name.record if name else NIL] += math.exp(score - top)
    record = max(together, key=together.__getitem__)
    of_record = [
        (score, -k)
        for k, ((name, _), score) in enumerate(zip(tried, scores, strict=True))
        if (name.record if name else NIL) == record
    ]
    return tried[-max(of_record)[1]][0]


def _pronoun(scene: Scene) -> str:
    """What stands for the speaker where no name does."""
    if scene.cue >= 0:
        if scene.words[scene.cue].endswith("nya"):
            return "nya"
        for k in (scene.cue - 1, scene.cue + 1, scene.cue - 2):
            if scene.first <= k < scene.last and not scene.start <= k < scene.end:
                if scene.words[k] in PRONOUNS:
                    return "pronoun"
                if scene.words[k] in OWN:
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
    return step(distance, _GAPS)
