"""Pages as ranges of paragraphs, and the titles of slides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sections.candidate import Candidate
from pipeline.text.layout import Layout

# Of the pages after the first, this share opens or closes with a heading in a deck of slides.
_DECK = 0.6
_FEWEST = 4
# No remark, no label, no body's name.
_SLIDE_TITLE = re.compile(r"[^(<\[:：][^:：]{3,}(?<![課部局室省庁府県市町村会社係班])")
_LONGEST = 30  # lines of a slide


@dataclass(frozen=True)
class Page:
    """`start` is an offset, `first` and `last` are indexes of paragraphs, both on the page."""

    start: int
    first: int
    last: int


def pages_of(layout: Layout) -> list[Page]:
    """The pages that hold any text, in order."""
    pages: list[Page] = []
    bounds = [layout.line_start(index) for index in layout.pages.starts]
    number = -1
    for index, paragraph in enumerate(layout.paragraphs):
        page = layout.page_at(paragraph.start) - 1
        if page != number:
            pages.append(Page(bounds[page], index, index))
            number = page
        else:
            pages[-1] = Page(pages[-1].start, pages[-1].first, index)
    return pages


def slide_titles(layout: Layout, candidates: Sequence[Candidate], chosen: set[int]) -> set[int]:
    """Titles without a number of slides among numbered ones: alone at the top or the bottom.

    Only in a deck: most pages open or close with a heading, and none is longer than a slide.
    """
    if len(layout.pages.starts) <= _FEWEST:
        return set()
    pages = pages_of(layout)[1:]
    bare = {c.first for c in candidates if c.kind == "bare" and _SLIDE_TITLE.fullmatch(c.title)}
    headed = [bool({page.first, page.last} & chosen) for page in pages]
    if len(pages) < _FEWEST or sum(headed) < len(pages) * _DECK:
        return set()
    rows = sum(paragraph.kind == "row" for paragraph in layout.paragraphs)
    if rows * 2 > len(layout.paragraphs) or any(_lines(layout, p) > _LONGEST for p in pages):
        return set()
    closing = sum(page.last in chosen for page in pages) * 2 > sum(headed)
    titles: set[int] = set()
    for page, has in zip(pages, headed, strict=True):
        edges = [page.last, page.first] if closing else [page.first, page.last]
        found = [index for index in edges if index in bare and page.first < page.last]
        if not has and found:
            titles.add(found[0])
    return titles


def _lines(layout: Layout, page: Page) -> int:
    return layout.paragraphs[page.last].last_line - layout.paragraphs[page.first].first_line + 1
