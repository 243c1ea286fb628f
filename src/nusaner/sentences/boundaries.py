"""Where a sentence begins: fixed rules of layout and a trained decision inside the line.

The rules are those of the annotation guidelines, section 3: a run-in date line belongs to the
sentence that follows; a headline, byline, caption or side-bar item is a sentence of its own; a
quotation with its "kata X" is one sentence; no break inside brackets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from nusaner.sentences import candidates
from nusaner.sentences.layout import FINAL, OPENERS, enclosed, line_ends, numbers, wrapped_lines
from nusaner.sentences.model import BoundaryModel

#: A text with fewer upper-case words than this share is taken for an all-lower-case text.
_LOWER_CASED = 0.01
#: Abbreviations that end a list, so that a capital behind them starts a sentence.
_LAST_OF_LISTS = frozenset({"dll.", "dsb.", "dst.", "dkk.", "dsj."})

#: Words of the longest nickname between a first and a last name.
_NICKNAME = 2

Decision = Callable[[int, int, int, str], bool]


def sentence_starts(words: Sequence[str], spaces: Sequence[bool], model: BoundaryModel) -> list[bool]:
    """Which tokens open a sentence.

    Args:
        words: Surface tokens of one text, blank ones (line breaks) among them.
        spaces: Whether a blank follows each token, as in `spacy.tokens.Doc`.
        model: Decides where no rule does.

    Returns:
        One bool for each token; the first is True.

    Example:
        >>> from nusaner.sentences.model import load
        >>> words = ["Ia", "pergi", ".", "Kami", "tidak", "."]
        >>> starts = sentence_starts(words, [True] * len(words), load())
        >>> [word for word, start in zip(words, starts) if start]
        ['Ia', 'Kami']
    """
    usage = model.usage

    def decide(opening: int, here: int, following: int, kind: str) -> bool:
        return model.ends(candidates.features(words, opening, here, following, kind, usage))

    return walk(words, spaces, usage, decide)


def walk(words: Sequence[str], spaces: Sequence[bool], usage: candidates.Usage, decide: Decision) -> list[bool]:
    """Which tokens open a sentence, by the rules and by `decide` where there is none.

    Args:
        decide: Called with the first token of the sentence, the two tokens between which it may
            end, and the kind of end.
    """
    starts = [False] * len(words)
    visible = [i for i, word in enumerate(words) if word and not word.isspace()]
    if starts:
        starts[0] = True
    if not visible:
        return starts
    inside = enclosed(words, spaces)
    lower_cased = _is_lower_cased(words, visible)
    wrapped: list[bool] = []
    opening = line = here = visible[0]
    for following in visible[1:]:
        breaks = 0 if following == here + 1 else "".join(words[here + 1 : following]).count("\n")
        if breaks:
            wrapped = wrapped or wrapped_lines(words, spaces)
            length = sum(len(words[i]) + spaces[i] for i in range(line, here + 1))
            ends = breaks > 1 or line_ends(words, here, following, wrapped=wrapped[here], length=length)
            line = following
        elif inside[here]:
            ends = False
        else:
            kind = candidates.kind(words, spaces, here, following, usage)
            if not kind or (words[here] == "." and here - opening <= 1 and numbers(words[opening])):
                ends = False  # the latter is the number of a list item
            elif kind == "abbreviation" and _ends_anyway(words, here, following, inside):
                ends = True
            elif lower_cased and kind == "mark":
                ends = words[following][0].isalpha() or words[following] in OPENERS or words[following] in FINAL
            else:
                ends = decide(opening, here, following, kind)
        if ends:
            starts[following] = True
            opening = following
        here = following
    return starts


def _ends_anyway(words: Sequence[str], here: int, i: int, inside: Sequence[bool]) -> bool:
    """Whether a capital follows the end of a list, or what follows an initial is surely no name.

    That is a quotation longer than a nickname (R. "Buyung" Hasan), or an acronym before a small letter.
    """
    if words[here] in _LAST_OF_LISTS:
        return words[i][0].isupper()
    if len(words[here]) > 2:
        return False
    if words[i] in OPENERS:
        reach = i + _NICKNAME + 1
        return reach < len(words) and words[i + 1][0].isupper() and all(inside[i:reach])
    return len(words[i]) > 2 and words[i].isupper() and i + 1 < len(words) and words[i + 1].islower()


def _is_lower_cased(words: Sequence[str], visible: Sequence[int]) -> bool:
    capitals = sum(words[i][0].isupper() for i in visible)
    return capitals < _LOWER_CASED * len(visible)
