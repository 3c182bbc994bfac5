"""The lines of a source text. Only `\\n` ends a line; a form feed starts a page."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cached_property

from pipeline.text.marks import Mark, read_mark

# What may stand around a line's content. Not `str.strip()`: that also takes the
# control characters that mark nothing here.
BLANKS = " \t\f\v\u00a0\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


@dataclass(frozen=True, eq=False)
class Line:
    """One line. `start` and `end` are its offsets without the line break."""

    index: int
    start: int
    end: int
    content: str  # without the white space around it; "" for a blank line
    content_start: int
    indent: int  # half-width columns before the content
    lead: str  # the white space before the content, as written
    form_feed: bool  # a form feed stands in the white space before the content

    @property
    def content_end(self) -> int:
        return self.content_start + len(self.content)

    @cached_property
    def width(self) -> int:
        """Half-width columns of the content."""
        return columns(self.content)

    @cached_property
    def mark(self) -> Mark | None:
        """The number at the beginning of the content."""
        return read_mark(self.content)

    @cached_property
    def squeezed(self) -> str:
        """The content for comparing lines."""
        return squeeze(self.content)

    @property
    def reach(self) -> int:
        """The column where the content ends: what a wrap by width is told from."""
        return self.indent + self.width


def columns(text: str) -> int:
    """Half-width columns of `text`: two for a full-width character.

    Told by the length in CP932, where full width is exactly two bytes; ten times as
    fast as asking for each character's East Asian width, and each line is asked.
    """
    if text.isascii():
        return len(text)
    return len(text.encode("cp932", "replace"))


def squeeze(text: str) -> str:
    """Text for comparing lines: width folded, without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def split_lines(text: str) -> list[Line]:
    lines = []
    start = 0
    for index, raw in enumerate(text.split("\n")):
        content = raw.strip(BLANKS)
        lead = raw[: raw.find(content)] if content else raw
        lines.append(
            Line(
                index=index,
                start=start,
                end=start + len(raw),
                content=content,
                content_start=start + len(lead),
                indent=columns(lead.replace("\f", "").replace("\t", "    ")),
                lead=lead,
                form_feed="\f" in lead,
            )
        )
        start += len(raw) + 1
    return lines
