"""Offsets of one writing of a text in another that differs from it in white space only.

Column formats keep no white space, so what a system read from them and wrote again has other
offsets than the gold text. The characters that are not blank are the same, and carry the offsets.
"""

from __future__ import annotations

from bisect import bisect_left

#: Characters without width that cleaners remove; `str.isspace` does not count them.
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


class Alignment:
    """Maps offsets of `source` to `target`.

    Args:
        source, target: Two writings of one text.
    """

    def __init__(self, source: str, target: str) -> None:
        self._source, self._target = source, target
        self._from, self._to = _written(source), _written(target)

    def difference(self) -> tuple[int, int] | None:
        """The first characters, of source and target, that differ; None if the texts are the same.

        Example:
            >>> Alignment("Baku , Armenia", "Baku, Armenia").difference()
            >>> Alignment("Baku", "Bakı").difference()
            (3, 3)
        """
        for here, there in zip(self._from, self._to, strict=False):
            if self._source[here] != self._target[there]:
                return here, there
        if len(self._from) == len(self._to):
            return None
        shorter = min(len(self._from), len(self._to))
        return (
            self._from[shorter] if shorter < len(self._from) else len(self._source),
            self._to[shorter] if shorter < len(self._to) else len(self._target),
        )

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of the target for characters of the source; None if they are all blank.

        Args:
            start, end: Characters, half-open.

        Example:
            >>> Alignment("di Baku .", "di  Baku.").span(3, 7)
            (4, 8)
        """
        first, behind = bisect_left(self._from, start), bisect_left(self._from, end)
        if first >= behind:
            return None
        return self._to[first], self._to[behind - 1] + 1


def _written(text: str) -> list[int]:
    return [i for i, c in enumerate(text) if not c.isspace() and c not in _INVISIBLE]
