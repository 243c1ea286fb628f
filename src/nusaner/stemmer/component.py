"""The pipe `nusaner_stemmer`."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Token

from nusaner import doc as extensions
from nusaner.stemmer import context
from nusaner.stemmer.knowledge import check_convention
from nusaner.stemmer.names import bundled_names
from nusaner.stemmer.stem import Stemmer

extensions.register()


class StemmerPipe:
    """Writes the stem of each token to `token.lemma_`, which `token._.stem` reads, and its affixes.

    A word with a capital inside a sentence is taken for a name, see `Stemmer.stem_name`; a token of
    a PERSON that an earlier pipe found keeps its form. Where the sentence decides (beruang), the
    neighbours do; see `nusaner.stemmer.context`.

    Args:
        stemmer: What stems the words; None for one that leaves alone the names of the bundled knowledge
            base, which is made with the first document.
        convention: Of that one; see `Stemmer`.

    Raises:
        InputError: There is no such convention.
    """

    def __init__(self, stemmer: Stemmer | None = None, *, convention: str = "kbbi") -> None:
        check_convention(convention)
        self._given = stemmer
        self._convention = convention

    @cached_property
    def stemmer(self) -> Stemmer:
        """What stems the words."""
        return self._given or Stemmer(protected=bundled_names(), convention=self._convention)

    def __reduce__(self) -> tuple[Any, ...]:
        return (_rebuild, (self._given, self._convention))

    def __call__(self, doc: Doc) -> Doc:
        """Stem the tokens of one document."""
        ambiguous = context.readings()
        affixes: dict[int, str] = {}
        for token in doc:
            form = token.lower_
            if form in ambiguous and (reading := context.read([word.lower_ for word in _around(token)], _at(token))):
                token.lemma_ = reading.stem
                affixes[token.idx] = " ".join(reading.affixes)
                continue
            stem = self._stem(token)
            token.lemma_ = stem
            if stem != form:
                affixes[token.idx] = self.stemmer.affixes(form)
        extensions.set_affixes(doc, affixes)
        return doc

    def _stem(self, token: Token) -> str:
        text: str = token.text
        if token.ent_type_ == "PERSON" and text[0].isupper():
            return text.lower()
        if text[0].isupper() and not token.is_sent_start and not text.isupper():
            return self.stemmer.stem_name(text)
        return self.stemmer.stem(text)


def _around(token: Token) -> Any:
    return token.doc[max(0, token.i - context.WINDOW) : token.i + context.WINDOW + 1]


def _at(token: Token) -> int:
    return min(token.i, context.WINDOW)


def _rebuild(stemmer: Stemmer | None, convention: str) -> StemmerPipe:
    return StemmerPipe(stemmer, convention=convention)


@Language.factory(
    "nusaner_stemmer",
    requires=["token.is_sent_start"],
    assigns=["token.lemma", "token._.stem", "token._.affixes"],
    default_config={"convention": "kbbi", "lexicon": None},
)
def create_stemmer(nlp: Language, name: str, convention: str, lexicon: str | None) -> StemmerPipe:
    """The factory of the pipe.

    Args:
        nlp: The pipeline.
        name: Name of the pipe in it.
        convention: `"kbbi"` or `"ud"`; see `Stemmer`.
        lexicon: Path of a file with own base words and exceptions, or None; see `Stemmer.from_lexicon`.
    """
    if lexicon is not None:
        return StemmerPipe(Stemmer.from_lexicon(lexicon, protected=bundled_names(), convention=convention))
    return StemmerPipe(convention=convention)
