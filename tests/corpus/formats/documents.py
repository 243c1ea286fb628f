"""Documents that annotation tools stumble over, for hypothesis."""

from dataclasses import replace

from hypothesis import strategies as st

from nusaner.types import Annotated, Mention

#: Emoji of one and of several characters, combining marks, letters composed and not, right-to-left and signs of the formats.
WORDS = (
    "Baku", "Şuşa", "S\u0327us\u0327a", "Stepanakɛrt", "🌷", "👨🏻\u200d🚒", "🇦🇿", "𐌰𐌱", "القدس", "תל", "e\u0301e\u0301",
    "di", ".", "->", "[x]", "a|b", "a_b", "*", "\\n", "{az:F}", "#", "-", "O", "<q", "T1", "\ufeff", "1-1",
)  # fmt: skip
BLANKS = (" ", " ", " ", "", "  ", "\n", "\r\n", "\n\n", "\t", " \n", "\u00a0", "\u2028")
LABELS = ("GPE", "PERSON", "Loc-x")
RECORDS = ("", "baku", "Q9248", "Wikidata:Q9248", "NIL")
NAMES = ("a", "kompas/2020:1", "Dok ä%20")


@st.composite
def documents(draw, *, flat=False, fitted=False, tokens=True, record=True, one_line=False, meta=True):
    """A document of words, with mentions from word to word, or from character to character if not `fitted`."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
    parts = [draw(st.sampled_from(("", "", " ", "\n")))]
    spans = []
    for word in words:
        start = len("".join(parts))
        spans.append((start, start + len(word)))
        parts += [word, draw(st.sampled_from(BLANKS))]
    text = "".join(parts)
    found = set()
    for _ in range(draw(st.integers(0, 4))):
        first = draw(st.integers(0, len(spans) - 1))
        last = draw(st.integers(first, min(first + 2, len(spans) - 1)))
        start, end = spans[first][0], spans[last][1]
        if not fitted and end - start > 1:
            start, end = sorted(draw(st.lists(st.integers(start, end), min_size=2, max_size=2, unique=True)))
            if text[start].isspace() or text[end - 1].isspace():
                continue
        if one_line and "\n" in text[start:end]:
            continue
        found.add(Mention(start, end, draw(st.sampled_from(LABELS)), draw(st.sampled_from(RECORDS)) if record else ""))
    mentions = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.label, m.kb_id)):
        if not flat or not mentions or mentions[-1].end <= mention.start:
            mentions.append(mention)
    cut = draw(st.integers(0, len(spans) - 1))
    bounds = [(spans[0][0], spans[cut - 1][1])] if cut else []
    bounds.append((spans[cut][0], spans[-1][1]))
    crossed = any(m.start < spans[cut][0] < m.end for m in mentions)
    return Annotated(
        draw(st.sampled_from(NAMES)),
        text,
        tuple(mentions),
        tuple(spans) if tokens else (),
        () if not tokens else ((spans[0][0], spans[-1][1]),) if crossed else tuple(bounds),
        {"genre": "wire", "tags": ["uji", 1]} if meta else {},
    )


def without(document, *fields):
    """The document without what a format does not hold."""
    empty = Annotated("", "")
    changed = replace(document, **{name: getattr(empty, name) for name in fields if name != "records"})
    if "records" in fields:
        changed = replace(changed, mentions=tuple(replace(m, kb_id="") for m in changed.mentions))
    return changed
