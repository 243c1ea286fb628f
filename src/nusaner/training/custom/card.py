"""The model card of a recognizer of one's own, written from its `meta.json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_CARD = """# {name}

{description} Nothing in it is pickled by nusaner; each file of the recognizer is checked by SHA-256 when it is loaded.

- engine: {engine}, seed {seed}{base}
- labels: {labels}
- settings: {config}
- versions: {versions}
- fingerprint of data, settings and versions: `{fingerprint}`

`nusaner.load("{folder}")`, `spacy.load("{folder}")` and `nusaner analyze --model {folder} TEKS` take this folder.

## Data

| | |
| --- | --- |
| training sentences | {train} |
| sentences rehearsed from the base's own data | {rehearsed} |
| development sentences | {dev} |
| mentions left out, as their label was not asked for | {skipped} |
| labels of the development data that could not be learned | {unlearned} |
| mentions that do not fit the tokens, left out or widened | {misfits} |

## Figures on the development data

Strict: both ends and the label. Training stops by this data, so expect somewhat less on unseen texts; measure with
`nusaner evaluate ner`.

| label | precision | recall | F1 | mentions |
| --- | --- | --- | --- | --- |
{figures}
{kept}"""

_KEPT = """
## What was lost of the base's labels

Strict F1 on the base's own development data, before and after.

| label | before | after | change | mentions |
| --- | --- | --- | --- | --- |
{rows}
"""


def render(meta: Mapping[str, Any]) -> str:
    """The card of a model, from the content of its `meta.json`."""
    told = meta["nusaner"]
    kept = "\n".join(
        f"| {_cell(row['label'])} | {row['before']:.3f} | {row['after']:.3f} | "
        f"{row['after'] - row['before']:+.3f} | {row['gold']} |"
        for row in told["kept"]
    )
    return _CARD.format(
        name=meta["name"],
        folder=meta["name"],
        description=meta["description"],
        engine=told["engine"],
        seed=told["seed"],
        base=f", added to `{told['base']}`" if told["base"] else "",
        labels=", ".join(f"`{label}`" for label in told["labels"]),
        config=_pairs(told["config"]),
        versions=_pairs(told["versions"]),
        fingerprint=told["fingerprint"],
        train=told["sentences"][0],
        dev=told["sentences"][1],
        rehearsed=told["rehearsed"],
        skipped=_pairs(told["skipped"]) or "none",
        unlearned=", ".join(map(_cell, told["unlearned"])) or "none",
        misfits=told["misfits"],
        figures="\n".join(_figures(meta["performance"])),
        kept=_KEPT.format(rows=kept) if kept else "",
    )


def _pairs(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{_cell(name)} {value}" for name, value in values.items())


def _figures(performance: Mapping[str, Any]) -> Iterator[str]:
    per_type = performance["ents_per_type"]
    for label, row in per_type.items():
        yield f"| {_cell(label)} | {row['p']:.3f} | {row['r']:.3f} | {row['f']:.3f} | {row['gold']} |"
    total = sum(row["gold"] for row in per_type.values())
    p, r, f = (performance[f"ents_{letter}"] for letter in "prf")
    yield f"| **all** | {p:.3f} | {r:.3f} | **{f:.3f}** | {total} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
