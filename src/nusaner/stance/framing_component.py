"""The pipe `nusaner_framing`."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from nusaner import doc as extensions
from nusaner.stance.framing import framing

extensions.register()


class FramingReader:
    """Writes `doc._.framing`: choice of names, loaded words, doers and victims, shares of speech."""

    def __call__(self, doc: Doc) -> Doc:
        """Read one document."""
        doc._.framing = framing(doc)
        return doc


@Language.factory(
    "nusaner_framing",
    requires=["token.is_sent_start", "doc.ents", "span._.link"],
    assigns=["doc._.framing"],
)
def create_framing(nlp: Language, name: str) -> FramingReader:
    """The factory of the pipe; it has nothing to learn."""
    return FramingReader()
