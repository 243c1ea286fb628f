"""What the stemmer knows of one word."""

from __future__ import annotations

from dataclasses import dataclass

from nusaner.stemmer.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word taken apart.

    Args:
        form: The word, lower-cased.
        stem: Its base word.
        affixes: What was taken off, in the order in which it is written: prefixes from outside
            inwards, `"R"` for reduplication, suffixes from inside outwards.
        candidates: All ways to take it apart that the model weighed, the best first; empty for words
            that were not weighed.
        source: `"name"`, `"exception"`, `"list"`, `"model"`, or `"kept"` for a word that has no known base
            or is not written in the letters a to z.
    """

    form: str
    stem: str
    affixes: tuple[str, ...]
    candidates: tuple[Candidate, ...]
    source: str
