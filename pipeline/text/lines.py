"""The lines of a source text. Only `\\n` ends a line; a form feed starts a page."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.text.marks import Mark, read_bullet, read_mark
from pipeline.text.rows import is_row

# What may stand around a line's content. Not `str.strip()`: that also takes the
# control characters that mark nothing here.
BLANKS = " \t\f\v\u00a0\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


# Lines whose traits are kept at a time, and how long they may be.
_KEPT, _LONGEST_KEPT = 8192, 200
_LABEL = re.compile(r"[【＜〈<≪《〔［\[（(][^】＞〉>≫》〕］\]）)]{1,40}[】＞〉>≫》〕］\]）)]")
_SENTENCE_END = re.compile(r"[。．！？!?][）)」』】〕]*$")


class Traits(NamedTuple):
    """What a line's content says by itself, whatever stands around it."""

    width: int  # half-width columns
    mark: Mark | None  # the number at its beginning
    bullet: int  # length of the bullet there, with the space behind it; 0 without one
    row: bool  # has it columns, behind its mark or bullet?
    label: bool  # is it a label in brackets: 【背景】?
    ends_sentence: bool


@dataclass(slots=True, eq=False)
class Line:
    """One line, with the traits of its content (see Traits).

    Nothing changes a line once it is made; `frozen` would make each three times as dear.
    """

    index: int
    content: str  # without the white space around it; "" for a blank line
    content_start: int
    indent: int  # half-width columns before the content
    lead: str  # the white space before the content, as written
    width: int
    mark: Mark | None
    bullet: int
    row: bool
    label: bool
    ends_sentence: bool

    @property
    def content_end(self) -> int:
        return self.content_start + len(self.content)

    @property
    def form_feed(self) -> bool:
        """Does a form feed stand in the white space before the content?"""
        return "\f" in self.lead

    @property
    def squeezed(self) -> str:
        """The content for comparing lines."""
        return squeeze(self.content)

    @property
    def reach(self) -> int:
        """The column where the content ends: what a wrap by width is told from."""
        return self.indent + self.width


def read_traits(content: str) -> Traits:
    mark = read_mark(content)
    bullet = 0 if mark else read_bullet(content)
    label = _LABEL.fullmatch(content) is not None
    return Traits(
        width=columns(content),
        mark=mark,
        bullet=bullet,
        row=not label and is_row(content[mark.end if mark else bullet :]),
        label=label,
        ends_sentence=_SENTENCE_END.search(content) is not None,
    )


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
    return _kept_squeezed(text) if len(text) <= _LONGEST_KEPT else _squeeze(text)


def _squeeze(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _read_lead(blanks: str) -> tuple[str, int]:
    """The blanks before a line, one string for all lines alike, and their columns."""
    return blanks, columns(blanks.replace("\f", "").replace("\t", "    "))


# Tables, forms and running heads say the same again and again, and are set in alike.
_kept_traits = lru_cache(_KEPT)(read_traits)
_kept_lead = lru_cache(_KEPT)(_read_lead)
_kept_squeezed = lru_cache(_KEPT)(_squeeze)
_BLANK = Traits(0, None, 0, False, False, False)


def split_lines(text: str) -> tuple[list[Line], array[int]]:
    """The lines of a text, and where each begins in it."""
    lines: list[Line] = []
    starts = array("I")
    start, index, length = 0, 0, len(text)
    while start <= length:
        end = text.find("\n", start)
        end = length if end < 0 else end
        raw = text[start:end]
        content = raw.lstrip(BLANKS)
        lead = raw[: len(raw) - len(content)]
        content = content.rstrip(BLANKS)
        if len(raw) <= _LONGEST_KEPT:
            lead, indent = _kept_lead(lead)
            traits = _kept_traits(content) if content else _BLANK
        else:
            indent, traits = _read_lead(lead)[1], read_traits(content) if content else _BLANK
        lines.append(Line(index, content, start + len(lead), indent, lead, *traits))
        starts.append(start)
        start, index = end + 1, index + 1
    return lines, starts
