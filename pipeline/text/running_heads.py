"""Running heads and feet: lines at the edges of pages that come again, or say the title again."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.text.lines import Line, squeeze

_PAGED_HEAD = re.compile(r"(\d{1,3})[ ]+(?P<title>\D.{2,40})|.{2,40}\D[ ]+(\d{1,3})")
_LABEL = re.compile(r"[（(【＜〈<].*[）)】＞〉>]")
# How many lines at the top and the bottom of a page may be running heads.
_DEPTH = 3
_LONGEST_PAGED = 100
_LONGEST = 50
_HEAD_LINES = 12
_LONGEST_TITLE = 200  # of a line of the head


def find_running_heads(
    lines: Sequence[Line], starts: Sequence[int], left_out: set[int]
) -> set[int]:
    """Indexes of the lines that are running heads or feet.

    `starts` are the lines where pages begin, `left_out` page numbers and contents lines.
    """
    if len(starts) < 2:
        return set()
    pages = [
        [i for i in range(start, end) if lines[i].content and i not in left_out]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True)
    ]
    title = squeeze("".join(lines[i].content[:_LONGEST_TITLE] for i in pages[0][:_HEAD_LINES]))
    tops = [page[:_DEPTH] for page in pages]
    feet = [page[: -_DEPTH - 1 : -1] for page in pages]
    above = _numbered_lines(lines, left_out)
    heads = _numbered_edges(lines, tops) | _numbered_edges(lines, feet)
    # A foot stands on every other page at least; of few pages' last lines two may be alike.
    for edges, least in ((tops, 2), (feet, max(2, (len(pages) + 1) // 2))):
        heads |= _repeated_edges(lines, edges, least, heads)
        for page, edge in list(enumerate(edges))[1:]:
            for index in _eligible(lines, edge):
                squeezed = lines[index].squeezed
                again = above.get(squeezed, index) < starts[page]
                titled = not lines[index].mark and len(squeezed) >= 6 and squeezed in title
                if not (again or titled or index in heads):
                    break  # what stands further in is no head if this is none
                heads.add(index)
    return heads


def find_told_heads(lines: Sequence[Line], told: Collection[str]) -> set[int]:
    """Lines that are one of those told, whatever their width and blanks, with a page's number or not."""
    wanted = {squeeze(head) for head in told}
    return {
        line.index
        for line in lines
        if wanted and (line.squeezed in wanted or (line.content and _key(line) in wanted))
    }


def _eligible(lines: Sequence[Line], edge: Sequence[int]) -> list[int]:
    """Of a page's edge, from the outside in, what is short enough and no sentence or label."""
    eligible = []
    for index in edge:
        content = lines[index].content
        if len(content) > _LONGEST or content.endswith("。") or _LABEL.fullmatch(content):
            break
        eligible.append(index)
    return eligible


def _repeated_edges(
    lines: Sequence[Line], edges: Sequence[Sequence[int]], least: int, known: set[int]
) -> set[int]:
    eligible = [_eligible(lines, edge) for edge in edges]
    keys = {index: _key(lines[index]) for edge in eligible for index in edge}
    counted = Counter(key for edge in eligible for key in {keys[index] for index in edge})
    tokens = {_token(lines[index]) for index, key in keys.items() if counted[key] >= least}
    heads: set[int] = set()
    seen: set[str] = set()
    for page, edge in enumerate(eligible):
        for index in edge:
            line, key = lines[index], keys[index]
            repeated = counted[key] >= least and len(key) >= 3
            # The heading that a running head repeats stands first, and is none itself.
            original = key not in seen and line.mark is not None
            alike = page > 0 and not line.mark and len(_token(line)) >= 6 and _token(line) in tokens
            seen.add(key)
            if not ((repeated and not original) or alike or index in known):
                break
            heads.add(index)
    return heads


def _numbered_edges(lines: Sequence[Line], edges: Sequence[Sequence[int]]) -> set[int]:
    """Running heads that bear the page's number: 「第２章　確保のための方策　5」, 「6　地域交通白書」.

    Only where the numbers go up with the pages.
    """
    by_offset: dict[int, list[int]] = {}
    found = {index: _read_paged(lines[index].content) for page in edges for index in page}
    counted = Counter(match["title"] for match in found.values() if match)
    for page, indexes in enumerate(edges):
        for index in indexes[:1]:
            match = found[index]
            # 「２　これまでの取組」 at a page's top is a heading; a book's title comes again.
            if match and (match[3] or counted[match["title"]] > 1):
                by_offset.setdefault(int(match[1] or match[3]) - page, []).append(index)
    return {index for indexes in by_offset.values() if len(indexes) >= 2 for index in indexes}


def _read_paged(content: str) -> re.Match[str] | None:
    if len(content) > _LONGEST_PAGED:
        return None
    folded = unicodedata.normalize("NFKC", content)
    # Most lines neither begin nor end in a number.
    if not (folded[0].isdecimal() or folded[-1].isdecimal()):
        return None
    return _PAGED_HEAD.fullmatch(folded)


def _numbered_lines(lines: Sequence[Line], left_out: set[int]) -> dict[str, int]:
    """Numbered lines, squeezed, and where each first stands: a page's edge may repeat one."""
    first: dict[str, int] = {}
    for line in lines:
        if 4 <= len(line.content) <= 50 and line.index not in left_out and line.mark:
            first.setdefault(line.squeezed, line.index)
    return first


def _key(line: Line) -> str:
    squeezed = line.squeezed
    if not (squeezed[:1].isdecimal() or squeezed[-1:].isdecimal()):
        return squeezed
    return re.sub(r"\d+$|^\d+(?=\D)", "", squeezed) or squeezed


def _token(line: Line) -> str:
    return re.split(r"[ \u3000\t]", line.content, maxsplit=1)[0]
