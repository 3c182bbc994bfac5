"""One document as it was and as it is: two texts laid beside each other, and places in them."""

from __future__ import annotations

import re
import weakref
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple, Protocol

from pipeline.records import Document, Section
from pipeline.review.changes import Difference, Range, Spot
from pipeline.review.diff.align import align
from pipeline.review.diff.blocks import Alignment
from pipeline.review.diff.causes import Nearness
from pipeline.review.diff.compact import Compact, squeeze

_WRAP = re.compile(r"[^\S\n]*\n\s*")
# A sentence that never ends is shown around its spot.
_AROUND = 300


class Placed(Protocol):
    """What dates, mentions and references have in common."""

    @property
    def section(self) -> str | None: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def line(self) -> int: ...
    @property
    def sentence(self) -> str: ...


class Located(NamedTuple):
    """A record's spot, and the compact span of its sentence."""

    spot: Spot
    sentence: Range


class Side:
    """One side of a document. `alignment` leads from its compact text to that of `other`."""

    def __init__(self, document: Document, compact: Compact, alignment: Alignment) -> None:
        self.document = document
        self.compact = compact
        self.alignment = alignment
        self.sections = {section.id: section for section in document.sections}
        self._other = weakref.ref(self)
        self._pages: tuple[list[int], list[int]] | None = None

    @property
    def other(self) -> Side:
        """The other side: alive as long as the `Sides` that hold both.

        A weak reference, lest two documents keep each other until a collector comes by.
        """
        other = self._other()
        assert other is not None
        return other

    @property
    def is_edited(self) -> bool:
        """Whether the other side's text differs at all, be it in its white space."""
        return self.compact.source != self.other.compact.source

    def face(self, other: Side) -> None:
        self._other = weakref.ref(other)

    def span(self, start: int, end: int) -> Range:
        """The compact span of source offsets."""
        return self.compact.compact(start), self.compact.compact(end)

    def locate(self, record: Placed) -> Located:
        """Where a record stands."""
        start, end = self.span(record.start, record.end)
        sentence = Compact(record.sentence)
        index = _find(sentence.text, squeeze(record.text), self.compact.text, start)
        marked = None
        first, last = start, end
        if index is not None:
            marked = sentence.expand(index, index + end - start)
            first = max(start - index, 0)
            last = min(first + len(sentence.text), len(self.compact.text))
        spot = Spot(
            record.page, record.line, record.start, record.end, self.heading(record.section),
            record.sentence, marked, self._edited(first, last, sentence),
        )  # fmt: skip
        return Located(spot, (first, last))

    def locate_span(self, span: Range, sentence: Range, section: str | None = None) -> Spot:
        """A stretch of the text that is no record, in the `sentence` (both compact) around it."""
        first = max(sentence[0], span[0] - _AROUND)
        last = min(sentence[1], span[1] + _AROUND)
        start, end = self.compact.expand(*span)
        shown = _WRAP.sub("", self.compact.source[slice(*self.compact.expand(first, last))])
        squeezed = Compact(shown)
        marked = squeezed.expand(span[0] - first, span[1] - first)
        return Spot(
            self.page(start), self.compact.line(start), start, end,
            section if section is not None else self.heading(self.section_at(start)),
            shown, marked, self._edited(first, last, squeezed),
        )  # fmt: skip

    def opposite(self, span: Range, sentence: Range) -> Spot | None:
        """Where a record of this side that the other lacks would stand there, if that is left."""
        shared = list(self.alignment.shared(*sentence))
        if not shared:
            return None
        found = list(self.alignment.shared(*span))
        place = self.alignment.image(*sentence) or (
            min(start for start, _ in shared),
            max(end for _, end in shared),
        )
        if place[1] - place[0] > 2 * (sentence[1] - sentence[0]) + _AROUND:
            return None  # torn apart
        if found:
            mark = (min(start for start, _ in found), max(end for _, end in found))
            return self.other.locate_span(mark, place)
        spot = self.other.locate_span((place[0], place[0]), place)
        return Spot(
            spot.page, spot.line, spot.start, spot.end, spot.section, spot.sentence, None,
            spot.edited,
        )  # fmt: skip

    def nearness(self, span: Range, sentence: Range, *, own_line: bool = False) -> Nearness:
        """How near to a record the text differs from the other side's.

        `own_line`: the white space around it counts, too; a heading is told by it.
        """
        if not self.is_edited:
            return "nowhere"
        if self.alignment.touching(*span):
            return "record"
        if self.alignment.touching(*sentence) or self._is_rewrapped(sentence, own_line):
            return "sentence"
        return "document"

    def _is_rewrapped(self, sentence: Range, own_line: bool) -> bool:
        """Whether the same characters stand in other lines."""
        image = self.alignment.image(*sentence)
        if image is None:
            return False
        cut = _with_blanks if own_line else Compact.expand
        here, there = (
            side.compact.source[slice(*cut(side.compact, *span))]
            for side, span in ((self, sentence), (self.other, image))
        )
        return here != there

    def heading(self, section: str | None) -> str | None:
        """The heading of a section as written: 「（１）対策」."""
        found = self.sections.get(section or "")
        return heading_of(found) if found else None

    def section_at(self, offset: int) -> str | None:
        """The innermost section around a source offset."""
        around = [s for s in self.document.sections if s.start <= offset < s.end]
        return max(around, key=lambda s: (s.start, -s.end)).id if around else None

    def page(self, offset: int) -> int:
        """The page of a source offset: that of the record before it, and form feeds since."""
        if self._pages is None:
            records = sorted((record.start, record.page) for record in _placed(self.document))
            self._pages = [start for start, _ in records], [page for _, page in records]
        starts, pages = self._pages
        feeds = self.compact.source.count
        index = bisect_right(starts, offset)
        if index:
            page = pages[index - 1] + feeds("\f", starts[index - 1], offset)
            return min(page, pages[index]) if index < len(pages) else page
        if starts:
            return max(pages[0] - feeds("\f", offset, starts[0]), 1)
        return 1 + feeds("\f", 0, offset)

    def _edited(self, first: int, last: int, sentence: Compact) -> tuple[Range, ...]:
        """What the text's author changed in the compact span `first:last`, in `sentence`."""
        length = len(sentence.text)
        found = []
        for index in self.alignment.touching(first, last):
            start, end = self.alignment.edits[index][:2]
            left, right = max(start, first) - first, min(end, last) - first
            if left < min(right, length):
                found.append(sentence.expand(left, min(right, length)))
        return tuple(found)


class Sides(NamedTuple):
    """A document before and after; `differences` are those of the generators."""

    before: Side
    after: Side
    differences: Sequence[Difference]


def make_sides(before: Document, after: Document, differences: Sequence[Difference]) -> Sides:
    old = Compact(before.text)
    new = old if before.text == after.text else Compact(after.text)
    alignment = align(old, new)
    sides = Side(before, old, alignment), Side(after, new, alignment.inverse())
    sides[0].face(sides[1])
    sides[1].face(sides[0])
    return Sides(*sides, differences)


def _with_blanks(compact: Compact, start: int, end: int) -> Range:
    """The source offsets of a compact span with the white space around it."""
    first = compact.expand(start - 1, start)[1] if start else 0
    return first, compact.expand(end, end)[0]


def heading_of(section: Section) -> str:
    return f"{section.number or ''}{section.title or ''}"


def _placed(document: Document) -> Iterable[Placed]:
    of_organizations = (mention for o in document.organizations for mention in o.mentions)
    of_people = (mention for person in document.people for mention in person.mentions)
    return chain(document.dates, of_organizations, of_people, document.references)


def _find(sentence: str, surface: str, text: str, start: int) -> int | None:
    """Where in `sentence` the `surface` stands that is at `text[start]`; None if it is not there.

    Of several, the one with the most of the text around it.
    """
    best, best_score = None, -1
    index = sentence.find(surface)
    if index >= 0 and sentence.find(surface, index + 1) < 0:
        return index
    while index >= 0:
        after, follows = index + len(surface), start + len(surface)
        score = _equal(reversed(sentence[:index]), reversed(text[max(start - index, 0) : start]))
        score += _equal(sentence[after:], text[follows : follows + len(sentence) - after])
        if score > best_score:
            best, best_score = index, score
        index = sentence.find(surface, index + 1)
    return best


def _equal(left: Iterable[str], right: Iterable[str]) -> int:
    """How many characters are equal from the start."""
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
