"""The whole path in one list of names, and how a pipeline is made or loaded."""

from __future__ import annotations

from pathlib import Path

import spacy
from spacy.language import Language

from nusaner import doc as extensions
from nusaner.errors import InputError, ModelError
from nusaner.storage import bundled

#: The stations behind the tokenizer, in the order in which a text walks through them.
STATIONS = (
    "nusaner_sentences",
    "nusaner_layout",
    "nusaner_stemmer",
    "nusaner_ner",
    "nusaner_linker",
    "nusaner_quotes",
    "nusaner_framing",
    "nusaner_stance",
)
ENGINES = ("nusaner", "stanza")
DEFAULT_MODEL = "id_caucasus_news"
#: spaCy's limit guards its neural parsers; ours work sentence by sentence, so a book may come whole.
MAX_LENGTH = 100_000_000


def blank() -> Language:
    """A pipeline with tokenizer and sentence boundaries only, for training one's own.

    Example:
        >>> [token.text for token in blank()("Perang Nagorno-Karabakh.")]
        ['Perang', 'Nagorno', '-', 'Karabakh', '.']
    """
    extensions.register()
    nlp = spacy.blank("id", config={"nlp": {"tokenizer": {"@tokenizers": "nusaner.Tokenizer.v1"}}})
    nlp.add_pipe("nusaner_sentences")
    nlp.max_length = MAX_LENGTH
    return nlp


def load(name: str | Path = DEFAULT_MODEL, *, engine: str = "nusaner") -> Language:
    """Load a pipeline; nothing is downloaded.

    Args:
        name: Name of a bundled model, or path of a model folder.
        engine: What divides a text into sentences and words: `"nusaner"`, or `"stanza"` (extra
            [stanza]). The surface tokens are the same.

    Raises:
        ModelError: There is no such model, or it is damaged.
        InputError: There is no such engine.
        MissingExtraError: Stanza is asked for and not installed.

    Example:
        >>> [ent.text for ent in load()("Aliyev tiba di Khankendi.").ents]
        ['Aliyev', 'Khankendi']
    """
    if engine not in ENGINES:
        raise InputError(f"There is no engine {engine!r}; choose one of: {', '.join(ENGINES)}.")
    folder = find(name)
    extensions.register()
    try:
        nlp = spacy.load(folder)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(
            f"The model in {str(folder)!r} cannot be loaded ({error}); reinstall nusaner or train it again."
        ) from error
    if engine == "stanza":
        nlp.replace_pipe("nusaner_sentences", "nusaner_stanza")
    nlp.max_length = MAX_LENGTH
    return nlp


def installed_models() -> list[Path]:
    """The folders of the bundled models."""
    return sorted(path.parent for path in bundled("models").glob("*/meta.json"))


def find(name: str | Path) -> Path:
    """The folder of a model.

    Args:
        name: Name of a bundled model, or path of a model folder.

    Raises:
        ModelError: There is no such model.
    """
    for folder in (Path(name), bundled("models") / name):
        if (folder / "meta.json").is_file():
            return folder
    known = ", ".join(path.name for path in installed_models()) or "none"
    raise ModelError(
        f"There is no model {str(name)!r}; name a bundled one ({known}) or the folder of a spaCy pipeline."
    )
