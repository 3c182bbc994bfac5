"""「同省」, 「両市」 compared: which organizations they stand for."""

from __future__ import annotations

from pipeline.review.changes import Change, Field
from pipeline.review.diff.links import Linked
from pipeline.review.diff.mentions import SectionMap, compare_pair, make_change
from pipeline.review.diff.names import Names
from pipeline.review.diff.sides import Side, Sides
from pipeline.review.diff.spans import Item, pair


def compare_references(
    sides: Sides, sections: SectionMap, organizations: Linked, names: tuple[Names, Names]
) -> list[Change]:
    """Changes of the words that point, and of what they point to."""
    paired = pair(_items(sides.before), _items(sides.after), sides.before, sides.after)
    changes = []
    for old, new in paired.pairs:
        linked = [organizations.other(identifier) for identifier in old.record.organizations]
        fields = []
        if linked != list(new.record.organizations):
            fields.append(Field("organizations", _meant(old, names[0]), _meant(new, names[1])))
        change = compare_pair(sides, "organizations", "reference", old, new, fields, sections)
        if change is not None:
            changes.append(change)
    for item in paired.removed:
        fields = [Field("organizations", _meant(item, names[0]), None)]
        changes.append(
            make_change(sides, "organizations", "removed", "reference", item, None, fields)
        )
    for item in paired.added:
        fields = [Field("organizations", None, _meant(item, names[1]))]
        changes.append(
            make_change(sides, "organizations", "added", "reference", None, item, fields)
        )
    return changes


def _items(side: Side) -> list[Item]:
    return [Item(side.span(r.start, r.end), r) for r in side.document.references]


def _meant(item: Item, names: Names) -> tuple[str, ...]:
    return tuple(names.of(identifier) or identifier for identifier in item.record.organizations)
