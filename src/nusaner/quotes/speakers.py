"""Who speaks: candidates for the speaker of a quotation and what speaks for each.

Each named person, institution or state near the quotation is a candidate, so is whoever spoke
before, and so is nobody by name. A conditional logit model over the features below chooses (the scheme of
O'Keefe et al., 2012, with a ranker instead of a sequence).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import repeat

from nusaner.quotes.scene import Name, Scene
from nusaner.quotes.subject_features import PhraseReader
from nusaner.quotes.words import OWN, PRONOUNS, step
from nusaner.types import NIL

_GAPS = (0, 1, 2, 4, 8, 16)


class SpeakerReader:
    """The features of the candidates for the speaker of one quotation.

    Args:
        scene: The quotation and its surroundings.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._phrase = PhraseReader(scene)
        self._setting = f"{'direct' if scene.direct else 'indirect'}:{scene.kind or 'none'}"
        self._pronoun = _pronoun(scene)
        self._alone = _alone(scene)

    def nobody(self) -> list[str]:
        """What speaks for nobody by name."""
        scene = self._scene
        after = scene.words[scene.cue + 1] if 0 <= scene.cue < len(scene.words) - 1 else ""
        return [
            *self._phrase.nobody(),
            "nobody",
            f"nobody,{self._setting}",
            f"nobody,{self._pronoun}",
            f"nobody,after={after}",
            f"nobody,first={scene.words[scene.first]}",
            f"nobody,before={scene.words[scene.cue - 1] if scene.cue > 0 else ''}",
            f"nobody,alone={self._alone}",
        ]

    def name(self, name: Name, *, far: bool = False) -> list[str]:
        """What speaks for or against a name.

        Args:
            name: The candidate.
            far: Whether it was sought farther away than `REACH`.
        """
        scene, setting, pronoun, label = self._scene, self._setting, self._pronoun, name.label
        place = "inside" if scene.start <= name.start < scene.end else _side(scene, name)
        gap = _gap(scene, name)
        back = min(scene.sentence - name.sentence, 4)
        cue = scene.words[scene.cue] if scene.cue >= 0 else ""
        found = [
            f"label={label}",
            f"place={place},{setting}",
            f"gap={gap},{place}",
            f"back={back}",
            f"back,pronoun={back},{pronoun},{label}",
            f"label,place={label},{place}",
            f"nil={name.record == NIL}",
            f"alone={self._alone},{place}",
            f"label,pronoun={label},{pronoun},{min(back, 2)}",
            f"label,gap={label},{gap},{place}",
            f"head={_head(scene, name)},{label},{place}",
            f"cue={cue},{label},{place}",
            *self._phrase.name(name, far=far),
        ]
        previous = scene.past.speaker
        if name is previous or (previous and previous.record == name.record != NIL):
            found += ["previous", f"previous,{pronoun}", f"previous,{scene.same_paragraph},{setting}"]
        if previous is name:
            found.append(f"previous,cue={cue}")
        if name.start > 0:
            found.append(f"-1={scene.words[name.start - 1]}")
        if name.end < len(scene.words):
            found.append(f"+1={scene.words[name.end]}")
        if place == "sentence" and name.start == scene.first:
            found.append("subject")
        return found


def options(scene: Scene, near: Sequence[Name], far: Sequence[Name]) -> list[tuple[Name | None, list[str]]]:
    """All candidates with their features: nobody by name, names near the quotation, names farther away."""
    reader = SpeakerReader(scene)
    return [
        (None, reader.nobody()),
        *((name, reader.name(name)) for name in near),
        *((name, reader.name(name, far=True)) for name in far),
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
    # exactly rounded: the order of a set differs from process to process, and scores may tie
    scores = [math.fsum(map(weights.get, set(found), repeat(0.0))) for _, found in tried]
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
