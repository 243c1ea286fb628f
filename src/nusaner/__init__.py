"""Indonesian NLP for news about the Caucasus: places, actors, links and stance, on spaCy.

>>> import nusaner
>>> nlp = nusaner.load()
>>> doc = nlp("Aliyev tiba di Khankendi.")
>>> [(ent.text, ent.label_, ent.kb_id_) for ent in doc.ents]
[('Aliyev', 'PERSON', 'ilham-aliyev'), ('Khankendi', 'GPE', 'stepanakert')]
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal, overload

from nusaner.errors import NusanerError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from nusaner.reporting import Report
    from nusaner.stemmer.analysis import Analysis
    from nusaner.stemmer.stem import Stemmer
    from nusaner.types import Stance

__version__ = "0.1.0"
__all__ = ["NusanerError", "__version__", "blank", "load", "report", "stance_toward", "stem", "tokenize"]

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


def stance_toward(doc: Doc, actor: str, *, nlp: Language | None = None) -> Stance:
    """The stance of a text toward any actor of the knowledge base; see `nusaner.stance.toward`.

    Args:
        doc: What a pipeline made of a text.
        actor: A target, the identifier of a record, or a name of one, e.g. "pashinyan".
        nlp: The pipeline; None for the bundled one, loaded once.
    """
    from nusaner.shortcuts import shared_pipeline
    from nusaner.stance.toward import stance_toward as toward

    return toward(doc, actor, nlp=nlp or shared_pipeline())


def tokenize(text: str) -> list[str]:
    """The surface tokens of a text, blank ones left out.

    Example:
        >>> tokenize("Perang di Nagorno-Karabakh.")
        ['Perang', 'di', 'Nagorno', '-', 'Karabakh', '.']
    """
    from nusaner.shortcuts import shared_tokenizer

    return [token.text for token in shared_tokenizer()(text) if not token.is_space]


@overload
def stem(word: str, *, convention: str = ..., return_analysis: Literal[False] = ...) -> str: ...


@overload
def stem(word: str, *, convention: str = ..., return_analysis: Literal[True]) -> Analysis: ...


def stem(word: str, *, convention: str = "kbbi", return_analysis: bool = False) -> str | Analysis:
    """The base word of one word, lower-cased.

    Args:
        word: One word; for texts see `nusaner.stemmer.compat`.
        convention: `"kbbi"` for the dictionary's base words, `"ud"` for the lemmas of Universal Dependencies.
        return_analysis: Whether to give an `Analysis` with affixes, candidates and scores.

    Raises:
        InputError: There is no such convention.

    Example:
        >>> stem("pertempuran"), stem("Khankendi")
        ('tempur', 'khankendi')
        >>> stem("penyeberangan", return_analysis=True).affixes
        ('peN-', '-an')
    """
    stemmer = _stemmer(convention)
    return stemmer.analyze(word) if return_analysis else stemmer.stem(word)


@cache
def _stemmer(convention: str) -> Stemmer:
    from nusaner.shortcuts import shared_stemmer

    return shared_stemmer(convention)
