"""Lines, pages and paragraphs of a source text: `read` is the one call."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from pipeline.lexicon.heading_marks import load_heading_marks
from pipeline.text.furniture import Pages, find_pages
from pipeline.text.lines import BLANKS, Line, split_lines
from pipeline.text.marks import Mark
from pipeline.text.offsets import MappedText, Span
from pipeline.text.wraps import is_wrapped, page_widths

Kind = Literal["text", "item", "row", "heading"]

_LATIN_LEFT = re.compile(r"[A-Za-z0-9,.]$")
_LATIN_RIGHT = re.compile(r"[A-Za-z]")
_HYPHENATED = re.compile(r"[a-z]{2}-$")
_LABEL = re.compile(r"[【＜〈<≪《〔［\[（(][^】＞〉>≫》〕］\]）)]{1,40}[】＞〉>≫》〕］\]）)]")
_SPEAKER = re.compile(r"[○〇◯●◎][^\s　]{1,20}(?:[ \u3000]|（[^）]{1,20}）|$)")


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
    """A source text with its lines, pages and paragraphs (furniture left out of these)."""

    text: str
    lines: tuple[Line, ...]
    pages: Pages
    paragraphs: tuple[Paragraph, ...]
    _line_starts: list[int] = field(repr=False)
    _page_starts: list[int] = field(repr=False)

    def line_at(self, offset: int) -> int:
        """The line of an offset, 1-based."""
        return bisect_right(self._line_starts, offset)

    def page_at(self, offset: int) -> int:
        """The page of an offset, 1-based."""
        return max(bisect_right(self._page_starts, offset), 1)

    def surface(self, span: Span) -> str:
        """The source between two offsets, line wraps undone."""
        written = self.text[span.start : span.end]
        if "\n" not in written:
            return written
        pieces = written.split("\n")
        joined = pieces[0].rstrip(BLANKS)
        for piece in pieces[1:]:
            right = piece.strip(BLANKS)
            joined, gap = _seam(joined, right)
            joined += gap + right
        return joined


def read(text: str) -> Layout:
    """The layout of a decoded text. Never raises; linear in the text's length."""
    lines = split_lines(text)
    pages = find_pages(lines)
    return Layout(
        text=text,
        lines=tuple(lines),
        pages=pages,
        paragraphs=tuple(_paragraphs(lines, pages)),
        _line_starts=[line.start for line in lines],
        _page_starts=[lines[index].start for index in pages.starts],
    )


def _paragraphs(lines: Sequence[Line], pages: Pages) -> list[Paragraph]:
    body = [
        line
        for line in lines
        if line.content and line.index not in pages.furniture and line.index not in pages.contents
    ]
    if not body:
        return []
    page = [bisect_right(pages.starts, index) for index in range(len(lines))]
    breaks = [_is_break(line, following, lines, page) for line, following in pairwise(body)]
    for index, line in enumerate(body[1:-1], start=1):
        # The line below a number that stands alone is its title: 「５」, 「その他」.
        if not breaks[index] and _is_number_alone(body[index - 1]):
            breaks[index] = _may_be_title(line)
    rows = [line.traits.row for line in body]
    widths = page_widths(body, [*breaks, True], rows)
    # Furniture parts paragraphs as an empty line does.
    blank = {-1, len(lines)} | {line.index for line in lines} - {line.index for line in body}
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
            paragraphs.append(_paragraph(group, blank))
            group = [following]
            so_far = following.content
    paragraphs.append(_paragraph(group, blank))
    return paragraphs


def _local_width(group: list[Line], width: int | None) -> int | None:
    """Where this paragraph wraps: two of its own lines that end alike outweigh the page."""
    if width is None or len(group) < 2:
        return width
    reaches = [line.reach for line in group[-3:]]
    if max(reaches) - min(reaches) <= 3 and min(reaches) >= width * 0.6:
        return min(max(reaches), width)
    return width


def _is_break(
    line: Line,
    following: Line,
    lines: Sequence[Line],
    page: Sequence[int],
) -> bool:
    """Does `following` begin something new, whatever the width says? `page` is each line's."""
    here, below = line.traits, following.traits
    if _names_section(line) or _is_number_alone(line):
        return True
    turned = page[line.index] != page[following.index]
    if turned:
        if here.ends_sentence or following.indent > line.indent or here.row:
            return True
    elif following.index - line.index > 1:
        return True
    if below.mark is not None and _begins_item(line, following, below.mark, lines):
        return True
    if below.bullet and not (
        line.content.endswith(("（", "「", "、")) or _mid_list(line, following)
    ):
        return True
    if below.label and not _open_tail(line.content):
        return True
    return here.label and not line.content.startswith(("（", "("))


def _is_number_alone(line: Line) -> bool:
    mark = line.traits.mark
    return mark is not None and mark.end >= len(line.content)


def _may_be_title(line: Line) -> bool:
    return line.width <= 40 and re.search("[。、のがをにはと]$", line.content) is None


def _names_section(line: Line) -> bool:
    """はじめに, おわりに, 参考文献 alone on a line: what is below begins their text."""
    if len(line.content) > 12:
        return False
    words, squeezed = load_heading_marks(), line.squeezed
    return squeezed in words.front_titles or squeezed in words.back_titles


def _mid_list(line: Line, following: Line) -> bool:
    """「…健康・医療」 broken before its ・ goes on."""
    return (
        following.content[0] in "・"
        and following.indent == 0
        and not line.traits.ends_sentence
        and (line.width >= 60)
    )


def _open_tail(content: str) -> bool:
    opening, closing = (
        max(content.rfind("（"), content.rfind("(")),
        max(content.rfind("）"), content.rfind(")")),
    )
    return opening > closing


def _begins_item(line: Line, following: Line, mark: Mark, lines: Sequence[Line]) -> bool:
    """A mark begins an item unless it is what a wrap left: 「…（平成29」 / 「(2017)年…」."""
    rest = following.content[mark.end :]
    if _open_tail(line.content) and not mark.style.startswith(("appendix", "sho", "setsu")):
        return False
    if (
        mark.style == "tight"
    ):  # 「３省」, 「５団体」 at the edge of a text: only where it is counted up
        return (mark.starts and not _open_end(line)) or _fits(mark, line, lines)
    if not rest or line.traits.ends_sentence or line.mark:
        return True
    if mark.style in {"arabic", "kanji", "kana", "latin", "roman"} and following.indent == 0:
        # 「…の合計は」 / 「10 か国」: a bare number at the edge of running text.
        return not re.search(r"[、はがをにのとで]$", line.content)
    return (
        not re.search(r"[、はがをにのと]$", line.content) or mark.starts or _fits(mark, line, lines)
    )


def _open_end(line: Line) -> bool:
    return re.search(r"[ぁ-ん、・]$", line.content) is not None


def _fits(mark: Mark, line: Line, lines: Sequence[Line]) -> bool:
    """Has one of the lines above the number before this one?"""
    for index in range(line.index, max(line.index - 60, -1), -1):
        earlier = lines[index].mark
        if earlier is not None and mark.follows(earlier):
            return True
    return False


def _paragraph(group: list[Line], blank: set[int]) -> Paragraph:
    first, last = group[0], group[-1]
    mark, bullet = first.traits.mark, first.traits.bullet
    kind: Kind = "text"
    if first.traits.row and (
        len(group) == 1 or not any(line.traits.ends_sentence for line in group)
    ):
        kind = "row"
    elif bullet or mark:
        kind = "item"
    return Paragraph(
        _join(group),
        kind,
        first.index,
        last.index,
        first.indent,
        mark,
        bullet,
        first.content_start,
        last.content_end,
        first.index - 1 in blank,
        last.index + 1 in blank,
    )


def _join(group: list[Line]) -> MappedText:
    if len(group) == 1:
        return MappedText.of(group[0].content, group[0].content_start)
    pieces = [(group[0].content, group[0].content_start, len(group[0].content))]
    for line in group[1:]:
        left, start, length = pieces[-1]
        joined, gap = _seam(left, line.content)
        if joined != left:
            pieces[-1] = (joined, start, length - 1)
        if gap:
            end = start + length
            pieces.append((gap, end, line.content_start - end))
        pieces.append((line.content, line.content_start, len(line.content)))
    return MappedText(pieces)


def _seam(left: str, right: str) -> tuple[str, str]:
    """The left text, its hyphen undone, and what stands between it and the right one."""
    if _HYPHENATED.search(left) and right[:1].islower() and right[:1].isascii():
        return left[:-1], ""
    if _LATIN_LEFT.search(left) and _LATIN_RIGHT.match(right):
        return left, " "
    return left, ""
