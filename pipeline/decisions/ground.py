"""The text that quotes are sought in: the paragraphs, without white space and in one width.

Page furniture is no part of it, so a quote may run over a page's end. Spans in this text are
called places here; `Ground` leads from places to offsets of the source and back.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.decisions.decision import Quote
from pipeline.text.offsets import MappedText, Span
from pipeline.text.passages import Passage
from pipeline.text.passages import Place as Standing
from pipeline.text.width import fold

_WORDS = re.compile(r"\S+")
# How much is quoted on each side at least; more, where that stands in several places.
_CONTEXT = 12

Place = tuple[int, int]


class Within(NamedTuple):
    """A place in its paragraph: `passage.text[start:end]`."""

    passage: Passage
    start: int
    end: int


class Ground:
    """The passages of one document, in their order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = passages
        self._squeezed = [_squeeze(passage.text) for passage in passages]
        lengths = [len(squeezed) for squeezed in self._squeezed]
        self._starts = [0, *accumulate(lengths)]
        self.text = "".join([squeezed.text for squeezed in self._squeezed])

    def find(self, text: str) -> Iterator[Place]:
        """Every place of a squeezed text, from left to right, also where two overlap."""
        start = self.text.find(text)
        while start >= 0:
            yield start, start + len(text)
            start = self.text.find(text, start + 1)

    def find_quote(self, quote: Quote) -> list[Place]:
        """Every place of the exact text that has the quoted surroundings."""
        prefix, exact, suffix = quote.squeezed()
        found = self.find(prefix + exact + suffix)
        return [(start + len(prefix), end - len(suffix)) for start, end in found]

    def within(self, place: Place) -> Within | None:
        """None where it runs over the end of a paragraph."""
        index = bisect_right(self._starts, place[0]) - 1
        if place[1] > self._starts[index + 1]:
            return None
        first = self._starts[index]
        start, end = self._squeezed[index].source(place[0] - first, place[1] - first)
        return Within(self._passages[index], start, end)

    def source(self, place: Place) -> Span:
        """Where it stands in the source text, over the ends of paragraphs and pages."""
        return Span(self._origin(place[0]).start, self._origin(place[1] - 1).end)

    def _origin(self, index: int) -> Span:
        passage, start, end = self._at(index)
        return passage.mapped.source(start, end)

    def _at(self, index: int) -> Within:
        within = self.within((index, index + 1))
        assert within is not None
        return within

    def place(self, start: int, end: int) -> Place | None:
        """The place of source offsets; None where no paragraph has them."""
        everything = range(len(self.text))
        first = bisect_right(everything, start, key=lambda index: self._origin(index).end)
        last = bisect_left(everything, end, key=lambda index: self._origin(index).start)
        return (first, last) if first < last else None

    def stand(self, span: Span) -> Standing:
        """What a record says of where it stands; `span` lies within a paragraph."""
        place = self.place(*span)
        within = self.within(place) if place else None
        if within is None:
            raise IndexError(f"{span.start}:{span.end} is in no paragraph")
        return within.passage.place(within.start, within.end)

    def quote(self, place: Place) -> Quote:
        """A quote that finds `place` and no other, as short as it may be.

        Where the text repeats itself without an end, not even all of it does.
        """
        context = _CONTEXT
        while True:
            quote = self._quote(place, context)
            everything = context > len(self.text)
            if everything or len(self.find_quote(quote)) == 1:
                return quote
            context *= 2

    def exact(self, place: Place) -> str:
        """The text at `place` as written, line wraps undone."""
        return self._written(*place)

    def _quote(self, place: Place, context: int) -> Quote:
        start, end = place
        return Quote(
            self._written(start, end),
            self._written(max(start - context, 0), start).lstrip(),
            self._written(end, min(end + context, len(self.text))).rstrip(),
        )

    def _written(self, start: int, end: int) -> str:
        parts = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            last = min(end, self._starts[index + 1])
            if start < last:
                within = self.within((start, last))
                assert within is not None
                parts.append(within.passage.text[within.start : within.end])
                start = last
            index += 1
        return "".join(parts)


def _squeeze(text: str) -> MappedText:
    folded = fold(text)
    return folded.select([match.span() for match in _WORDS.finditer(folded.text)])
