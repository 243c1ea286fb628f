"""Role marks: what each entity of a text is to the target that is judged.

The target's names become `@S` (self), those of its adversary `@O` (opponent), other sides `@T`;
names of contested places `@NS`/`@NO` by whose name it is, other places and things of a side
`@PS`/`@PO` and `@XS`/`@XO`, its unknown people `@KS`/`@KO`, what it remembers `@MS`/`@MO`. One model so
serves all targets, and exchanging the two sides in a text exchanges exactly what it reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from nusaner.stance.view import Sentence, Unit

_ADVERSARY = {"azerbaijan": "armenia", "armenia": "azerbaijan", "turki": "armenia"}
_LETTERS = {"name": "N", "place": "P", "thing": "X", "kin": "K", "memory": "M"}
_GENERIC = {"side": "@A", "name": "@NA", "place": "@PA", "thing": "@XA", "kin": "@KA", "memory": "@MA"}

SELF, OPPONENT = "@S", "@O"


@dataclass(frozen=True, slots=True)
class Viewpoint:
    """Who is judged.

    Attributes:
        target: An entry of `nusaner.types.TARGETS`, or "" if a single record is judged.
        record: Identifier of that record, else "".
    """

    target: str = ""
    record: str = ""

    @property
    def adversary(self) -> str:
        """The opposed target, "" if none is known."""
        return _ADVERSARY.get(self.target, "")

    @property
    def sign(self) -> int:
        """1 and -1 for the two sides of the conflict, which mirror one another, 0 for all others."""
        return {"azerbaijan": 1, "armenia": -1}.get(self.target, 0)


def role(unit: Unit, view: Viewpoint) -> str:
    """The mark of an entity, or "" for a word."""
    if not unit.kind:
        return ""
    if view.record and unit.record == view.record:
        return SELF
    own = bool(unit.side) and unit.side == view.target
    other = bool(unit.side) and unit.side == view.adversary
    if unit.kind == "side":
        return SELF if own else OPPONENT if other else "@T"
    letter = _LETTERS.get(unit.kind)
    if letter is None:
        return f"@{unit.word}"
    return f"@{letter}{'S' if own else 'O' if other else ''}"


def roles(sentence: Sentence, view: Viewpoint) -> list[str]:
    """For each unit its mark, or "" for a word."""
    return [role(unit, view) for unit in sentence.units]


def generic_role(unit: Unit) -> str:
    """A mark that tells no side from another, or "" for a word."""
    return _GENERIC.get(unit.kind, f"@{unit.word}") if unit.kind else ""
