"""Spans, and texts that know where each of their characters came from."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """Code points of a text, `start` inclusive, `end` exclusive."""

    start: int
    end: int

    def overlaps(self, other: tuple[int, int]) -> bool:
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        return self.start <= other[0] and other[1] <= self.end


_NONE = array("I")


class MappedText:
    """A text made from another, its source, piece by piece.

    A piece as long as what it stands for maps character by character. A piece of
    another length (「㍻」→「平成」, 「ﾊﾟ」→「パ」) maps as a whole: each of its characters
    came from all of it. What was dropped (a line break, an indentation) has no piece.
    """

    __slots__ = ("_lengths", "_mapped", "_shift", "_sources", "text")

    def __init__(self, pieces: Iterable[tuple[str, int, int]]) -> None:
        """`pieces` are (text, source start, source length), in order, none of them empty."""
        pieces = list(pieces)
        self.text = pieces[0][0] if len(pieces) == 1 else "".join([text for text, _, _ in pieces])
        # How far ahead the source is, where it stands as it is: most paragraphs are one line.
        self._shift: int | None = None
        if len(pieces) == 1 and pieces[0][2] == len(self.text):
            self._shift = pieces[0][1]
            self._mapped = self._sources = self._lengths = _NONE
            return
        # Where each piece begins in `text`, and the end.
        self._mapped = array("I", [0, *accumulate([len(text) for text, _, _ in pieces])])
        self._sources = array("I", [start for _, start, _ in pieces])
        self._lengths = array("I", [length for _, _, length in pieces])

    @classmethod
    def of(cls, text: str, start: int = 0) -> MappedText:
        """A stretch of the source as it stands, from `start` on."""
        mapped = cls.__new__(cls)  # most texts are made so: without a list of pieces
        mapped.text, mapped._shift = text, start
        mapped._mapped = mapped._sources = mapped._lengths = _NONE
        return mapped

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"MappedText({self.text!r})"

    @property
    def shift(self) -> int | None:
        """How far ahead the source is, where the whole text stands in it as it is."""
        return self._shift

    def _origin(self, index: int) -> tuple[int, int]:
        """Source start and end of the character at `index`, of a text of several pieces."""
        piece = bisect_right(self._mapped, index) - 1
        start, length = self._sources[piece], self._lengths[piece]
        if self._mapped[piece + 1] - self._mapped[piece] != length:
            return start, start + length
        start += index - self._mapped[piece]
        return start, start + 1

    def source(self, start: int, end: int) -> Span:
        """Where `text[start:end]` came from; `start < end` within the text."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"{start}:{end} of a text of {len(self.text)} characters")
        if self._shift is not None:
            return Span(start + self._shift, end + self._shift)
        return Span(self._origin(start)[0], self._origin(end - 1)[1])

    def slice(self, start: int, end: int) -> MappedText:
        """`text[start:end]`, with the same source."""
        return MappedText(self._cut(start, end))

    def select(self, spans: Iterable[tuple[int, int]]) -> MappedText:
        """What stands at `spans` of `text` (in order, apart), put together, with the same source."""
        return MappedText([piece for span in spans for piece in self._cut(*span)])

    def _cut(self, start: int, end: int) -> list[tuple[str, int, int]]:
        if self._shift is not None:
            text = self.text[start:end]
            return [(text, start + self._shift, len(text))] if text else []
        pieces = []
        index = max(bisect_right(self._mapped, start) - 1, 0)
        while index < len(self._sources) and self._mapped[index] < end:
            first, last = self._mapped[index], self._mapped[index + 1]
            left, right = max(first, start), min(last, end)
            if left < right:
                source, length = self._sources[index], self._lengths[index]
                if length == last - first:
                    source, length = source + left - first, right - left
                pieces.append((self.text[left:right], source, length))
            index += 1
        return pieces
