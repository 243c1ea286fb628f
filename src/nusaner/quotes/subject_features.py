"""What the phrase that names the speaker says of a candidate: whether it holds the name, its title, or a pronoun."""

from __future__ import annotations

from nusaner.quotes.scene import Name, Scene
from nusaner.quotes.titles import PLAIN
from nusaner.quotes.words import OWN, PRONOUNS, step
from nusaner.types import NIL

_DETERMINERS = frozenset({"seorang", "para", "sang", "salah"})
_GAPS = (0, 3, 8, 20, 60)
_COUNTS = (0, 1, 2, 3, 5, 8)


class PhraseReader:
    """The features of the candidates that come from the phrase.

    Args:
        scene: The quotation and its surroundings.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        start, end = scene.subject
        head = scene.words[start] if end > start else "-"
        if head in _DETERMINERS and end - start > 1:
            head = f"{head} {scene.words[start + 1]}"
        if head in PRONOUNS:
            kind = "pro"
        elif end - start == 1 and head.endswith("nya"):
            kind = "nya"
        elif head in OWN:
            kind = "own"
        else:
            kind = "np" if end > start else "empty"
        # first word, kind, initials of the labels in it, all together; and the setting
        self._head, self._kind = head, kind
        self._labels = "".join(sorted({name.label[0] for name in scene.inside}))[:3] or "-"
        self._base = f"{kind},{self._labels},{int(scene.joined)}"
        self._setting = f"{'d' if scene.direct else 'i'}{scene.kind or 'none'}"
        # words that may be a title or part of a name
        self._named = frozenset(word for word in scene.words[start:end] if word.isalpha() and word not in PLAIN)
        self._gap = step(scene.start - scene.past.end, _GAPS) if scene.past.end >= 0 else "-"
        self._persons = any(name.label == "PERSON" for name in scene.inside)
        self._initial = _initial(scene)

    def nobody(self) -> list[str]:
        """What speaks for nobody by name."""
        scene, kind, labels, base, setting = self._scene, self._kind, self._labels, self._base, self._setting
        start, end = scene.subject
        last = scene.words[end - 1] if end > start else ""
        second = scene.words[start + 1] if end - start > 1 else ""
        known = not scene.titled.isdisjoint(self._named)
        nobody = str(scene.past.nobody) if scene.past.end >= 0 else "-"
        return [
            f"0|{base}",
            f"0|{base},{setting}",
            f"0|head={self._head}",
            f"0|head={self._head},{labels}",
            f"0|len={min(end - start, 5)},{labels}",
            f"0|talk={scene.interview},{setting}",
            "0|none",
            f"0|last={last},{labels}",
            f"0|title={known},{kind}",
            f"0|prevnil={nobody},{kind},{scene.same_paragraph}",
            f"0|prevnil={nobody},{setting},{self._gap}",
            f"0|mid={second}",
        ]

    def name(self, name: Name, *, far: bool) -> list[str]:
        """What the phrase says of a name.

        Args:
            name: The candidate.
            far: Whether it was sought farther away.
        """
        scene, head, kind, base, setting = self._scene, self._head, self._kind, self._base, self._setting
        start, label, persons = scene.subject[0], name.label, self._persons
        place = "no"
        if scene.in_subject(name):
            place = "start" if name.start == start else "in"
        elif name.start < start < name.end:
            place = "start"
        previous = scene.past.speaker
        same = previous is not None and previous.key == name.key
        apart = self._named if place == "no" else frozenset[str]()
        title = not apart.isdisjoint(scene.titles.get(name.key, ()))
        part = not apart.isdisjoint(scene.words[name.start : name.end])
        found = [
            f"rel={place},{base}",
            f"rel={place},{label},{base}",
            f"rel={place},{head},{label}",
            f"rel={place},{setting},{int(scene.joined)}",
            f"match={title},{label},{kind}",
            f"nm={part},{label},{kind}",
            f"nmm={part},{title},{kind},{self._labels}",
            f"far={far},{title},{part},{kind},{label}",
            f"talk={scene.interview},{label},{setting},{same}",
            f"label={name.end == scene.start - 1 and scene.words[name.end] == ':'},{label}",
        ]
        if place == "in":
            order = next((k for k, other in enumerate(scene.inside) if other.start == name.start), 9)
            found += [
                f"in,pre={scene.words[name.start - 1]},{label}",
                f"in,order={order},{head},{label}",
                f"in,order={order},{label},{min(len(scene.inside), 3)},{persons}",
                f"in,head={head},{label},{persons}",
            ]
        elif place == "start":
            found.append(f"start,haspers={persons},{label}")
        else:
            found += self._elsewhere(name, same)
        if same:
            found += [f"same,{base}", f"same,{setting},{self._gap}"]
        if name.record == NIL:
            found += [f"nilname,{base}", f"nilname,talk={scene.interview},{setting}"]
        if label == "PERSON" and self._initial:
            found.append(f"initial={scene.words[name.start][0] == self._initial}")
        return found

    def _elsewhere(self, name: Name, same: bool) -> list[str]:
        """A name outside of the phrase, which a pronoun or a title may take up."""
        scene, kind, labels, gap = self._scene, self._kind, self._labels, self._gap
        label = name.label
        back = min(scene.sentence - name.sentence, 6)
        count = step(scene.counts.get(name.key, 0), _COUNTS)
        return [
            f"no,{kind},{labels},back={back},{label}",
            f"no,{kind},same={same},{scene.same_paragraph},{gap}",
            f"no,{kind},first={name.start in scene.openers},{back},{label}",
            f"no,{kind},{label},rank={scene.recent.get(name.start, 9)}",
            f"no,{kind},{labels},count={count},{label}",
            f"no,head={self._head},{label}",
            f"no,same={same},{self._setting},{labels},{gap}",
            f"no,{kind},same={same},{back},{label}",
            f"no,{kind},lastsubj={name.start == scene.opening},{back},{label}",
        ]


def _initial(scene: Scene) -> str:
    """The letter that labels a paragraph of a transcript ('G: ...')."""
    if scene.start >= 2 and scene.words[scene.start - 1] == ":" and len(scene.words[scene.start - 2]) == 1:
        return scene.words[scene.start - 2]
    return ""
