"""Decisions on sections: headings taken out, put in or read otherwise, and the tree made anew.

What stood under a heading that is none belongs to the section before it; what stands behind
a new heading, to that, as far as the next heading of its level. A heading that is taken out
keeps no part: those below it rise as far as they must.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.decisions.decision import BY_DECISION, Value
from pipeline.decisions.ground import Ground
from pipeline.decisions.orders import Fact, Order, Orders
from pipeline.ids import IdMaker
from pipeline.records import Section
from pipeline.sections.titles import normal_title
from pipeline.text.layout import Layout, Paragraph
from pipeline.text.marks import read_mark
from pipeline.text.offsets import Span

_BETWEEN = " 　\t：:"


def facts_of(sections: Sequence[Section]) -> list[Fact]:
    return [
        Fact(Span(section.heading_start, section.heading_end), section.found_by == BY_DECISION)
        for section in sections
    ]


def said_of(section: Section) -> dict[str, Value]:
    """What a decision may say of it, as it is."""
    return {"number": section.number, "title": section.title, "level": section.level}


def carry_out(
    sections: Sequence[Section], orders: Orders, ground: Ground, layout: Layout
) -> tuple[Section, ...]:
    """The sections in order of position, with new ids, levels and parents where these follow."""
    headings = []
    for index, section in enumerate(sections):
        order = orders.facts.get(index)
        if order is None:
            headings.append((section, False))
        elif not order.rejected:
            headings.append((_decide(section, order, ground), "level" in order.value))
    for order in orders.added:
        headings.append((_new(order, sections, ground), "level" in order.value))
    headings.sort(key=lambda heading: heading[0].start)
    placed = _place(headings, len(layout.text))
    bodies = _Bodies(layout, sections).of(placed)
    return _with_ids([replace(s, body=bodies.get(s.heading_start, s.body)) for s in placed])


def _decide(section: Section, order: Order, ground: Ground) -> Section:
    decided = section
    if (section.heading_start, section.heading_end) != order.span:
        start = min(section.start, order.span.start)
        if section.start == section.heading_start:
            start = order.span.start
        decided = replace(
            section, start=start, heading_start=order.span.start, heading_end=order.span.end,
            **_read(order, ground, section.number),
        )  # fmt: skip
    decided = replace(decided, **_said(order.value))
    return decided if decided == section else replace(decided, found_by=BY_DECISION)


def _new(order: Order, sections: Sequence[Section], ground: Ground) -> Section:
    """A heading beside the one that it stood under, unless its level is given."""
    start, end = order.span
    around = [s for s in sections if s.start <= start < s.end]
    level = max((s.level for s in around), default=1)
    section = Section(
        "", None, level, None, None, start, end, start, end, "", BY_DECISION
    )  # fmt: skip
    return replace(section, **{**_read(order, ground, None), **_said(order.value)})


def _said(value: Mapping[str, Value]) -> dict[str, Any]:
    return {key: value[key] for key in ("number", "title", "level") if key in value}


def _read(order: Order, ground: Ground, number: str | None) -> dict[str, Any]:
    """Number and title of the words at a new place."""
    written = ground.stand(order.span).text
    mark = read_mark(written)
    if number is None or not written.startswith(number):
        number = mark.text if mark else None
    end = mark.end if mark and mark.text == number else len(number or "")
    return {"number": number, "title": normal_title(written[end:].strip(_BETWEEN)) or None}


def _place(headings: Sequence[tuple[Section, bool]], text_end: int) -> list[Section]:
    """Levels, ends, and parents by where their headings stand, for ids come later.

    Levels say which of two stands in the other; none is skipped. One that was decided on
    (True) is what it is to be in the end, or as deep as it can be.
    """
    stack: list[tuple[int, int]] = []  # the level to be compared with, the index
    placed: list[Section] = []
    for section, decided in headings:
        while stack and (len(stack) if decided else stack[-1][0]) >= section.level:
            _, index = stack.pop()
            placed[index] = replace(placed[index], end=section.start)
        parent = str(placed[stack[-1][1]].heading_start) if stack else None
        level = len(stack) + 1
        stack.append((level if decided else section.level, len(placed)))
        placed.append(replace(section, parent=parent, level=level, end=text_end))
    return placed


class _Bodies:
    """The paragraphs under each heading; what stood in no body before stands in none now."""

    def __init__(self, layout: Layout, sections: Sequence[Section]) -> None:
        self._paragraphs = layout.paragraphs
        self._before = self._owned(sections)
        self._silent = {
            paragraph.start
            for section in sections
            for paragraph in _left_out(self._before[section.heading_start], section.body)
        }

    def of(self, sections: Sequence[Section]) -> dict[int, str]:
        """The bodies that are not as they were, by where the headings stand."""
        changed = {}
        for start, parts in self._owned(sections).items():
            if parts != self._before.get(start):
                texts = [text for paragraph, text in parts if paragraph.start not in self._silent]
                changed[start] = "\n".join(texts)
        return changed

    def _owned(self, sections: Sequence[Section]) -> dict[int, list[tuple[Paragraph, str]]]:
        """Each section's own paragraphs, what stands behind a heading in its line as well."""
        owned: dict[int, list[tuple[Paragraph, str]]] = {s.heading_start: [] for s in sections}
        heads = sorted((s.heading_start, s.heading_end) for s in sections)
        open_sections: list[Section] = []
        following = 0
        for paragraph in self._paragraphs:
            while following < len(sections) and sections[following].start <= paragraph.start:
                open_sections.append(sections[following])
                following += 1
            while open_sections and open_sections[-1].end <= paragraph.start:
                open_sections.pop()
            owner = open_sections[-1].heading_start if open_sections else None
            for part, (start, end) in _parts(paragraph, heads, owner):
                text = _between(paragraph, start, end)
                if part is not None and text:
                    owned[part].append((paragraph, text))
        return owned


def _parts(
    paragraph: Paragraph, heads: Sequence[tuple[int, int]], owner: int | None
) -> Iterator[tuple[int | None, tuple[int, int]]]:
    """What of the paragraph is no heading: whose it is, by where that heading stands, and where it stands."""
    position = paragraph.start
    index = max(bisect_left(heads, (position,)) - 1, 0)
    for start, end in heads[index:]:
        if start >= paragraph.end:
            break
        if end > position:
            if start > position:
                yield owner, (position, start)
            position, owner = end, start
    if position < paragraph.end:
        yield owner, (position, paragraph.end)


def _between(paragraph: Paragraph, start: int, end: int) -> str:
    """The paragraph's text between source offsets; what stands beside a heading is trimmed."""
    if (start, end) == (paragraph.start, paragraph.end):
        return paragraph.text.text
    everything = range(len(paragraph.text))

    def at(offset: int) -> int:
        return bisect_left(everything, offset, key=lambda i: paragraph.text.source(i, i + 1).start)

    return paragraph.text.text[at(start) : at(end)].strip(_BETWEEN)


def _left_out(parts: Sequence[tuple[Paragraph, str]], body: str) -> list[Paragraph]:
    """Paragraphs that are in no body: 「（続き）」 under a title that comes again."""
    lines = iter(body.split("\n"))
    expected = next(lines, None)
    silent = []
    for paragraph, text in parts:
        if text == expected:
            expected = next(lines, None)
        else:
            silent.append(paragraph)
    return silent


def _with_ids(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Ids of the paths of numbers and titles, as where no decision is."""
    maker = IdMaker()
    ids: dict[str, str] = {}
    paths: dict[str, tuple[str, ...]] = {}
    made = []
    for section in sections:
        start, above = str(section.heading_start), section.parent
        paths[start] = (
            *paths.get(above or "", ()),
            f"{section.number or ''} {section.title or ''}",
        )
        ids[start] = maker.make("s", *paths[start])
        made.append(replace(section, id=ids[start], parent=ids[above] if above else None))
    return tuple(made)
