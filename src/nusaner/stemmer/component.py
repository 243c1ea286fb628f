"""The pipe `nusaner_stemmer`."""

from __future__ import annotations

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from nusaner import doc as extensions
from nusaner import kb
from nusaner.stemmer.names import protected_names
from nusaner.stemmer.stem import Stemmer

extensions.register()


class StemmerPipe:
    """Writes the stem of each token to `token.lemma_`, which `token._.stem` reads.

    A word with a capital inside a sentence is taken for a name; see `Stemmer.stem_name`.
    """

    def __init__(self, stemmer: Stemmer) -> None:
        self.stemmer = stemmer

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self.stemmer,))

    def __call__(self, doc: Doc) -> Doc:
        """Stem the tokens of one document."""
        for token in doc:
            token.lemma_ = self._stem(token)
        return doc

    def _stem(self, token: Token) -> str:
        text = token.text
        if text[0].isupper() and not token.is_sent_start and not text.isupper():
            return self.stemmer.stem_name(text)
        return self.stemmer.stem(text)


@Language.factory("nusaner_stemmer", requires=["token.is_sent_start"], assigns=["token.lemma", "token._.stem"])
def create_stemmer(nlp: Language, name: str) -> StemmerPipe:
    """The factory of the pipe; it has no settings."""
    return StemmerPipe(Stemmer(protected=protected_names(kb.load())))
