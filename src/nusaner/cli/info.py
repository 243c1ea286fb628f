"""`nusaner info`: what is installed, with its fingerprints and licences."""

from __future__ import annotations

import json
from importlib.metadata import version

import typer

import nusaner
from nusaner import kb
from nusaner.pipeline import installed_models
from nusaner.storage import fingerprint

_LIBRARIES = ("spacy", "scikit-learn", "skops", "PySastrawi", "python-crfsuite", "rapidfuzz", "trafilatura")
_LICENCES = (
    ("code", "MIT"),
    ("corpus, lexicons and models", "CC BY-SA 4.0"),
    ("coordinates and identifiers derived from dr5hn's database (corpus/kb)", "ODbL 1.0"),
    ("PySastrawi's root list, used through its package and not part of nusaner", "CC BY-NC-SA 3.0"),
)


def info() -> None:
    """Print versions, models, fingerprints and licences."""
    typer.echo(f"nusaner {nusaner.__version__}")
    for library in _LIBRARIES:
        typer.echo(f"  {library} {version(library)}")
    for folder in installed_models():
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        typer.echo(f"model {folder.name} {meta['version']} ({meta.get('license', '')}) in {folder}")
        for name, value in sorted(meta.get("nusaner", {}).get("fingerprints", {}).items()):
            typer.echo(f"  {name} {value[:16]}")
        for name, value in sorted(meta.get("performance", {}).items()):
            typer.echo(f"  {name} {value}")
    records = kb.load()
    forms = sum(len(record.forms) for record in records.values())
    typer.echo(f"knowledge base: {len(records)} records, {forms} spellings, {fingerprint(kb.paths())[:16]}")
    for what, licence in _LICENCES:
        typer.echo(f"licence of {what}: {licence}")
