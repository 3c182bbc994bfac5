"""Page furniture: page numbers and running heads; and where pages begin.

Furniture belongs to no section and is read by nobody but a person with the paper in hand.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.text.contents import find_contents
from pipeline.text.lines import Line
from pipeline.text.marks import read_bullet
from pipeline.text.running_heads import find_running_heads, find_told_heads

_DASH = "[-‐‑–—―ー－−~～]"
# Page numbers nothing else looks like.
_NUMBERED = re.compile(
    rf"{_DASH}{{1,2}} ?(?:\d{{1,4}}|[ivx]{{1,5}}|\d{{1,4}} ?/ ?\d{{1,4}}) ?{_DASH}{{1,2}}"
    r"|[Pp]{1,2}\. ?\d{1,4}(?: ?/ ?\d{1,4})?|\d{1,4} ?/ ?\d{1,4} ?(?:ページ|頁)?|[Pp]age:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?:?"
    r"|\d{1,4} ?(?:ページ|頁)|[<〈\[]\d{1,4}[>〉\]]|(?:資料|別紙|別添|参考)?\d{0,2}[-－]?[Pp]\.? ?\d{1,4}"
)
_OF_TOTAL = re.compile(r"\d ?/ ?(\d{1,4})")
_PAGE_HEAD = re.compile(r"[Pp]age:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?:?")
_HAS_NUMBER = re.compile(r"[\divx]")
_LONE_NUMBER = re.compile(r"\d{1,4}|[ivx]{1,5}")
# A line drawn of characters.
_RULE = re.compile(r"[━─―—＿_=＝￣‾－*＊~～]+|-{4,}|(?:- ?){4,}")
_DRAWN = frozenset("━─―—＿_=＝￣‾－*＊~～-")
_SHORTEST_PAGE = 7
_UNNUMBERED = 2


@dataclass(frozen=True)
class Pages:
    """Indexes of lines: where pages begin (the first is 0), what is furniture, contents lines."""

    starts: tuple[int, ...]
    furniture: frozenset[int]
    contents: frozenset[int]


def find_pages(lines: Sequence[Line], told: Collection[str] = ()) -> Pages:
    """`told` are lines that are running heads because a user says so."""
    numbers = _page_numbers(lines)
    feeds = {line.index for line in lines if line.lead and line.form_feed}
    starts = {0} | feeds
    # Where form feeds part the pages, a page's number may stand anywhere on it.
    by_form_feed = len(feeds) * 2 >= len(numbers) > 0
    for index in numbers:
        if _PAGE_HEAD.fullmatch(_folded(lines[index])):
            starts.add(index)
        elif not by_form_feed:
            starts.add(index + 1)
    if not feeds:
        starts |= _slide_starts(lines, starts)
    starts = {index for index in starts if index < len(lines)}
    contents = find_contents(lines)
    ordered = tuple(sorted(starts))
    heads = find_running_heads(lines, ordered, numbers | contents)
    heads |= find_told_heads(lines, told)
    rules = {
        line.index
        for line in lines
        if line.content[:1] in _DRAWN and len(line.content) >= 4 and _RULE.fullmatch(line.content)
    }
    return Pages(ordered, frozenset(numbers | heads | rules), frozenset(contents))


def _folded(line: Line) -> str:
    return unicodedata.normalize("NFKC", line.content)


def _is_blank(lines: Sequence[Line], index: int) -> bool:
    return not 0 <= index < len(lines) or not lines[index].content


def _form_feed_near(lines: Sequence[Line], index: int) -> bool:
    """Does a form feed stand right at this line, with nothing but blank lines between?"""
    following = index + 1
    while (
        following < len(lines) and not lines[following].content and not lines[following].form_feed
    ):
        following += 1
    return lines[index].form_feed or (following < len(lines) and lines[following].form_feed)


def _page_numbers(lines: Sequence[Line]) -> set[int]:
    sure: set[int] = set()
    short = [(line, _folded(line)) for line in lines if 0 < len(line.content) <= 14]
    short = [(line, folded) for line, folded in short if _HAS_NUMBER.search(folded)]
    totals = Counter(total[1] for _, folded in short if (total := _OF_TOTAL.search(folded)))
    lone: list[int] = []
    for line, folded in short:
        apart = _is_blank(lines, line.index - 1) or _is_blank(lines, line.index + 1)
        total = _OF_TOTAL.search(folded)
        apart = apart or (total is not None and totals[total[1]] > 1)
        is_number = _NUMBERED.fullmatch(folded) and (total is None or apart)
        if is_number or (_LONE_NUMBER.fullmatch(folded) and _stands_apart(lines, line.index)):
            sure.add(line.index)
        elif (
            _LONE_NUMBER.fullmatch(folded)
            and folded.isdecimal()
            and not _numbers_title(lines, line.index)
        ):
            lone.append(line.index)
    return sure | _counted_pages(lines, lone)


def _stands_apart(lines: Sequence[Line], index: int) -> bool:
    """Does a lone number touch a page's end, or blank lines on both sides?"""
    if _form_feed_near(lines, index):
        return True
    if not _is_blank(lines, index - 1):
        return all(_is_blank(lines, i) for i in range(index + 1, len(lines)))
    return _is_blank(lines, index + 1)


def _numbers_title(lines: Sequence[Line], index: int) -> bool:
    """Is a lone number that of the heading right below it: 「５」 above 「その他」?"""
    if _is_blank(lines, index + 1) or not lines[index + 1].content:
        return False
    title = lines[index + 1]
    if title.lead in {" ", "  "} or title.content[0] in "（(【＜〈<":
        return False  # a slide's first line, a label
    return (
        title.width <= 60
        and not re.search("[。、]$", title.content)
        and not (title.mark or read_bullet(title.content))
    )


def _counted_pages(lines: Sequence[Line], indexes: Sequence[int]) -> set[int]:
    """Lone numbers among the lines that go up, each at least a page's lines below the one before.

    Not every page shows its number, so up to `_UNNUMBERED` may be missing between two.
    """
    last: dict[int, int] = {}  # number → the line where it last stood
    counted: set[int] = set()
    for index in indexes:
        value = int(_folded(lines[index]))
        for step in range(1, _UNNUMBERED + 2):
            before = last.get(value - step)
            if before is not None and index - before >= _SHORTEST_PAGE * step:
                counted.update((before, index))
                break
        last[value] = index
    return counted


def _slide_starts(lines: Sequence[Line], known: set[int]) -> set[int]:
    """Pages of slides: the first line is set in by one space, and no blank line precedes it.

    Only where blank lines part the paragraphs: in running text a first line set in without
    a blank line is a paragraph. Nor where form feeds part the pages.
    """
    tops: set[int] = set()
    set_in = blocks = 0
    for previous, line in itertools.pairwise(lines):
        if not line.content:
            continue
        blocks += not previous.content
        if line.lead in {" ", "  "}:
            set_in += not previous.content
            if previous.content:
                tops.add(line.index)
    if len(tops) > set_in and (len(tops) < 2 or blocks < 2 * len(tops)):
        return set()
    return tops - known if blocks >= 2 else set()
