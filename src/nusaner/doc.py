"""The only declaration of spaCy extension attributes.

Values are kept in `doc.user_data` as plain lists, dicts and strings, so that they survive
`to_bytes`, `DocBin` and `nlp.pipe(n_process=2)`; the attributes hand them out as the frozen
records of `nusaner.types`.

    token._.words    tuple[Word]   words of the token: rumahnya is rumah and nya
    token._.stem     str           base word of the token, lower-cased (kept in `token.lemma_`)
    token._.affixes  tuple         what was taken off, as it is written: `("peN-", "-an")`
    span._.score     float | None  probability of the entity
    span._.source    str           where the entity comes from, one of `nusaner.types.SOURCES`
    span._.link      Link | None   what the entity refers to
    doc._.places     tuple         the linked places with their choice of name, as Place
    doc._.stance     dict          target -> Stance
    span._.stance    dict          target -> Stance of a sentence, without evidence; {} if it was not judged
    doc._.quotes     tuple         who says what: Quote, in the order of the text
    doc._.framing    Framing       how the text names the sides and tells their deeds
    doc._.main       tuple         sentences (Span) of the article itself, without menus and side-bars
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from spacy.attrs import IDX, LENGTH, ORTH
from spacy.tokens import Doc, Span, Token

from nusaner import words
from nusaner.types import (
    NIL,
    PLACES,
    STANCES,
    Act,
    Candidate,
    Evidence,
    Framing,
    Link,
    NamingTerm,
    Place,
    Quote,
    Stance,
    Word,
)

_LINK = "nusaner.link"
_SCORE = "nusaner.score"
_SOURCE = "nusaner.source"
_STANCE = "nusaner.stance"
_SENTENCE_STANCE = "nusaner.sentence_stance"
_WORDS = "nusaner.words"
_QUOTES = "nusaner.quotes"
_MAIN = "nusaner.main"
_FRAMING = "nusaner.framing"


def strings(doc: Doc, attribute: int = ORTH) -> list[str]:
    """An attribute of all tokens, as text; going through the tokens would make an object of each.

    Args:
        doc: The document.
        attribute: One of `spacy.attrs` whose values are texts, such as ORTH, LOWER and LEMMA.
    """
    store = doc.vocab.strings
    numbers = doc.to_array(attribute).tolist()
    known = {number: store[number] for number in set(numbers)}
    return [known[number] for number in numbers]


def _get_stem(token: Token) -> str:
    return token.lemma_ or token.lower_


def _get_affixes(token: Token) -> tuple[str, ...]:
    data: dict[Any, Any] = token.doc.user_data
    return tuple(data.get(_affix_key(token.idx), "").split())


def _affix_key(start: int) -> tuple[str, str, int, None]:
    """spaCy's own form of key, which `Doc.from_docs` and `Span.as_doc` move with the tokens."""
    return ("._.", "affixes", start, None)


def set_affixes(doc: Doc, affixes: Mapping[int, str]) -> None:
    """Keep the affixes of tokens.

    Args:
        doc: The document.
        affixes: Offset of a token -> its affixes, divided by blanks.
    """
    data: dict[Any, Any] = doc.user_data
    data.update({_affix_key(start): chain for start, chain in affixes.items()})


def _get_words(token: Token) -> tuple[Word, ...]:
    """The words that a pipe has set, or those that follow from the token and its place."""
    kept = token.doc.user_data.get(_WORDS, {}).get(str(token.idx))
    if kept is not None:
        return tuple(Word(*plain) for plain in kept)
    name = token.text[:1].isupper() and not token.is_sent_start
    found = []
    start = token.idx
    for text in words.split(token.text, name=name):
        found.append(Word(text, start, start + len(text)))
        start += len(text)
    return tuple(found)


def set_words(doc: Doc, words_at: Mapping[int, Iterable[Word]]) -> None:
    """Keep the words of tokens.

    Args:
        words_at: First character of a token to its words.
    """
    kept = {str(start): [list(astuple(word)) for word in found] for start, found in words_at.items()}
    doc.user_data[_WORDS] = kept


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
    return plain and _link(plain, tuple(Candidate(**candidate) for candidate in plain["candidates"]))


def _link(plain: Mapping[str, Any], candidates: tuple[Candidate, ...]) -> Link:
    return Link(**{**plain, "also": tuple(plain["also"]), "candidates": candidates})


def linked(doc: Doc) -> list[tuple[Span, Link | None]]:
    """All entities of a document with `ent._.link`, without what else was considered."""
    data: dict[Any, Any] = doc.user_data
    plain = ((ent, data.get(_key(_LINK, ent))) for ent in doc.ents)
    return [(ent, link and _link(link, ())) for ent, link in plain]


def _plain(record: Any) -> dict[str, Any]:
    """The fields of a record; unlike `dataclasses.asdict` it copies no values, which takes ten times as long."""
    return {name: getattr(record, name) for name in record.__slots__}


def _set_link(span: Span, link: Link) -> None:
    _user_data(span)[_key(_LINK, span)] = _plain_link(link)


def _plain_link(link: Link) -> dict[str, Any]:
    return {**_plain(link), "also": list(link.also), "candidates": [_plain(c) for c in link.candidates]}


def set_links(ents: Sequence[Span], links: Sequence[Link]) -> None:
    """Set `ent._.link` of all entities of a document at once.

    Args:
        ents: The entities.
        links: One link for each entity, in order.
    """
    for ent, link in zip(ents, links, strict=True):
        _set_link(ent, link)


def set_origins(ents: Sequence[Span], scores: Sequence[float], sources: Sequence[str]) -> None:
    """Set `ent._.score` and `ent._.source` of all entities of a document at once.

    Args:
        ents: The entities.
        scores: One probability for each entity, in order.
        sources: One of `nusaner.types.SOURCES` for each entity.
    """
    for ent, score, source in zip(ents, scores, sources, strict=True):
        data, start, end = _user_data(ent), ent.start_char, ent.end_char
        data[(_SCORE, start, end)] = score
        data[(_SOURCE, start, end)] = source


def _get_source(span: Span) -> str:
    source: str = _user_data(span).get(_key(_SOURCE, span), "")
    return source


def _set_source(span: Span, source: str) -> None:
    _user_data(span)[_key(_SOURCE, span)] = source


def _get_places(doc: Doc) -> tuple[Place, ...]:
    groups: dict[str, list[tuple[Span, Link]]] = {}
    for ent in doc.ents:
        link = _get_link(ent)
        if ent.label_ in PLACES and link is not None and link.id != NIL:
            groups.setdefault(link.id, []).append((ent, link))
    return tuple(sorted((_place(group) for group in groups.values()), key=_by_count))


def _by_count(place: Place) -> tuple[int, int]:
    return (-place.count, place.spans[0][0])


def _place(group: Sequence[tuple[Span, Link]]) -> Place:
    link = group[0][1]
    also = dict.fromkeys(name for _, other in group for name in other.also)
    return Place(
        id=link.id,
        name=link.name,
        label=Counter(ent.label_ for ent, _ in group).most_common(1)[0][0],
        spans=tuple((ent.start_char, ent.end_char) for ent, _ in group),
        forms=tuple(Counter(ent.text for ent, _ in group).most_common()),
        latitude=link.latitude,
        longitude=link.longitude,
        country=link.country,
        whose=dict(Counter(other.whose for _, other in group if other.whose).most_common()),
        contested=any(other.contested for _, other in group),
        also=tuple(also),
    )


def _get_stance(doc: Doc) -> dict[str, Stance]:
    plain: Mapping[str, dict[str, Any]] = doc.user_data.get(_STANCE, {})
    return {target: _stance(record) for target, record in plain.items()}


def _stance(plain: dict[str, Any]) -> Stance:
    evidence = tuple(Evidence(**piece) for piece in plain["evidence"])
    return Stance(**{**plain, "evidence": evidence, "doubt": tuple(plain.get("doubt", (0.0, 1.0)))})


def _set_stance(doc: Doc, stances: Mapping[str, Stance]) -> None:
    doc.user_data[_STANCE] = {
        target: {
            **_plain(stance),
            "probabilities": dict(stance.probabilities),
            "evidence": tuple(_plain(piece) for piece in stance.evidence),
        }
        for target, stance in stances.items()
    }


def _get_sentence_stance(span: Span) -> dict[str, Stance]:
    plain: Mapping[str, Sequence[Any]] = _user_data(span).get(_key(_SENTENCE_STANCE, span), {})
    return {
        target: Stance(target, label, dict(zip(STANCES, probabilities, strict=True)))
        for target, (label, *probabilities) in plain.items()
    }


def _set_sentence_stance(span: Span, stances: Mapping[str, Stance]) -> None:
    _user_data(span)[_key(_SENTENCE_STANCE, span)] = {
        target: [stance.label, *(stance.probabilities.get(label, 0.0) for label in STANCES)]
        for target, stance in stances.items()
    }


def set_sentence_stances(
    doc: Doc, ranges: Sequence[tuple[int, int]], labels: Mapping[str, list[str]], rows: Mapping[str, list[list[float]]]
) -> None:
    """Set `sent._.stance` of many sentences at once.

    Args:
        doc: The document.
        ranges: Tokens of each sentence (half-open).
        labels: Target to the label of each sentence.
        rows: Target to the probabilities of each sentence, in the order of `STANCES`.
    """
    data: dict[Any, Any] = doc.user_data
    starts = doc.to_array(IDX).tolist()
    ends = [start + length for start, length in zip(starts, doc.to_array(LENGTH).tolist(), strict=True)]
    for k, (start, end) in enumerate(ranges):
        data[(_SENTENCE_STANCE, starts[start], ends[end - 1])] = {
            target: [labels[target][k], *rows[target][k]] for target in rows
        }


def _get_quotes(doc: Doc) -> tuple[Quote, ...]:
    return tuple(Quote(**plain) for plain in doc.user_data.get(_QUOTES, ()))


def _set_quotes(doc: Doc, quotes: Iterable[Quote]) -> None:
    doc.user_data[_QUOTES] = [{**_plain(quote), "stance": dict(quote.stance)} for quote in quotes]


def main_ranges(doc: Doc) -> list[tuple[int, int]]:
    """Tokens (half-open) of the spans of `doc._.main`.

    They are kept by the page reader; without it every sentence with a word counts as the article's.
    """
    ranges = doc.user_data.get(_MAIN)
    if ranges is not None:
        return [(start, end) for start, end in ranges]
    if not doc.has_annotation("SENT_START"):
        return [(0, len(doc))]
    return [(sentence.start, sentence.end) for sentence in doc.sents]


def _get_main(doc: Doc) -> tuple[Span, ...]:
    return tuple(doc[start:end] for start, end in main_ranges(doc))


def _set_main(doc: Doc, spans: Iterable[Span]) -> None:
    doc.user_data[_MAIN] = [[span.start, span.end] for span in spans]


def _get_framing(doc: Doc) -> Framing:
    plain = doc.user_data.get(_FRAMING)
    if plain is None:
        return Framing()
    terms = tuple(NamingTerm(**term) for term in plain["terms"])
    return Framing(**{**plain, "terms": terms, "acts": tuple(Act(**act) for act in plain["acts"])})


def _set_framing(doc: Doc, framing: Framing) -> None:
    doc.user_data[_FRAMING] = {
        **_plain(framing),
        "names": dict(framing.names),
        "terms": tuple(_plain(term) for term in framing.terms),
        "acts": tuple(_plain(act) for act in framing.acts),
        "quoted": dict(framing.quoted),
    }


def register() -> None:
    """Declare the extensions; calling it again changes nothing."""
    Token.set_extension("words", getter=_get_words, force=True)
    Token.set_extension("stem", getter=_get_stem, force=True)
    Token.set_extension("affixes", getter=_get_affixes, force=True)
    Span.set_extension("score", getter=_get_score, setter=_set_score, force=True)
    Span.set_extension("link", getter=_get_link, setter=_set_link, force=True)
    Span.set_extension("stance", getter=_get_sentence_stance, setter=_set_sentence_stance, force=True)
    Span.set_extension("source", getter=_get_source, setter=_set_source, force=True)
    Doc.set_extension("places", getter=_get_places, force=True)
    Doc.set_extension("stance", getter=_get_stance, setter=_set_stance, force=True)
    Doc.set_extension("quotes", getter=_get_quotes, setter=_set_quotes, force=True)
    Doc.set_extension("framing", getter=_get_framing, setter=_set_framing, force=True)
    Doc.set_extension("main", getter=_get_main, setter=_set_main, force=True)
