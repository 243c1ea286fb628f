"""Maps between label schemes, so that systems of different schemes can be compared.

Corpora name and cut their labels differently (spaCy's models `GPE`, IndoNLU `PLC`, CoNLL `LOC`);
a map is put on gold and predictions alike before anything is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from nusaner.errors import FormatError, InputError
from nusaner.types import ACTORS, PLACES, Mention

_PERSON = ("PERSON", "PER", "PPL", "Person", "person")
_ORG = ("ORG", "Organisation", "Organization", "organization", "FNB")
_GPE = ("GPE", "LOC", "FAC", "PLC", "PLACE", "Place", "LOCATION", "location")
_OTHER = ("EVENT", "EVT", "LAW", "PRODUCT", "MISC", "IND", "WORK_OF_ART", "LANGUAGE", "TIME", "DATE", "QUANTITY")
_NUMBERS = ("TIME", "DATE", "QUANTITY", "MONEY", "PERCENT", "CARDINAL", "ORDINAL")

#: The maps that have a name; "" drops the label.
NAMED: Mapping[str, Mapping[str, str]] = {
    "places-actors": {
        **dict.fromkeys(sorted(PLACES), "PLACE"),
        **dict.fromkeys(_GPE, "PLACE"),
        **dict.fromkeys((*sorted(ACTORS), *_PERSON, *_ORG), "ACTOR"),
        **dict.fromkeys((*_OTHER, *_NUMBERS), ""),
    },
    "per-org-loc": {
        **dict.fromkeys(_PERSON, "PER"),
        **dict.fromkeys(_ORG, "ORG"),
        **dict.fromkeys(_GPE, "LOC"),
        **dict.fromkeys(("NORP", *_OTHER, *_NUMBERS), ""),
    },
    "conll2003": {
        **dict.fromkeys(_PERSON, "PER"),
        **dict.fromkeys(_ORG, "ORG"),
        **dict.fromkeys(_GPE, "LOC"),
        **dict.fromkeys(_NUMBERS, ""),
        **dict.fromkeys(("NORP", "EVENT", "EVT", "LAW", "PRODUCT", "MISC", "WORK_OF_ART", "LANGUAGE"), "MISC"),
    },
}


@dataclass(frozen=True)
class LabelMap:
    """A map of labels.

    Attributes:
        name: What it was asked for by.
        table: Label to label; "" drops the span. A label that is not in it stays as it is.
    """

    name: str = ""
    table: Mapping[str, str] = field(default_factory=dict)

    def apply(self, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
        """The mentions under the new labels; those of dropped labels are left out."""
        mapped = (replace(m, label=self.table.get(m.label, m.label)) for m in mentions)
        return tuple(m for m in mapped if m.label)

    def unmapped(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Which labels the map neither names nor gives; they stay as they are, and are to be told."""
        if not self.table:
            return ()
        return tuple(sorted(set(labels) - self.table.keys() - set(self.table.values())))

    def dropped(self, labels: Iterable[str]) -> tuple[str, ...]:
        """Which labels the map drops."""
        return tuple(sorted(label for label in set(labels) if self.table.get(label) == ""))


def read_labels(source: str | Path | Mapping[str, str] | LabelMap | None) -> LabelMap:
    """A label map from what a user gives.

    Args:
        source: A name of `NAMED`; pairs such as `"GPE=LOC,NORP="` (nothing behind the sign drops
            the label); a file with one pair a line; a mapping; or None for no change.

    Raises:
        InputError: The source is none of these.
        FormatError: A line of the file is no pair.

    Example:
        >>> read_labels("GPE=LOC,NORP=").apply([Mention(0, 4, "GPE"), Mention(5, 12, "NORP")])
        (Mention(start=0, end=4, label='LOC', kb_id=''),)
    """
    if source is None:
        return LabelMap()
    if isinstance(source, LabelMap):
        return source
    if isinstance(source, Mapping):
        return LabelMap("own", dict(source))
    name = str(source)
    if name in NAMED:
        return LabelMap(name, NAMED[name])
    if "=" in name and not Path(name).is_file():
        return LabelMap(name, dict(_pair(part, None, None) for part in name.split(",") if part.strip()))
    if Path(name).is_file():
        lines = enumerate(Path(name).read_text(encoding="utf-8").splitlines(), start=1)
        rows = [(n, line) for n, line in lines if line.strip() and not line.lstrip().startswith("#")]
        return LabelMap(name, dict(_pair(line, Path(name), number) for number, line in rows))
    raise InputError(
        f"A label map is one of {', '.join(NAMED)}, pairs such as 'GPE=LOC,NORP=', or a file of such lines, "
        f"got {name!r}."
    )


def _pair(text: str, path: Path | None, line: int | None) -> tuple[str, str]:
    old, sign, new = text.partition("=")
    if not sign or not old.strip():
        raise FormatError(f"A pair of labels is 'OLD=NEW' or 'OLD=' to drop it, got {text!r}.", path=path, line=line)
    return old.strip(), new.strip()
