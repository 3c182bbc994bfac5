"""Sections compared: which heading is which, and what it says, where it stands, what it heads."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.records import Section
from pipeline.review.changes import Change, Field, Spot, Type
from pipeline.review.diff.bodies import compare_bodies
from pipeline.review.diff.causes import find_causes, nearest
from pipeline.review.diff.mentions import SectionMap
from pipeline.review.diff.sides import Side, Sides, heading_of
from pipeline.review.diff.spans import Item, pair


class _Heading(NamedTuple):
    """What pairing asks of a record."""

    text: str
    sentence: str


class _Found(NamedTuple):
    pairs: list[tuple[Section, Section]]
    removed: list[Section]
    added: list[Section]


def pair_sections(sides: Sides) -> _Found:
    """By the place of their headings; what is left, by id."""
    paired = pair(_items(sides.before), _items(sides.after), sides.before, sides.after)
    pairs = [(left.owner, right.owner) for left, right in paired.pairs]
    there = {item.owner.id: item.owner for item in paired.added}
    removed = []
    for item in paired.removed:
        same = there.pop(item.owner.id, None)
        if same is None:
            removed.append(item.owner)
        else:
            pairs.append((item.owner, same))
    added = [item.owner for item in paired.added if item.owner.id in there]
    return _Found(pairs, removed, added)


def map_sections(found: _Found) -> SectionMap:
    return SectionMap({old.id: new.id for old, new in found.pairs})


def compare_sections(sides: Sides, found: _Found) -> list[Change]:
    links = {old.id: new.id for old, new in found.pairs}
    changes = []
    for old, new in found.pairs:
        fields = _differing(old, new, links, sides)
        if fields:
            changes.append(_change(sides, "section", old, new, fields))
    for old in found.removed:
        fields = [Field("level", old.level, None)]
        changes.append(_change(sides, "removed", old, None, fields))
    for new in found.added:
        fields = [Field("level", None, new.level)]
        changes.append(_change(sides, "added", None, new, fields))
    return [*changes, *compare_bodies(sides, found.pairs, found.removed, found.added)]


def _items(side: Side) -> list[Item]:
    items = []
    for section in side.document.sections:
        heading = heading_of(section)
        span = side.span(section.heading_start, section.heading_end)
        items.append(Item(span, _Heading(heading, heading), section))
    return sorted(items, key=lambda item: item.span)


def _differing(old: Section, new: Section, links: dict[str, str], sides: Sides) -> list[Field]:
    fields = [
        Field(name, getattr(old, name), getattr(new, name))
        for name in ("number", "title", "level")
        if getattr(old, name) != getattr(new, name)
    ]
    if (links.get(old.parent, "gone") if old.parent else None) != new.parent:
        labels = sides.before.heading(old.parent), sides.after.heading(new.parent)
        fields.append(Field("parent", *labels))
    return fields


def _change(
    sides: Sides, type_: Type, old: Section | None, new: Section | None, fields: list[Field]
) -> Change:
    spots: list[Spot | None] = [None, None]
    near = []
    for n, (side, section) in enumerate(((sides.before, old), (sides.after, new))):
        if section is None:
            continue
        span = side.span(section.heading_start, section.heading_end)
        spots[n] = side.locate_span(span, span, heading_of(section))
        near.append(side.nearness(span, span, own_line=True))
        if old is None or new is None:
            spots[1 - n] = side.opposite(span, span)
    structural = {field.name for field in fields} <= {"level", "parent"}
    nearness = nearest(near)
    if nearness == "record" and structural and old and new:
        nearness = "sentence"
    return Change(
        kind="sections", type=type_, record="section", document=sides.after.document.id or "",
        causes=find_causes("sections", nearness, sides.differences),
        before_id=old.id if old else None, after_id=new.id if new else None,
        surface_before=heading_of(old) if old else None,
        surface_after=heading_of(new) if new else None,
        fields=tuple(fields), before=spots[0], after=spots[1],
    )  # fmt: skip
