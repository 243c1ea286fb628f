"""The only declaration of spaCy extension attributes.

Values are kept in `doc.user_data` as plain lists, dicts and strings, so that they survive
`to_bytes`, `DocBin` and `nlp.pipe(n_process=2)`; the attributes hand them out as the frozen
records of `nusaner.types`.

    token._.words    tuple[Word]   words of the token: rumahnya is rumah and nya
    token._.stem     str           base word of the token, lower-cased (kept in `token.lemma_`)
    span._.score     float | None  probability of the entity
    span._.link      Link | None   what the entity refers to
    doc._.stance     dict          target -> Stance
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from spacy.tokens import Doc, Span, Token

from nusaner import words
from nusaner.types import Candidate, Evidence, Link, Stance, Word

_LINK = "nusaner.link"
_SCORE = "nusaner.score"
_STANCE = "nusaner.stance"


def _get_stem(token: Token) -> str:
    return token.lemma_ or token.lower_


def _get_words(token: Token) -> tuple[Word, ...]:
    """Nothing is kept: the words follow from the token and from whether it opens a sentence."""
    name = token.text[:1].isupper() and not token.is_sent_start
    found = []
    start = token.idx
    for text in words.split(token.text, name=name):
        found.append(Word(text, start, start + len(text)))
        start += len(text)
    return tuple(found)


def _key(kind: str, span: Span) -> tuple[str, int, int]:
    return (kind, span.start_char, span.end_char)


def _user_data(span: Span) -> dict[Any, Any]:
    """The document's own data; spaCy's stubs allow only strings as keys, spaCy itself any."""
    return span.doc.user_data


def _get_score(span: Span) -> float | None:
    score: float | None = _user_data(span).get(_key(_SCORE, span))
    return score


def _set_score(span: Span, score: float) -> None:
    _user_data(span)[_key(_SCORE, span)] = float(score)


def _get_link(span: Span) -> Link | None:
    plain = _user_data(span).get(_key(_LINK, span))
    if plain is None:
        return None
    candidates = tuple(Candidate(**candidate) for candidate in plain["candidates"])
    return Link(**{**plain, "also": tuple(plain["also"]), "candidates": candidates})


def _set_link(span: Span, link: Link) -> None:
    _user_data(span)[_key(_LINK, span)] = asdict(link)


def _get_stance(doc: Doc) -> dict[str, Stance]:
    plain: Mapping[str, dict[str, Any]] = doc.user_data.get(_STANCE, {})
    return {target: _stance(record) for target, record in plain.items()}


def _stance(plain: dict[str, Any]) -> Stance:
    evidence = tuple(Evidence(**piece) for piece in plain["evidence"])
    return Stance(**{**plain, "evidence": evidence})


def _set_stance(doc: Doc, stances: Mapping[str, Stance]) -> None:
    doc.user_data[_STANCE] = {target: asdict(stance) for target, stance in stances.items()}


def register() -> None:
    """Declare the extensions; calling it again changes nothing."""
    Token.set_extension("words", getter=_get_words, force=True)
    Token.set_extension("stem", getter=_get_stem, force=True)
    Span.set_extension("score", getter=_get_score, setter=_set_score, force=True)
    Span.set_extension("link", getter=_get_link, setter=_set_link, force=True)
    Doc.set_extension("stance", getter=_get_stance, setter=_set_stance, force=True)
