"""When a text is not judged, and what is told instead."""

from __future__ import annotations

from nusaner import lexicon
from nusaner.stance.view import Reading

#: The corpus teaches whole articles; a line or two says too little.
SHORTEST = 25
#: And nothing of its kind is a book.
LONGEST = 20_000
#: Running Indonesian has a quarter or more of function words, terse headlines a tenth.
_LEAST_FUNCTION_WORDS = 0.04


def why_unread(reading: Reading, name: str, mentions: int) -> str:
    """Why no stance is read from a text, as a clause; "" if nothing is in the way.

    Args:
        reading: The text.
        name: What the target is called.
        mentions: How often the text names it.
    """
    words = reading.count_words()
    if not mentions:
        return f"the text does not name {name} or those who act for it"
    if words < SHORTEST:
        return f"the text is too short to read a stance from it ({words} words)"
    if words > LONGEST:
        return f"the text is too long to be one article ({words} words); split it"
    known = lexicon.words("function_words")
    share = sum(unit.word in known for s in reading.sentences for unit in s.units) / words
    if share < _LEAST_FUNCTION_WORDS:
        return f"the text does not look Indonesian ({share:.0%} of its words are Indonesian function words)"
    return ""
