"""A text without its white space, and the way back: what two versions of it are compared in.

Lines wrapped anew, other indentation, blank lines and page breaks are no difference there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

_BLANKS = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


class Compact:
    """`text` is `source` without its white space; offsets of both are code points."""

    __slots__ = ("_blanks", "_gaps", "_gone", "_lines", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = "".join(source.split())
        self._blanks: list[int] = []  # where each run of white space starts, in the source
        self._gaps: list[int] = []  # the same place in the compact text
        self._gone: list[int] = [0]  # how much is left out before it, and in the end in all
        gone = 0
        for run in _BLANKS.finditer(source):
            start, end = run.span()
            self._blanks.append(start)
            self._gaps.append(start - gone)
            gone += end - start
            self._gone.append(gone)
        self._lines: list[int] | None = None

    def compact(self, offset: int) -> int:
        """The place of a source offset; within white space, that of the character after it."""
        index = bisect_left(self._blanks, offset)
        if not index:
            return offset
        place = offset - self._gone[index]
        # Within the run itself, no more is left out than lies before the offset.
        gap = self._gaps[index - 1]
        return place if place > gap else gap

    def expand(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of `text[start:end]`, white space around it left out."""
        first = start + self._gone[bisect_right(self._gaps, start)]
        if start == end:
            return first, first
        return first, end - 1 + self._gone[bisect_right(self._gaps, end - 1)] + 1

    def line(self, offset: int) -> int:
        """The line of a source offset, 1-based."""
        if self._lines is None:
            self._lines = [match.end() for match in re.finditer("\n", self.source)]
        return bisect_right(self._lines, offset) + 1

    def seam(self, index: int) -> str:
        """The white space of the source right before `text[index]`."""
        place = bisect_left(self._gaps, index)
        if place == len(self._gaps) or self._gaps[place] != index:
            return ""
        start = self._blanks[place]
        return self.source[start : start + self._gone[place + 1] - self._gone[place]]
