"""A scikit-learn transformer that stems texts; the only module of the stemmer that imports scikit-learn."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from nusaner.errors import InputError
from nusaner.stemmer.names import bundled_names
from nusaner.stemmer.stem import Stemmer

#: A word with its inner hyphens and apostrophes.
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


class StemTransformer(TransformerMixin, BaseEstimator):
    """Replaces each word of each text by its stem, for pipelines that end in a vectoriser.

    Signs between the words stay where they are. It learns nothing from texts; `fit` reads the
    dictionaries.

    Args:
        convention: `"kbbi"` or `"ud"`; see `Stemmer`.
        lexicon: Path of a file with own base words and exceptions, or None.
        protect_names: Whether the names of the knowledge base keep their form.

    Example:
        >>> StemTransformer().fit_transform(["Pertempuran di Khankendi."]).tolist()
        ['tempur di khankendi.']
    """

    def __init__(self, *, convention: str = "kbbi", lexicon: str | None = None, protect_names: bool = True) -> None:
        self.convention = convention
        self.lexicon = lexicon
        self.protect_names = protect_names

    def fit(self, X: Iterable[str], y: Any = None) -> StemTransformer:  # noqa: N803 - scikit-learn's name
        """Read the dictionaries.

        Args:
            X: Texts, shape (n_texts,); looked at to refuse what is none.
            y: Ignored.

        Raises:
            InputError: `X` is no sequence of texts, or there is none.
        """
        _texts(X)
        names = bundled_names() if self.protect_names else frozenset()
        if self.lexicon is None:
            self.stemmer_ = Stemmer(protected=names, convention=self.convention)
        else:
            self.stemmer_ = Stemmer.from_lexicon(self.lexicon, protected=names, convention=self.convention)
        return self

    def transform(self, X: Iterable[str]) -> Any:  # noqa: N803 - scikit-learn's name
        """The texts with stems for words.

        Args:
            X: Texts, shape (n_texts,).

        Returns:
            Array of strings, shape (n_texts,).
        """
        check_is_fitted(self)
        texts = _texts(X)
        stemmed = np.empty(len(texts), dtype=object)
        stemmed[:] = [_WORD.sub(self._stem, text) for text in texts]
        return stemmed

    def _stem(self, match: re.Match[str]) -> str:
        return self.stemmer_.stem(match[0])

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "stemmer_")

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = True
        tags.no_validation = True
        return tags


def _texts(given: Iterable[str]) -> list[str]:
    if isinstance(given, str | bytes):
        raise InputError("Texts come in a list, got a single one; put it into a list.")
    texts = list(given)
    if not texts:
        raise InputError("There are no texts; give at least one.")
    for position, text in enumerate(texts):
        if not isinstance(text, str):
            raise InputError(f"A text is a str, got {type(text).__name__} at position {position}; convert it first.")
    return texts
