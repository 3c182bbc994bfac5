"""Dates compared: what they mean, where they begin and end, what is doubted."""

from __future__ import annotations

from pipeline.records import Date
from pipeline.review.changes import Change, Field, Value
from pipeline.review.diff.mentions import SectionMap, compare_pair, make_change
from pipeline.review.diff.sides import Side, Sides
from pipeline.review.diff.spans import Item, pair

_VALUES = ("iso", "first_day", "last_day", "granularity", "era")


def compare_dates(sides: Sides, sections: SectionMap) -> list[Change]:
    old, new = _items(sides.before), _items(sides.after)
    paired = pair(old, new, sides.before, sides.after)
    changes = []
    for left, right in paired.pairs:
        if left.record == right.record:
            continue
        fields = _differing(left.record, right.record)
        change = compare_pair(sides, "dates", "date", left, right, fields, sections)
        if change is not None:
            changes.append(change)
    for item in paired.removed:
        fields = [Field(name, value, None) for name, value in _told(item.record)]
        changes.append(make_change(sides, "dates", "removed", "date", item, None, fields))
    for item in paired.added:
        fields = [Field(name, None, value) for name, value in _told(item.record)]
        changes.append(make_change(sides, "dates", "added", "date", None, item, fields))
    return changes


def _items(side: Side) -> list[Item]:
    return [Item(side.span(date.start, date.end), date) for date in side.document.dates]


def _differing(old: Date, new: Date) -> list[Field]:
    names = [name for name in _VALUES if getattr(old, name) != getattr(new, name)]
    if "iso" in names:
        # The days follow from it.
        names = [name for name in names if name not in ("first_day", "last_day")]
    fields = [Field(name, getattr(old, name), getattr(new, name)) for name in names]
    if old.warnings != new.warnings:
        fields.append(Field("warnings", old.warnings, new.warnings))
    return fields


def _told(date: Date) -> list[tuple[str, Value]]:
    told: list[tuple[str, Value]] = [("iso", date.iso), ("granularity", date.granularity)]
    return [*told, ("warnings", date.warnings)] if date.warnings else told
