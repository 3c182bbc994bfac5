"""Paragraphs with the section they stand in: what the finders of dates and names read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.records import Section
from pipeline.text.layout import Kind, Layout, Paragraph
from pipeline.text.offsets import MappedText, Span
from pipeline.text.sentences import split_sentences

_END = attrgetter("end")


class Place(NamedTuple):
    """Everything a record says about where it stands; named as in the records."""

    section: str | None
    start: int
    end: int
    text: str
    page: int
    line: int
    sentence: str


class Passage:
    """One paragraph: its text with wraps undone, its kind, and the id of its section."""

    __slots__ = ("_layout", "_sentences", "_shown", "kind", "mapped", "section", "text")

    def __init__(
        self, layout: Layout, paragraph: Paragraph, section: str | None, kind: Kind | None = None
    ) -> None:
        self.mapped: MappedText = paragraph.text
        self.text: str = paragraph.text.text
        self.kind: Kind = kind or paragraph.kind
        self.section = section
        self._layout = layout
        self._sentences: list[Span] | None = None
        self._shown: dict[int, str] | None = None

    @property
    def sentences(self) -> list[Span]:
        """Spans of `text`, in order. Split when first asked for: most passages hold no date."""
        if self._sentences is None:
            self._sentences = split_sentences(self.text)
        return self._sentences

    @property
    def start(self) -> int:
        """Where it begins in the source."""
        return self.mapped.source(0, 1).start

    def place(self, start: int, end: int) -> Place:
        """Where `text[start:end]` stands in the source."""
        source = self.mapped.source(start, end)
        first, last = source
        sentences = self.sentences
        index = bisect_right(sentences, start, key=_END) if len(sentences) > 1 else 0
        return Place(
            self.section,
            first,
            last,
            self._layout.surface(source),
            self._layout.page_at(first),
            self._layout.line_at(first),
            self._show(index, end),
        )

    def _show(self, index: int, end: int) -> str:
        """The sentence, or as much more as a name that goes on after it needs."""
        start, sentence_end = self.sentences[index]
        if end > sentence_end:
            return self.text[start:end].strip()
        # What stands in one sentence shares its text: a list of dates may be all one sentence.
        if self._shown is None:
            self._shown = {}
        if index not in self._shown:
            self._shown[index] = self.text[start:sentence_end].strip()
        return self._shown[index]


def make_passages(layout: Layout, sections: Sequence[Section]) -> list[Passage]:
    """The paragraphs in reading order, each with the innermost section around it.

    Those that a heading is made of are of the kind "heading", whatever they look like.
    """
    headings = {section.heading_start: section.heading_end for section in sections}
    passages = []
    heading_end = 0
    open_sections: list[Section] = []
    waiting = sorted(sections, key=lambda s: (s.start, -s.end))
    following = 0
    for paragraph in layout.paragraphs:
        start = paragraph.start
        while following < len(waiting) and waiting[following].start <= start:
            open_sections.append(waiting[following])
            following += 1
        while open_sections and open_sections[-1].end <= start:
            open_sections.pop()
        section = open_sections[-1].id if open_sections else None
        heading_end = max(heading_end, headings.get(start, 0))
        kind: Kind | None = "heading" if paragraph.end <= heading_end else None
        passages.append(Passage(layout, paragraph, section, kind))
    return passages
