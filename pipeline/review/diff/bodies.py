"""The bodies of sections compared: one change for each sentence that was edited, came or went.

What a body lost or gained because a heading came or went is told by that heading's change;
what left one body for another is one change, not two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from pipeline.records import Section
from pipeline.review.changes import Change, Field, Range, Spot
from pipeline.review.diff.align import align
from pipeline.review.diff.blocks import Edit
from pipeline.review.diff.causes import Nearness, find_causes, nearest
from pipeline.review.diff.compact import Compact, squeeze
from pipeline.review.diff.sides import Side, Sides, heading_of

# Of a longer insertion, as much as tells what it is.
_LONGEST = 300
_MOST_PLACES = 50


class _Part(NamedTuple):
    """A stretch of a body on one side: compact spans of what differs, and of its sentences."""

    section: Section
    body: Compact
    span: Range
    sentences: Range

    @property
    def text(self) -> str:
        return self.body.text[slice(*self.span)]

    @property
    def shown(self) -> str | None:
        start, end = self.body.expand(*self.span)
        return _cut(self.body.source[start:end].replace("\n", " ")) or None


class _Edited(NamedTuple):
    before: _Part
    after: _Part


def compare_bodies(
    sides: Sides,
    pairs: Sequence[tuple[Section, Section]],
    removed: Sequence[Section],
    added: Sequence[Section],
) -> list[Change]:
    come, gone = {section.id for section in added}, {section.id for section in removed}
    edited = [
        edit
        for old, new in pairs
        for edit in _edited(old, new)
        if not (
            _is_told(edit.before, sides.before, come) and _is_told(edit.after, sides.after, gone)
        )
    ]
    taken: defaultdict[str, list[_Edited]] = defaultdict(list)
    for edit in edited:
        if not edit.after.text:
            taken[edit.before.text].append(edit)
    changes = []
    moved: set[int] = set()
    for edit in edited:
        if not edit.before.text and taken[edit.after.text]:
            source = taken[edit.after.text].pop(0)
            moved |= {id(source), id(edit)}
            # What only changed its place within a section is no change.
            if source.after.section.id != edit.after.section.id:
                changes.append(_change(sides, source.before, edit.after))
    changes += [_change(sides, e.before, e.after) for e in edited if id(e) not in moved]
    return changes


def _edited(old: Section, new: Section) -> list[_Edited]:
    """What differs between two bodies, a part for each run of sentences."""
    if old.body == new.body:
        return []
    before, after = Compact(old.body), Compact(new.body)
    if before.text == after.text:
        return []
    ends, other_ends = _sentence_ends(before), _sentence_ends(after)
    merged: list[tuple[Edit, Range, Range]] = []
    for edit in align(before, after).edits:
        here = _around(ends, edit.before_start, edit.before_end)
        there = _around(other_ends, edit.after_start, edit.after_end)
        if merged and here[0] < merged[-1][1][1] and there[0] < merged[-1][2][1]:
            last, first, other = merged[-1]
            edit = Edit(last.before_start, edit.before_end, last.after_start, edit.after_end)
            here, there = (first[0], here[1]), (other[0], there[1])
            merged.pop()
        merged.append((_with_number(edit, before.text, after.text), here, there))
    return [
        _Edited(
            _Part(old, before, (edit.before_start, edit.before_end), here),
            _Part(new, after, (edit.after_start, edit.after_end), there),
        )
        for edit, here, there in merged
    ]


def _with_number(edit: Edit, before: str, after: str) -> Edit:
    """The edit with all digits of the numbers it touches: 「10 → 11」, not 「0 → 1」."""
    i, i_end, j, j_end = edit
    if (before[i:i_end] + after[j:j_end])[:1].isdecimal():
        while i and j and before[i - 1] == after[j - 1] and before[i - 1].isdecimal():
            i, j = i - 1, j - 1
    if (after[j:j_end] + before[i:i_end])[-1:].isdecimal():
        while (
            i_end < len(before)
            and before[i_end].isdecimal()
            and before[i_end] == after[j_end : j_end + 1]
        ):
            i_end, j_end = i_end + 1, j_end + 1
    return Edit(i, i_end, j, j_end)


def _sentence_ends(body: Compact) -> list[int]:
    """Where sentences and paragraphs end, in compact places."""
    lines = accumulate(len(squeeze(line)) for line in body.source.split("\n"))
    marks = (index + 1 for index, character in enumerate(body.text) if character in "。！？")
    return sorted({*lines, *marks, len(body.text)})


def _around(ends: Sequence[int], start: int, end: int) -> Range:
    """The sentences that `start:end` lies in; nothing where it lies between two."""
    if start == end and (start == 0 or start in ends):
        return start, end
    first = bisect_right(ends, start)
    last = bisect_left(ends, max(end, start + 1))
    return (ends[first - 1] if first else 0), ends[min(last, len(ends) - 1)]


def _is_told(part: _Part, side: Side, sections: set[str]) -> bool:
    """Whether what differs stands under one of `sections`, which only the other side has."""
    if not part.text:
        return True
    (start, end), _ = _find(side, part)
    for place in (start, end - 1):
        image = side.alignment.image(place, place + 1)
        if image is None:
            return False
        if side.other.section_at(side.other.compact.expand(*image)[0]) not in sections:
            return False
    return True


def _change(sides: Sides, before: _Part, after: _Part) -> Change:
    near: list[Nearness] = []
    spots: list[Spot | None] = []
    for side, part in ((sides.before, before), (sides.after, after)):
        span, sentences = _find(side, part)
        spots.append(_spot(side, part, span) if sentences[0] < sentences[1] else None)
        if part.text:
            moved = side.alignment.has_moved(span[0])
            near.append("record" if moved else side.nearness(span, sentences))
    if before.text == after.text:
        field = Field("section", heading_of(before.section), heading_of(after.section))
    else:
        field = Field("body", before.shown, after.shown)
    return Change(
        kind="sections", type="section", record="section",
        document=sides.after.document.id or "",
        causes=find_causes("sections", nearest(near), sides.differences),
        before_id=before.section.id, after_id=after.section.id,
        surface_before=heading_of(before.section), surface_after=heading_of(after.section),
        fields=(field,), before=spots[0], after=spots[1],
    )  # fmt: skip


def _find(side: Side, part: _Part) -> tuple[Range, Range]:
    """Where a part of the body stands in the text, compact: what differs, and its sentences.

    Of equal sentences, the first that was edited. Where a running head stands within it, the
    part alone is looked for; at worst it is where its section begins.
    """
    low, high = side.span(part.section.start, part.section.end)
    first, last = part.sentences
    for start, end in ((first, last), part.span):
        wanted = part.body.text[start:end]
        places: list[int] = []
        place = side.compact.text.find(wanted, low, high) if wanted else -1
        while place >= 0 and len(places) < _MOST_PLACES:
            places.append(place)
            place = side.compact.text.find(wanted, place + 1, high)
        if places:
            edited = (p for p in places if side.alignment.touching(p, p + end - start))
            place = next(edited, places[0])
            span = place + part.span[0] - start, place + part.span[1] - start
            return span, (place, place + end - start)
    return (low, low), (low, low + last - first)


def _spot(side: Side, part: _Part, span: Range) -> Spot:
    """The sentences with what differs marked."""
    first = max(part.sentences[0], part.span[0] - _LONGEST)
    last = min(part.sentences[1], part.span[1] + _LONGEST)
    shown = part.body.source[slice(*part.body.expand(first, last))].replace("\n", " ")
    marked = Compact(shown).expand(part.span[0] - first, part.span[1] - first)
    if marked[1] - marked[0] > _LONGEST:
        marked = marked[0], marked[0] + _LONGEST
        shown = _cut(shown, marked[1])
    start, end = side.compact.expand(*span)
    return Spot(
        side.page(start), side.compact.line(start), start, end, heading_of(part.section),
        shown, marked if part.text else None,
    )  # fmt: skip


def _cut(text: str, longest: int = _LONGEST) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
