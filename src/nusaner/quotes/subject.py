"""The subject of a word of saying, found without a parser: the phrase that stands where Indonesian puts it.

Before an active verb ('Kementerian itu menyatakan'), after a bare stem or a preposition ('kata juru bicara
itu,', 'menurut warga,'); a verb joined to another has the subject of the first ('Turki menolak angka itu
dan menyatakan'), which stands where the sentence begins (Alwi et al., 2003, ch. 9).
"""

from __future__ import annotations

from collections.abc import Sequence

#: A phrase of more words is cut off.
_LONGEST = 12
_BREAKS = frozenset([*',;:.!?"“”«»()', "sedangkan", "sementara", "tetapi", "namun", "ketika", "karena", "bahwa"])
_JOINED = frozenset({"dan", "serta", "lalu", "kemudian", "sekaligus"})
_ADVERBS = frozenset(
    {
        "juga",
        "pun",
        "kemudian",
        "lalu",
        "telah",
        "sudah",
        "pernah",
        "akan",
        "sempat",
        "kembali",
        "sendiri",
        "resmi",
        "langsung",
        "lagi",
        "hanya",
    }
)


def subject(
    words: Sequence[str], cue: int, kind: str, sentence: tuple[int, int], quotation: tuple[int, int]
) -> tuple[int, int, bool]:
    """The phrase that names who speaks.

    Args:
        words: Lower-cased words of the document.
        cue: Position of the word of saying, -1 if none.
        kind: Where what is said stands to that word.
        sentence, quotation: Words, half-open.

    Returns:
        Words, half-open (empty if nothing is found), and whether the phrase was taken from the
        beginning of the sentence because the verb is joined to another.

    Example:
        >>> subject("menteri itu mengatakan bahwa ya".split(), 2, "after", (0, 5), (4, 5))
        (0, 2, False)
        >>> subject("ya , kata menteri itu .".split(), 2, "both", (0, 6), (0, 1))
        (3, 5, False)
        >>> subject("reuters mengutip dua orang yang mengaku hadir".split(), 5, "after", (0, 7), (6, 7))
        (2, 5, False)
    """
    first, last = sentence
    if cue < 0:
        return first, first, False
    if words[cue].endswith("nya"):
        return cue, cue + 1, False
    behind = kind in ("before", "source") or (kind == "both" and quotation[0] < cue)
    if behind or (kind == "both" and cue == first):
        end = cue + 1
        limit = min(last, cue + 1 + _LONGEST, quotation[0] if quotation[0] > cue else last)
        while end < limit and words[end] not in _BREAKS:
            end += 1
        return cue + 1, end, False
    start = cue
    relative = cue > first and words[cue - 1] == "yang"
    if relative:
        start = max(first, cue - (2 if words[cue - 2] == "," else 1))
    while start > first and cue - start < _LONGEST and words[start - 1] not in _BREAKS:
        if quotation[0] <= start - 1 < quotation[1] or words[start - 1] in _JOINED:
            break
        if relative and len(words[start - 1]) > 5 and words[start - 1].startswith("me"):
            break  # 'Reuters mengutip dua petempur yang mengaku': the object speaks
        start -= 1
    end = cue
    while end > start and words[end - 1] in _ADVERBS:
        end -= 1
    if end > start:
        return start, end, False
    end = first
    while end < min(start, first + _LONGEST) and words[end] not in _BREAKS:
        end += 1
    return first, end, True
