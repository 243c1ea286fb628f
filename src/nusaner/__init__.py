"""Indonesian NLP for news about the Caucasus: places, actors, links and stance, on spaCy.

>>> import nusaner
>>> nlp = nusaner.load()
>>> doc = nlp("Aliyev tiba di Khankendi.")
>>> [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]
[('Aliyev', 'PERSON', 'ilham-aliyev'), ('Khankendi', 'GPE', 'stepanakert')]
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nusaner.errors import NusanerError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nusaner.reporting import Report

__version__ = "0.1.0"
__all__ = ["NusanerError", "__version__", "blank", "load", "report", "stem", "tokenize"]

# Importing spaCy takes most of a second; each function here imports what it needs.


def load(name: str | Path | None = None, *, engine: str = "nusaner") -> Language:
    """Load a pipeline: the bundled one, another by its name, or one from a folder.

    See `nusaner.pipeline.load`.
    """
    from nusaner import pipeline

    return pipeline.load(pipeline.DEFAULT_MODEL if name is None else name, engine=engine)


def blank() -> Language:
    """A pipeline with tokenizer and sentence boundaries only; see `nusaner.pipeline.blank`."""
    from nusaner import pipeline

    return pipeline.blank()


def report(doc: Doc, *, source: str = "") -> Report:
    """Gather what a pipeline wrote to a document; see `nusaner.report.report`."""
    from nusaner.reporting import report as gather

    return gather(doc, source=source)


def tokenize(text: str) -> list[str]:
    """The surface tokens of a text, blank ones left out.

    Example:
        >>> tokenize("Perang di Nagorno-Karabakh.")
        ['Perang', 'di', 'Nagorno', '-', 'Karabakh', '.']
    """
    from nusaner.shortcuts import shared_tokenizer

    return [token.text for token in shared_tokenizer()(text) if not token.is_space]


def stem(word: str) -> str:
    """The base word of one word, lower-cased.

    Example:
        >>> stem("pertempuran"), stem("Khankendi")
        ('tempur', 'khankendi')
    """
    from nusaner.shortcuts import shared_stemmer

    return shared_stemmer().stem(word)
