"""Where a heading's section begins: at the heading, or, on a slide, at the top of its page.

In text taken from slides the heading of a page often comes last on it. Told by the pages
and by what would be left empty: a heading that closes a page and whose successor opens
the next one has nothing below it, so what stands above it is its body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from pipeline.sections.candidate import Candidate
from pipeline.sections.pages import Page, pages_of
from pipeline.text.layout import Layout

# Pages that close with their heading, from which on it is the document's habit.
_HABIT = 2
_GRAMMAR = re.compile("[ぁ-ん、。（）・]{2}")
_OUTER = {"mark", "roster", "title", "bare", "appendix", "document"}


@dataclass(frozen=True)
class Placed:
    """A heading and the offset where its section begins."""

    heading: Candidate
    start: int

    def at_heading(self) -> Placed:
        return Placed(self.heading, self.heading.start)


def place_headings(layout: Layout, headings: Sequence[Candidate]) -> list[Placed]:
    """The headings in the order of their sections, without those that repeat an earlier one."""
    at_first = {h.first: h for h in headings}
    at_last = {h.last: h for h in headings}
    pages = pages_of(layout)
    closing = {page.first: _closing_heading(layout, page, at_first, at_last) for page in pages}
    after = _left_empty_pages(pages, closing, at_first)
    if len(after) >= _HABIT:
        # The habit of the document decides where the next page opens with a deeper heading.
        for page, following in pairwise(pages):
            if closing[page.first] is not None and following.first in at_first:
                after.add(page.first)
    starts = {
        h.first: _body_start(layout, p, h)
        for p in pages
        if p.first in after and (h := closing[p.first])
    }
    if len(after) >= _HABIT:
        starts |= _shared_pages(layout, pages, after, at_first, at_last)
    placed = [Placed(h, starts.get(h.first, h.start)) for h in headings if not h.repeats]
    return sorted(placed, key=lambda p: (p.start, p.heading.first))


def _shared_pages(
    layout: Layout,
    pages: Sequence[Page],
    after: set[int],
    at_first: dict[int, Candidate],
    at_last: dict[int, Candidate],
) -> dict[int, int]:
    """Where a closing heading's section begins on a page that opens with another of its rank.

    In a document with that habit: (2), its text, then (3)'s text, then (3).
    """
    starts: dict[int, int] = {}
    for page, following in pairwise(pages):
        last = at_last.get(page.last)
        top = at_first.get(following.first)
        empty = following.first in after or (last is not None and _ends_section(last, top))
        if last is None or page.first in after or last.mark is None or last.body or not empty:
            continue
        above = [at_first[i] for i in range(page.first, last.first) if i in at_first]
        before = next((h for h in reversed(above) if h.style == last.style), None)
        if before is None or before is not above[-1] or last.first - before.last < 3:
            continue
        split = _split_between(layout, before, last)
        starts[last.first] = layout.paragraphs[split].start
    return starts


def _split_between(layout: Layout, before: Candidate, last: Candidate) -> int:
    """The paragraph between two headings where the second one's text begins: by shared words."""
    between = range(before.last + 1, last.first)
    ours, theirs = _pairs(last.title), _pairs(before.title)
    words = (_pairs(layout.paragraphs[i].text.text) for i in between)
    leaning = [len(pairs & ours) - len(pairs & theirs) for pairs in words]
    # The sum of what follows less the sum of what precedes is largest where that is least.
    preceding = list(accumulate(leaning))
    return min(between[1:], key=lambda i: preceding[i - between[0] - 1])


def _pairs(text: str) -> set[str]:
    """Neighbouring characters, but for those of grammar alone."""
    return {
        a + b for a, b in pairwise(text) if not (a + b).isspace() and not _GRAMMAR.fullmatch(a + b)
    }


def _body_start(layout: Layout, page: Page, heading: Candidate) -> int:
    """The top of the page; for 目次 below its entries, the first of them."""
    top, bottom = layout.line_at(page.start) - 1, layout.paragraphs[heading.first].first_line
    entries = [i for i in range(top, bottom) if i in layout.pages.contents]
    return layout.line_start(entries[0]) if entries else page.start


def _closing_heading(
    layout: Layout, page: Page, at_first: dict[int, Candidate], at_last: dict[int, Candidate]
) -> Candidate | None:
    """The heading that ends a page whose text above it is under no heading of its rank."""
    last = at_last.get(page.last)
    if (
        last is None
        or last.kind not in _OUTER
        or last.body
        or last.first == page.first
        or not _opens_unheaded(layout, page, last, at_first)
        or _lists_contents(layout, last)
    ):
        return None
    return last


def _left_empty_pages(
    pages: Sequence[Page], closing: dict[int, Candidate | None], at_first: dict[int, Candidate]
) -> set[int]:
    """Pages (by their first paragraph) whose closing heading would have nothing below it."""
    empty: set[int] = set()
    # From the back: whether a heading is left empty depends on the page after it.
    following: Page | None = None
    for page in reversed(pages):
        last = closing[page.first]
        if last is not None and (
            following is None
            or following.first in empty
            or _ends_section(last, at_first.get(following.first))
        ):
            empty.add(page.first)
        following = page
    return empty


def _opens_unheaded(
    layout: Layout, page: Page, last: Candidate, at_first: dict[int, Candidate]
) -> bool:
    """Does the page begin with text of its own, and has no heading of the last one's rank?"""
    before = layout.paragraphs[page.first - 1] if page.first else None
    if before is not None and before.end > page.start:
        return False
    above = [at_first[i] for i in range(page.first, last.first) if i in at_first]
    if any(h.style == last.style and h.kind != "label" for h in above):
        return False
    top = at_first.get(page.first)
    deeper = top is not None and (top.mark is None or top.mark.starts)
    return top is None or (deeper and top.kind in {"label", "ornament", "mark"})


def _lists_contents(layout: Layout, heading: Candidate) -> bool:
    """目次, whose lines are no paragraphs, is not left empty."""
    below = layout.paragraphs[heading.last].last_line + 1
    return any(index in layout.pages.contents for index in range(below, below + 3))


def _ends_section(last: Candidate, top: Candidate | None) -> bool:
    """Does the heading that opens the next page leave the one before it without text?"""
    if top is None:
        return False
    if top.style == last.style:
        return True  # also one that repeats it: 「（続き）」 goes on with what stands above
    # A roster's page, an appendix or an unnumbered heading of equal rank ends the section too.
    return top.kind in {"roster", "title", "appendix", "tail", "bare"} or (
        last.kind in {"roster", "bare"} and top.kind == "mark"
    )
