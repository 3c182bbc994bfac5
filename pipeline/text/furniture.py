"""Page furniture: page numbers and running heads; and where pages begin.

Furniture belongs to no section and is read by nobody but a person with the paper in hand.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.text.contents import find_contents
from pipeline.text.lines import Line, squeeze
from pipeline.text.marks import read_bullet

_DASH = "[-‐‑–—―ー－−~～]"
# Page numbers nothing else looks like.
_NUMBERED = re.compile(
    rf"{_DASH}{{1,2}} ?(?:\d{{1,4}}|[ivx]{{1,5}}|\d{{1,4}} ?/ ?\d{{1,4}}) ?{_DASH}{{1,2}}"
    r"|[Pp]{1,2}\. ?\d{1,4}(?: ?/ ?\d{1,4})?|\d{1,4} ?/ ?\d{1,4} ?(?:ページ|頁)?|[Pp]age:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?:?"
    r"|\d{1,4} ?(?:ページ|頁)|[<〈\[]\d{1,4}[>〉\]]|(?:資料|別紙|別添|参考)?\d{0,2}[-－]?[Pp]\.? ?\d{1,4}"
)
_PAGE_HEAD = re.compile(r"[Pp]age:? ?\d{1,4}(?: ?(?:of|/) ?\d{1,4})?:?")
_LONE_NUMBER = re.compile(r"\d{1,4}|[ivx]{1,5}")
# A line drawn of characters.
_RULE = re.compile(r"[━─―—＿_=＝￣‾－*＊~～]+|-{4,}|(?:- ?){4,}")
_PAGED_HEAD = re.compile(r"(\d{1,3})[ ]+(?P<title>\D.{2,40})|.{2,40}\D[ ]+(\d{1,3})")
# How many lines at the top and the bottom of a page may be a running head.
_EDGE = 3
_SHORTEST_PAGE = 8


@dataclass(frozen=True)
class Pages:
    """Indexes of lines: where pages begin (the first is 0), what is furniture, contents lines."""

    starts: tuple[int, ...]
    furniture: frozenset[int]
    contents: frozenset[int]


def find_pages(lines: Sequence[Line]) -> Pages:
    numbers = _page_numbers(lines)
    starts = {0} | {line.index for line in lines if line.form_feed}
    for index in numbers:
        if _PAGE_HEAD.fullmatch(_folded(lines[index])):
            starts.add(index)
        elif not _form_feed_near(lines, index):
            starts.add(index + 1)
    starts |= _slide_starts(lines, starts)
    starts = {index for index in starts if index < len(lines)}
    contents = find_contents(lines)
    ordered = tuple(sorted(starts))
    heads = _running_heads(lines, ordered, numbers, contents)
    rules = {
        line.index for line in lines if len(line.content) >= 4 and _RULE.fullmatch(line.content)
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
    lone: list[int] = []
    for line in lines:
        if not 0 < len(line.content) <= 14:
            continue
        folded = _folded(line)
        apart = _is_blank(lines, line.index - 1) or _is_blank(lines, line.index + 1)
        is_number = _NUMBERED.fullmatch(folded) and ("/" not in folded or apart)
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
    return (
        title.width <= 60
        and not re.search("[。、]$", title.content)
        and not (title.mark or read_bullet(title.content))
    )


def _counted_pages(lines: Sequence[Line], indexes: Sequence[int]) -> set[int]:
    """Lone numbers among the lines that count up by one, a page apart."""
    waiting: dict[int, list[int]] = {}  # the number that comes next → the lines so far
    counted: set[int] = set()
    for index in indexes:
        value = int(_folded(lines[index]))
        run = waiting.pop(value, [])
        if run and index - run[-1] < _SHORTEST_PAGE:
            run = []
        waiting[value + 1] = [*run[-1:], index]
        if run:
            counted.update((run[-1], index))
    return counted


def _slide_starts(lines: Sequence[Line], known: set[int]) -> set[int]:
    """Pages of slides: the first line is set in by one space, and no blank line precedes it.

    Only where blank lines part the paragraphs: in running text a first line set in without
    a blank line is a paragraph.
    """
    if any(line.form_feed for line in lines):
        return set()
    after_blank: list[int] = []
    after_text: list[int] = []
    for previous, line in itertools.pairwise(lines):
        if line.lead in {" ", "  "} and line.content:
            (after_text if previous.content else after_blank).append(line.index)
    if len(after_blank) < 2 or len(after_text) > len(after_blank):
        return set()
    return set(after_text) - known


def _running_heads(
    lines: Sequence[Line], starts: tuple[int, ...], numbers: set[int], contents: set[int]
) -> set[int]:
    if len(starts) < 2:
        return set()
    edges = _page_edges(lines, starts, numbers, contents)
    counted = Counter(key for page in edges for key in {_key(lines[i]) for i in page})
    head = [line.content for line in lines[: starts[1]][:12] if line.index not in contents]
    title = squeeze("".join(head))
    heads: set[int] = set()
    seen: set[str] = set()
    above = _headings_above(lines, contents)
    paged = _numbered_edges(lines, edges)
    first_tokens = {_token(lines[i]) for page in edges for i in page if counted[_key(lines[i])] > 1}
    for page, indexes in enumerate(edges):
        for index in indexes:
            line, key = lines[index], _key(lines[index])
            repeated = counted[key] > 1 and len(key) >= 3
            # The heading that a running head repeats stands first, and is no furniture.
            original = key not in seen and line.mark is not None
            alike = page > 0 and _token(line) in first_tokens and len(_token(line)) >= 6
            titled = page > 0 and len(key) >= 6 and line.squeezed in title
            again = page > 0 and above.get(line.squeezed, index) < starts[page]
            if (
                index in paged
                or (repeated and not original)
                or again
                or ((alike or titled) and not line.mark)
            ):
                heads.add(index)
            seen.add(key)
    return heads


def _numbered_edges(lines: Sequence[Line], edges: Sequence[Sequence[int]]) -> set[int]:
    """Running heads that bear the page's number: 「第２章　確保のための方策　5」, 「6　地域交通白書」.

    Only where the numbers go up with the pages.
    """
    by_offset: dict[int, list[int]] = {}
    found = (_PAGED_HEAD.fullmatch(_folded(lines[i])) for page in edges for i in page)
    counted = Counter(match["title"] for match in found if match)
    for page, indexes in enumerate(edges):
        for index in indexes[:1] + indexes[-1:]:
            match = _PAGED_HEAD.fullmatch(_folded(lines[index]))
            # 「２　これまでの取組」 at a page's top is a heading; a book's title comes again.
            if match and (match[3] or counted[match["title"]] > 1):
                by_offset.setdefault(int(match[1] or match[3]) - page, []).append(index)
    return {index for indexes in by_offset.values() if len(indexes) >= 2 for index in indexes}


def _headings_above(lines: Sequence[Line], contents: set[int]) -> dict[str, int]:
    """Numbered lines, squeezed, and where each first stands: a page's edge may repeat one."""
    first: dict[str, int] = {}
    for line in lines:
        if 4 <= len(line.content) <= 50 and line.index not in contents and line.mark:
            first.setdefault(line.squeezed, line.index)
    return first


def _page_edges(
    lines: Sequence[Line], starts: tuple[int, ...], numbers: set[int], contents: set[int]
) -> list[list[int]]:
    """For each page the lines at its top and bottom that may be running heads."""
    pages = []
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = [
            i
            for i in range(start, end)
            if lines[i].content and i not in numbers and i not in contents
        ]
        edge = dict.fromkeys(body[:_EDGE] + body[-_EDGE:])
        pages.append(
            [i for i in edge if len(lines[i].content) <= 50 and not lines[i].content.endswith("。")]
        )
    return pages


def _key(line: Line) -> str:
    return re.sub(r"\d+$|^\d+(?=\D)", "", line.squeezed) or line.squeezed


def _token(line: Line) -> str:
    return re.split(r"[ \u3000\t]", line.content, maxsplit=1)[0]
