"""Where a heading's section begins: at the heading, or, on a slide, at the top of its page.

In text taken from slides the heading of a page often comes last on it. Told by the pages
and by what would be left empty: a heading that closes a page and whose successor opens
the next one has nothing below it, so what stands above it is its body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sections.candidates import Candidate
from pipeline.text.layout import Layout


@dataclass(frozen=True)
class Placed:
    """A heading and the offset where its section begins."""

    heading: Candidate
    start: int

    @property
    def stands_after(self) -> bool:
        """Does the heading stand after its body?"""
        return self.start < self.heading.start


@dataclass(frozen=True)
class _Page:
    start: int
    first: int  # index of its first and its last paragraph
    last: int


def place_headings(layout: Layout, headings: Sequence[Candidate]) -> list[Placed]:
    """The headings in the order of their sections."""
    pages = _pages(layout)
    at_first = {h.first: h for h in headings}
    at_last = {h.last: h for h in headings}
    outer = {h.style for h in headings if h.kind in {"mark", "roster", "title", "bare"}}
    starts: dict[int, int] = {}
    # From the back: whether a page's last heading is left empty depends on the page after it.
    following: _Page | None = None
    following_after = False
    for page in reversed(pages):
        last = at_last.get(page.last)
        top = at_first.get(page.first)
        after = (
            last is not None
            and last.style in outer
            and not last.body
            and last.first > page.first
            and (top is None or top.kind in {"label", "ornament"})
            and not _goes_on_from_before(layout, page)
            and not any(
                h.style == last.style and h.kind != "label"
                for h in (at_first.get(i) for i in range(page.first, last.first))
                if h is not None
            )
            and _left_empty(last, following, following_after, at_first)
        )
        if after and last is not None:
            starts[last.first] = page.start
        following, following_after = page, after
    placed = [Placed(h, starts.get(h.first, h.start)) for h in headings]
    return sorted(placed, key=lambda p: (p.start, p.heading.first))


def _pages(layout: Layout) -> list[_Page]:
    pages: list[_Page] = []
    bounds = [layout.lines[index].start for index in layout.pages.starts]
    number = -1
    for index, paragraph in enumerate(layout.paragraphs):
        page = layout.page_at(paragraph.start) - 1
        if page != number:
            pages.append(_Page(bounds[page], index, index))
            number = page
        else:
            pages[-1] = _Page(pages[-1].start, pages[-1].first, index)
    return pages


def _goes_on_from_before(layout: Layout, page: _Page) -> bool:
    """Did the page's first paragraph begin on the page before?"""
    before = layout.paragraphs[page.first - 1] if page.first else None
    return before is not None and before.end > page.start


def _left_empty(
    last: Candidate, following: _Page | None, following_after: bool, at_first: dict[int, Candidate]
) -> bool:
    """Would the page's last heading have nothing below it?"""
    if following is None or following_after:
        return True
    top = at_first.get(following.first)
    if top is None:
        return False
    if top.style == last.style:
        return True
    # A roster's page, an appendix or an unnumbered heading of equal rank ends the section too.
    return top.kind in {"roster", "title", "appendix", "tail"} or (
        last.kind in {"roster", "bare"} and top.kind == "mark"
    )
