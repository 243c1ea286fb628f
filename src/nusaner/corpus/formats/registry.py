"""The formats, as one table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any

from nusaner.errors import InputError


@dataclass(frozen=True, slots=True)
class Format:
    """An annotation format.

    Attributes:
        name: What `--from` and `--to` take.
        title: What it is.
        endings: Endings of its files; the first is the one to write.
        module: The module that reads and writes it; it has `recognises` (of a text) or
            `recognises_record` (of an object), `read`, `write` and, where the format refuses
            mentions, `refuses`.
        holds: What of a document it can hold.
        options: What `write` is given besides.
        folder: Whether it is a folder with a file for each document.
        tokens: Whether it is made of tokens.
        fits: Whether mentions must begin and end with a token.
        flat: Whether mentions must not overlap.
    """

    name: str
    title: str
    endings: tuple[str, ...]
    module: str
    holds: str
    options: Mapping[str, Any] = field(default_factory=dict)
    folder: bool = False
    tokens: bool = False
    fits: bool = False
    flat: bool = False

    def load(self) -> ModuleType:
        """The module that reads and writes the format."""
        return import_module(f"nusaner.corpus.formats.{self.module}")


_COLUMNS = (".conll", ".iob", ".iob2", ".bio", ".bioes", ".tsv", ".txt", ".conll03")

#: The order is that in which a file is tried; variants of a module that read alike come after the first.
FORMATS: tuple[Format, ...] = (
    Format("articles", "inline markup [surface](LABEL|record), a .md for each document", (".md",), "inline",
           "text, flat mentions, records, ids, meta, stance, quotations", folder=True, flat=True),
    Format("nusaner", "JSON Lines of nusaner", (".jsonl", ".json"), "jsonl",
           "text, mentions, records, ids, tokens, sentences, meta"),
    Format("doccano", "JSON Lines of doccano, label: [[start, end, label]]", (".jsonl", ".json"), "doccano",
           "text, mentions, ids, meta"),
    Format("doccano-entities", "JSON Lines of doccano, as projects with relations have it", (".jsonl",), "doccano",
           "text, mentions, ids, meta", {"entities": True}),
    Format("prodigy", "JSON Lines of Prodigy", (".jsonl", ".json"), "prodigy",
           "text, mentions, records, ids, tokens, meta"),
    Format("labelstudio", "JSON of Label Studio", (".json", ".jsonl"), "labelstudio",
           "text, mentions, records, ids, meta"),
    Format("labelstudio-min", "JSON-MIN of Label Studio", (".json",), "labelstudio",
           "text, mentions, ids, meta", {"minimal": True}),
    Format("webanno", "WebAnno TSV 3 of INCEpTION, a .tsv for each document", (".tsv",), "webanno",
           "text, mentions, records, ids, tokens, sentences", folder=True, tokens=True),
    Format("brat", "BRAT standoff, .txt and .ann for each document", (".ann", ".txt"), "brat",
           "text, mentions, records, ids, notes, attributes", folder=True),
    Format("conllu", "CoNLL-U with Entity and Record in MISC", (".conllu",), "conllu",
           "text, flat mentions, records, ids, tokens, sentences", tokens=True, fits=True, flat=True),
    Format("conll", "CoNLL-2003 columns, IOB2 (any scheme is read)", _COLUMNS, "conll",
           "tokens, sentences, flat mentions", {"scheme": "IOB2"}, tokens=True, fits=True, flat=True),
    Format("iob1", "the same with IOB1 tags", (".iob",), "conll",
           "tokens, sentences, flat mentions", {"scheme": "IOB1"}, tokens=True, fits=True, flat=True),
    Format("bioes", "the same with BIOES tags", (".bioes",), "conll",
           "tokens, sentences, flat mentions", {"scheme": "BIOES"}, tokens=True, fits=True, flat=True),
    Format("docbin", "DocBin of spaCy", (".spacy",), "docbin",
           "text, flat mentions, records, ids, tokens, sentences, meta", tokens=True, fits=True, flat=True),
)  # fmt: skip


def named(name: str) -> Format:
    """The format of a name.

    Raises:
        InputError: There is none; the message lists all.
    """
    for known in FORMATS:
        if known.name == name:
            return known
    raise InputError(f"The format is one of {', '.join(f.name for f in FORMATS)}, got {name!r}.")
