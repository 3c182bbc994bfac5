"""Paragraphs with the section they stand in: what the finders of dates and names read."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.records import Section
from pipeline.text.layout import Kind, Layout, Paragraph
from pipeline.text.offsets import MappedText, Span
from pipeline.text.sentences import split_sentences


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

    def __init__(
        self, layout: Layout, paragraph: Paragraph, section: str | None, kind: Kind | None = None
    ) -> None:
        self.mapped: MappedText = paragraph.text
        self.text: str = paragraph.text.text
        self.kind: Kind = kind or paragraph.kind
        self.section = section
        self._layout = layout

    @cached_property
    def sentences(self) -> list[Span]:
        """Spans of `text`, in order."""
        return split_sentences(self.text)

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [sentence.end for sentence in self.sentences]

    def place(self, start: int, end: int) -> Place:
        """Where `text[start:end]` stands in the source."""
        source = self.mapped.source(start, end)
        sentence = self.sentences[bisect_right(self._sentence_ends, start)]
        return Place(
            self.section,
            source.start,
            source.end,
            self._layout.surface(source),
            self._layout.page_at(source.start),
            self._layout.line_at(source.start),
            self.text[sentence.start : max(sentence.end, end)].strip(),
        )


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
