"""Stanza's tokenizer, multiword tokens and lemmas, projected on the surface tokens; extra [stanza].

The models in `models/stanza_id_news` were trained with Stanza's own trainers (Qi et al., 2020), see
`nusaner.training.stanza_tokens`. Stanza reads them with torch's `weights_only=True`, which runs no
code of theirs, and only after their checksums fit. Nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.errors import MissingExtraError
from nusaner.storage import bundled, read_checked
from nusaner.types import Word

#: Files of the model folder; Stanza looks for the first in every folder of models.
FILES = ("resources.json", "tokenizer.pt", "mwt.pt", "lemmatizer.pt")

extensions.register()


class StanzaLayer:
    """Writes Stanza's sentences to `token.is_sent_start` and its words to `token._.words`.

    The surface tokens and the text stay as they are: a sentence that Stanza begins inside a token
    begins with the next one, and a token that Stanza divides otherwise keeps the words of
    `nusaner.words`. The models are loaded with the first text; each process loads its own.

    Args:
        folder: Folder of the models; the bundled one if None.

    Raises:
        MissingExtraError: Stanza is not installed.
        ModelError: A file is missing or damaged.
    """

    def __init__(self, folder: Path | None = None) -> None:
        if importlib.util.find_spec("stanza") is None:
            raise MissingExtraError("stanza", "stanza")
        self.folder = folder or bundled("models") / "stanza_id_news"
        for name in FILES:
            read_checked(self.folder, name)

    def __reduce__(self) -> tuple[type[StanzaLayer], tuple[Path]]:
        return (type(self), (self.folder,))

    @cached_property
    def _pipeline(self) -> Any:
        import stanza

        return stanza.Pipeline(
            lang="id",
            dir=str(self.folder),
            processors="tokenize,mwt,lemma",
            package=None,
            tokenize_model_path=str(self.folder / "tokenizer.pt"),
            mwt_model_path=str(self.folder / "mwt.pt"),
            lemma_model_path=str(self.folder / "lemmatizer.pt"),
            download_method=None,
            allow_unknown_language=True,
            use_gpu=False,
            verbose=False,
        )

    def __call__(self, doc: Doc) -> Doc:
        """Divide one document."""
        if not doc.text.strip():
            return doc
        sentences = self._pipeline(doc.text).sentences
        tokens = {(token.idx, token.idx + len(token)) for token in doc}
        found: dict[int, tuple[Word, ...]] = {}
        for sentence in sentences:
            for token in sentence.tokens:
                span = (token.start_char, token.end_char)
                words = _words(doc.text[slice(*span)], span[0], token.words)
                if span in tokens and words:
                    found[span[0]] = words
        _mark(doc, sorted(sentence.tokens[0].start_char for sentence in sentences))
        extensions.set_words(doc, found)
        return doc


def _words(text: str, start: int, words: Any) -> tuple[Word, ...]:
    """The words of a token with offsets; none if they do not make up its text."""
    if "".join(word.text for word in words).lower() != text.lower():
        return ()
    found = []
    for word in words:
        end = start + len(word.text)
        found.append(Word(text[: end - start], start, end, word.lemma or word.text.lower()))
        text, start = text[end - start :], end
    return tuple(found)


def _mark(doc: Doc, starts: list[int]) -> None:
    """Set the sentence starts at the first word at or behind each character."""
    waiting = 0
    for token in doc:
        opens = token.i == 0
        if not token.is_space:
            while waiting < len(starts) and starts[waiting] <= token.idx:
                opens, waiting = True, waiting + 1
        token.is_sent_start = opens


@Language.factory("nusaner_stanza", assigns=["token.is_sent_start", "token._.words"])
def create_stanza(nlp: Language, name: str) -> StanzaLayer:
    """The factory of the pipe; it has no settings."""
    return StanzaLayer()
