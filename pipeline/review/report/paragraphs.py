"""Lines put into paragraphs, pages and blocks: the text as it stands in the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from pipeline.review.report.marks import Line

# Lines that a browser lays out together, and only when they come near the window.
_BLOCK = 40
# Heading levels with a look of their own.
_LOOKS = 4
_DEEPEST = 6


def lay_out(lines: Iterable[Line], page: str) -> Iterator[Markup]:
    """Blocks of paragraphs; `page` says where one begins, with `{n}` for its number.

    Written here and not in a template: white space between the elements would show.
    """
    block: list[str] = []
    count = 0
    for paragraph in _paragraphs(lines):
        if count >= _BLOCK:
            yield _block(block)
            block, count = [], 0
        block += _leaves(paragraph, page)
        block.append(_paragraph(paragraph))
        count += len(paragraph)
    if block:
        yield _block(block)


def _block(paragraphs: Iterable[str]) -> Markup:
    return Markup('<div class="block">{}</div>').format(Markup("\n".join(paragraphs)))


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Lines with those that go on from them."""
    together: list[Line] = []
    for line in lines:
        if line.wrapped is None and together:
            yield together
            together = []
        together.append(line)
    if together:
        yield together


def _leaves(paragraph: Iterable[Line], page: str) -> Iterator[str]:
    for line in paragraph:
        if line.page is not None:
            said = page.format(n=line.page)
            yield f'<div class="leaf" data-t="page" data-n="{line.page}">{said}</div>'


def _paragraph(lines: list[Line]) -> str:
    first = lines[0]
    classes, role = "paragraph", ""
    if not first.html:
        classes += " empty"
    if first.far:
        classes += " far"
    if first.heading:
        classes += f" heading h{min(first.heading, _LOOKS)}"
        role = f' role="heading" aria-level="{min(first.heading + 1, _DEEPEST)}"'
    inside = "".join(map(_line, lines))
    return f'<div class="{classes}" data-first="{first.number}"{role}>{inside}</div>'


def _line(line: Line) -> str:
    number = f' data-line="{line.number}"' if line.number % 5 == 0 else ""
    gap = '<span class="gap"> </span>' if line.wrapped else ""
    # An empty element has no height.
    content = line.html or "\u200b"
    return f'<span class="line" id="L{line.number}"{number}>{gap}{content}</span>'
