"""Organizations and people compared: each mention, then each record once.

A mention that names another record now is a change at its place. What a record says of
itself (type, parent, posts) is one change a document, told at its first mention.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.records import Organization, Person
from pipeline.review.changes import Change, Field, Kind, RecordType, Spot
from pipeline.review.diff.causes import Nearness, find_causes, nearest
from pipeline.review.diff.links import Linked
from pipeline.review.diff.mentions import SectionMap, compare_pair, make_change
from pipeline.review.diff.names import Names, Record
from pipeline.review.diff.sides import Sides
from pipeline.review.diff.spans import Item

_OWN = ("type", "family_name", "given_name", "reading")


class Entities:
    """`linked` are the records to compare, `organizations` those that they refer to."""

    def __init__(
        self,
        kind: Kind,
        record: RecordType,
        sides: Sides,
        sections: SectionMap,
        linked: Linked,
        organizations: Linked,
        names: tuple[Names, Names],
    ) -> None:
        self._kind, self._record = kind, record
        self._sides, self._sections = sides, sections
        self._linked = linked
        self._organizations = organizations
        self._before, self._after = names

    def compare(self) -> list[Change]:
        return [*self._mentions(), *self._records()]

    def _mentions(self) -> list[Change]:
        sides, kind, record = self._sides, self._kind, self._record
        changes = []
        for old, new in self._linked.paired.pairs:
            fields = self._named(old.owner, new.owner)
            change = compare_pair(sides, kind, record, old, new, fields, self._sections)
            if change is not None:
                changes.append(change)
        for item in self._linked.paired.removed:
            fields = [Field(n, v, None) for n, v in _told(item, self._before)]
            changes.append(make_change(sides, kind, "removed", record, item, None, fields))
        for item in self._linked.paired.added:
            fields = [Field(n, None, v) for n, v in _told(item, self._after)]
            changes.append(make_change(sides, kind, "added", record, None, item, fields))
        return changes

    def _named(self, old: Record, new: Record) -> list[Field]:
        """What a mention names, where that is another record, or one of another name."""
        if old.name != new.name:
            return [Field("name", old.name, new.name)]
        if self._linked.links.get(old.id) == new.id:
            return []
        labels = self._before.label(old), self._after.label(new)
        return [Field("name", *labels) if labels[0] != labels[1] else Field("id", old.id, new.id)]

    def _records(self) -> list[Change]:
        changes = []
        for left, right in self._linked.links.items():
            old, new = self._linked.old[left], self._linked.new[right]
            fields = self._own(old, new)
            if fields:
                changes.append(self._of_record(old, new, fields))
        return changes

    def _own(self, old: Record, new: Record) -> list[Field]:
        """What the record says of itself, where that differs."""
        fields = []
        if old.name != new.name and not (old.mentions and new.mentions):
            fields.append(Field("name", old.name, new.name))
        for name in _OWN:
            values = getattr(old, name, None), getattr(new, name, None)
            if values[0] != values[1]:
                fields.append(Field(name, *values))
        if isinstance(old, Organization) and isinstance(new, Organization):
            if self._organizations.other(old.parent) != new.parent:
                labels = self._before.of(old.parent), self._after.of(new.parent)
                fields.append(Field("parent", *labels))
            if old.aliases != new.aliases and not self._linked.explains_aliases(old, new):
                fields.append(Field("aliases", old.aliases, new.aliases))
        if isinstance(old, Person) and isinstance(new, Person) and old.positions != new.positions:
            fields += self._posts(old, new)
        return fields

    def _posts(self, old: Person, new: Person) -> list[Field]:
        """The posts that only one side has."""
        here = {
            (self._organizations.other(p.organization), p.title): p for p in old.positions
        }  # fmt: skip
        there = {(p.organization, p.title): p for p in new.positions}
        gone = tuple(self._before.post(p) for key, p in here.items() if key not in there)
        come = tuple(self._after.post(p) for key, p in there.items() if key not in here)
        return [Field("positions", gone, come)] if gone or come else []

    def _of_record(self, old: Record, new: Record, fields: Sequence[Field]) -> Change:
        sides, linked = self._sides, self._linked
        items = linked.mentions_old.get(old.id, []), linked.mentions_new.get(new.id, [])
        firsts = linked.first.get((old.id, new.id)) or tuple(next(iter(i), None) for i in items)
        spots: list[Spot | None] = [
            side.locate(item.record).spot if item else None
            for side, item in zip((sides.before, sides.after), firsts, strict=True)
        ]
        by = [mention.found_by for record in (old, new) for mention in record.mentions]
        return Change(
            kind=self._kind, type="value", record=self._record,
            document=sides.after.document.id or "",
            causes=find_causes(self._kind, self._nearness(items), sides.differences, by),
            before_id=old.id, after_id=new.id, surface_before=old.name, surface_after=new.name,
            fields=tuple(fields), before=spots[0], after=spots[1],
        )  # fmt: skip

    def _nearness(self, items: tuple[Sequence[Item], Sequence[Item]]) -> Nearness:
        """How near to any mention the text was edited."""
        sides = self._sides
        if not sides.before.is_edited:
            return "nowhere"
        near = nearest(
            side.nearness(item.span, side.locate(item.record).sentence)
            for side, found in zip((sides.before, sides.after), items, strict=True)
            for item in found
        )
        if near == "nowhere":  # a body that nothing mentions
            return "document"
        # One mention's edit need not be what changed the record.
        return "sentence" if near == "record" else near


def _told(item: Item, names: Names) -> list[tuple[str, str | tuple[str, ...]]]:
    """What an added or removed mention says."""
    record: Record = item.owner
    if isinstance(record, Organization):
        return [("name", names.of(record.id) or record.name), ("type", record.type)]
    posts = tuple(names.post(position) for position in record.positions)
    return [("name", record.name), *([("positions", posts)] if posts else [])]
