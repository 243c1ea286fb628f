"""What the phrase that names the speaker says of a candidate: whether it holds the name, its title, or a pronoun."""

from __future__ import annotations

from nusaner.quotes.scene import Name, Scene
from nusaner.quotes.titles import PLAIN
from nusaner.quotes.words import OWN, PRONOUNS, step
from nusaner.types import NIL

_DETERMINERS = frozenset({"seorang", "para", "sang", "salah"})
_GAPS = (0, 3, 8, 20, 60)
_COUNTS = (0, 1, 2, 3, 5, 8)


def about_nobody(scene: Scene) -> list[str]:
    """What speaks for nobody by name."""
    start, end = scene.subject
    head, kind, labels, base, setting = _phrase(scene)
    last = scene.words[end - 1] if end > start else ""
    second = scene.words[start + 1] if end - start > 1 else ""
    known = not scene.titled.isdisjoint(_named(scene))
    nobody = str(scene.past.nobody) if scene.past.end >= 0 else "-"
    return [
        f"0|{base}",
        f"0|{base},{setting}",
        f"0|head={head}",
        f"0|head={head},{labels}",
        f"0|len={min(end - start, 5)},{labels}",
        f"0|talk={scene.interview},{setting}",
        "0|none",
        f"0|last={last},{labels}",
        f"0|title={known},{kind}",
        f"0|prevnil={nobody},{kind},{scene.same_paragraph}",
        f"0|prevnil={nobody},{setting},{_gap(scene)}",
        f"0|mid={second}",
    ]


def about_name(scene: Scene, name: Name, *, far: bool) -> list[str]:
    """What the phrase says of a name.

    Args:
        scene: The quotation and its surroundings.
        name: The candidate.
        far: Whether it was sought farther away.
    """
    start = scene.subject[0]
    head, kind, labels, base, setting = _phrase(scene)
    place = "no"
    if scene.in_subject(name):
        place = "start" if name.start == start else "in"
    elif name.start < start < name.end:
        place = "start"
    previous = scene.past.speaker
    same = previous is not None and previous.key == name.key
    apart = _named(scene) if place == "no" else frozenset[str]()
    title = bool(apart & scene.titles.get(name.key, frozenset()))
    part = bool(apart & set(scene.words[name.start : name.end]))
    label = name.label
    found = [
        f"rel={place},{base}",
        f"rel={place},{label},{base}",
        f"rel={place},{head},{label}",
        f"rel={place},{setting},{int(scene.joined)}",
        f"match={title},{label},{kind}",
        f"nm={part},{label},{kind}",
        f"nmm={part},{title},{kind},{labels}",
        f"far={far},{title},{part},{kind},{label}",
        f"talk={scene.interview},{label},{setting},{same}",
        f"label={name.end == scene.start - 1 and scene.words[name.end] == ':'},{label}",
    ]
    persons = any(other.label == "PERSON" for other in scene.inside)
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
        found += _elsewhere(scene, name, kind, labels, head, setting, same)
    if same:
        found += [f"same,{base}", f"same,{setting},{_gap(scene)}"]
    if name.record == NIL:
        found += [f"nilname,{base}", f"nilname,talk={scene.interview},{setting}"]
    if label == "PERSON" and (initial := _initial(scene)):
        found.append(f"initial={scene.words[name.start][0] == initial}")
    return found


def _elsewhere(scene: Scene, name: Name, kind: str, labels: str, head: str, setting: str, same: bool) -> list[str]:
    """A name outside of the phrase, which a pronoun or a title may take up."""
    label = name.label
    back = min(scene.sentence - name.sentence, 6)
    count = step(scene.counts.get(name.key, 0), _COUNTS)
    return [
        f"no,{kind},{labels},back={back},{label}",
        f"no,{kind},same={same},{scene.same_paragraph},{_gap(scene)}",
        f"no,{kind},first={name.start in scene.openers},{back},{label}",
        f"no,{kind},{label},rank={scene.recent.get(name.start, 9)}",
        f"no,{kind},{labels},count={count},{label}",
        f"no,head={head},{label}",
        f"no,same={same},{setting},{labels},{_gap(scene)}",
        f"no,{kind},same={same},{back},{label}",
        f"no,{kind},lastsubj={name.start == scene.opening},{back},{label}",
    ]


def _phrase(scene: Scene) -> tuple[str, str, str, str, str]:
    """Of the phrase: first word, kind, initials of the labels in it, all together; and the setting."""
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
    labels = "".join(sorted({name.label[0] for name in scene.inside}))[:3] or "-"
    setting = f"{'d' if scene.direct else 'i'}{scene.kind or 'none'}"
    return head, kind, labels, f"{kind},{labels},{int(scene.joined)}", setting


def _named(scene: Scene) -> frozenset[str]:
    """The words of the phrase that may be a title or part of a name."""
    start, end = scene.subject
    return frozenset(word for word in scene.words[start:end] if word.isalpha() and word not in PLAIN)


def _gap(scene: Scene) -> str:
    return step(scene.start - scene.past.end, _GAPS) if scene.past.end >= 0 else "-"


def _initial(scene: Scene) -> str:
    """The letter that labels a paragraph of a transcript ('G: ...')."""
    if scene.start >= 2 and scene.words[scene.start - 1] == ":" and len(scene.words[scene.start - 2]) == 1:
        return scene.words[scene.start - 2]
    return ""
