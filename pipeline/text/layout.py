"""Lines, pages and paragraphs of a source text: `read` is the one call."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Literal

from pipeline.text.breaks import begins_something, is_number_alone, may_be_title
from pipeline.text.furniture import Pages, find_pages
from pipeline.text.joining import join_lines, unwrap
from pipeline.text.lines import BLANKS, Line, split_lines
from pipeline.text.marks import Mark
from pipeline.text.offsets import MappedText, Span
from pipeline.text.wraps import is_wrapped, page_widths

Kind = Literal["text", "item", "row", "heading"]


@dataclass(slots=True, eq=False)
class Paragraph:
    """Lines that belong together, their wraps undone. Not to be changed once made, as a Line.

    `text` maps back to the source. `mark` is the number at its beginning, `bullet` the length
    of the bullet there (0 without one). `page_top` and `page_bottom`: it is the first or the
    last of its page; `blank_before` and `blank_after`: an empty line stands there.
    """

    text: MappedText
    kind: Kind
    first_line: int
    last_line: int
    indent: int
    mark: Mark | None
    bullet: int
    start: int
    end: int
    blank_before: bool = False
    blank_after: bool = False


@dataclass(frozen=True, eq=False)
class Layout:
    """A source text with its pages and paragraphs (furniture left out of these).

    Its lines are told by their number alone, from 0: a long text has more of them than there
    is memory for, and nobody asks but for a few.
    """

    text: str
    pages: Pages
    paragraphs: tuple[Paragraph, ...]
    _line_starts: array[int] = field(repr=False)
    _page_starts: array[int] = field(repr=False)

    @property
    def line_count(self) -> int:
        return len(self._line_starts)

    def line_start(self, index: int) -> int:
        """The offset where a line begins."""
        return self._line_starts[index]

    def line_content(self, index: int) -> str:
        """A line without the white space around it."""
        last = index + 1 == len(self._line_starts)
        end = len(self.text) if last else self._line_starts[index + 1]
        return self.text[self._line_starts[index] : end].strip(BLANKS + "\n")

    def line_at(self, offset: int) -> int:
        """The line of an offset, 1-based."""
        return bisect_right(self._line_starts, offset)

    def page_at(self, offset: int) -> int:
        """The page of an offset, 1-based."""
        return max(bisect_right(self._page_starts, offset), 1)

    def surface(self, span: Span) -> str:
        """The source between two offsets, line wraps undone."""
        written = self.text[span.start : span.end]
        return unwrap(written) if "\n" in written else written


def read(text: str, running_heads: Collection[str] = ()) -> Layout:
    """The layout of a decoded text. Never raises; linear in the text's length.

    `running_heads` are lines that a user calls so, wherever they stand.
    """
    lines, starts = split_lines(text)
    pages = find_pages(lines, running_heads)
    return Layout(
        text=text,
        pages=pages,
        paragraphs=tuple(_paragraphs(lines, pages)),
        _line_starts=starts,
        _page_starts=array("I", [starts[index] for index in pages.starts]),
    )


def _paragraphs(lines: Sequence[Line], pages: Pages) -> list[Paragraph]:
    body = [
        line
        for line in lines
        if line.content and line.index not in pages.furniture and line.index not in pages.contents
    ]
    if not body:
        return []
    page = _page_numbers(pages, len(lines))
    breaks = [begins_something(line, following, lines, page) for line, following in pairwise(body)]
    for index, line in enumerate(body[1:-1], start=1):
        # The line below a number that stands alone is its title: 「５」, 「その他」.
        if not breaks[index] and is_number_alone(body[index - 1]):
            breaks[index] = may_be_title(line)
    rows = [line.row for line in body]
    widths = page_widths(body, [*breaks, True], rows)
    written = bytearray(len(lines) + 1)  # furniture parts paragraphs as an empty line does
    for line in body:
        written[line.index] = True
    paragraphs = []
    group = [body[0]]
    so_far = body[0].content
    for index, is_break in enumerate(breaks):
        following = body[index + 1]
        if not is_break and is_wrapped(
            body[index],
            following,
            _local_width(group, widths[index]),
            so_far,
            rows=(rows[index], rows[index + 1]),
            numbered=group[0].mark is not None,
        ):
            group.append(following)
            so_far = so_far[-200:] + following.content
        else:
            paragraphs.append(_paragraph(group, written))
            group = [following]
            so_far = following.content
    paragraphs.append(_paragraph(group, written))
    return paragraphs


def _page_numbers(pages: Pages, lines: int) -> array[int]:
    """Of each line, from 1."""
    begins = bytearray(lines)
    for index in pages.starts:
        begins[index] = True
    return array("I", accumulate(begins))


def _local_width(group: list[Line], width: int | None) -> int | None:
    """Where this paragraph wraps: two of its own lines that end alike outweigh the page."""
    if width is None or len(group) < 2:
        return width
    reaches = [line.reach for line in group[-3:]]
    if max(reaches) - min(reaches) <= 3 and min(reaches) >= width * 0.6:
        return min(max(reaches), width)
    return width


def _paragraph(group: list[Line], written: bytearray) -> Paragraph:
    first, last = group[0], group[-1]
    mark, bullet = first.mark, first.bullet
    kind: Kind = "text"
    if first.row and (len(group) == 1 or not any(line.ends_sentence for line in group)):
        kind = "row"
    elif bullet or mark:
        kind = "item"
    return Paragraph(
        join_lines(group),
        kind,
        first.index,
        last.index,
        first.indent,
        mark,
        bullet,
        first.content_start,
        last.content_end,
        first.index == 0 or not written[first.index - 1],
        not written[last.index + 1],
    )
