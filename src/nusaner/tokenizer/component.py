"""The tokenizer as spaCy takes it: `@tokenizers = "nusaner.Tokenizer.v1"`."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy import registry
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc

from nusaner import lexicon
from nusaner.errors import InputError
from nusaner.tokenizer import patterns

#: A run of so many characters without a blank is no word; spaCy's loop of affixes, which takes time
#: quadratic in the length of such a run, is spared it.
LONGEST = 400
_LONG = re.compile(rf"\S{{{LONGEST},}}")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PIECE = re.compile(rf"\w{{1,{LONGEST}}}|[^\w\s]|\s+")


class IndonesianTokenizer(Tokenizer):
    """spaCy's tokenizer, safe against words of a million characters.

    The text is never changed: `tokenizer(text).text == text` for every string.
    """

    def __call__(self, string: str) -> Doc:
        """Split a text into surface tokens.

        Raises:
            InputError: The text holds half of a surrogate pair, which no encoding can write.
        """
        half = _SURROGATE.search(string)
        if half:
            raise InputError(
                f"The text holds half of a surrogate pair at character {half.start()}; decode it again, or "
                "replace the half by text.encode('utf-8', 'replace').decode()."
            )
        if not _LONG.search(string):
            whole: Doc = super().__call__(string)
            return whole
        words: list[str] = []
        spaces: list[bool] = []
        end = 0
        for match in _LONG.finditer(string):
            self._add(super().__call__(string[end : match.start()]), words, spaces)
            words.extend(_PIECE.findall(match.group()))
            spaces.extend([False] * (len(words) - len(spaces)))
            end = match.end()
        self._add(super().__call__(string[end:]), words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    @staticmethod
    def _add(part: Doc, words: list[str], spaces: list[bool]) -> None:
        words.extend(token.text for token in part)
        spaces.extend(bool(token.whitespace_) for token in part)


@registry.tokenizers("nusaner.Tokenizer.v1")
def create_tokenizer() -> Callable[[Language], IndonesianTokenizer]:
    """The factory that a pipeline's config names under `[nlp.tokenizer]`."""
    return build


def build(nlp: Language) -> IndonesianTokenizer:
    """A tokenizer on the vocabulary of `nlp`."""
    abbreviations = lexicon.words("abbreviations")
    rules = {form: [{ORTH: form}] for form in abbreviations | {a.capitalize() for a in abbreviations}}
    return IndonesianTokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=patterns.PREFIXES.search,
        suffix_search=patterns.SUFFIXES.search,
        infix_finditer=patterns.INFIXES.finditer,
        token_match=patterns.KEEP.match,
    )
