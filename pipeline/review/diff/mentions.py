"""What dates, mentions and references have in common: a span in a sentence of a section."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.review.changes import Change, Field, Kind, RecordType, Type
from pipeline.review.diff.causes import find_causes, nearest
from pipeline.review.diff.compact import squeeze
from pipeline.review.diff.sides import Side, Sides
from pipeline.review.diff.spans import Item


class SectionMap:
    """Which section of the newer side is which of the older; those without a partner are not in it."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = dict(pairs)
        self._found = set(pairs.values())

    def moved(self, old: str | None, new: str | None) -> bool:
        """Whether a record left its section for another that both sides have.

        Where a heading came or went, the change of that section tells it.
        """
        if old is not None and old not in self._pairs:
            return False
        if new is not None and new not in self._found:
            return False
        return (self._pairs[old] if old is not None else None) != new


def compare_pair(
    sides: Sides,
    kind: Kind,
    record: RecordType,
    old: Item,
    new: Item,
    fields: Sequence[Field],
    sections: SectionMap,
) -> Change | None:
    """The change between two spans that are the same fact, `fields` told by the caller."""
    all_fields = list(fields)
    if sections.moved(old.record.section, new.record.section):
        labels = sides.before.heading(old.record.section), sides.after.heading(new.record.section)
        all_fields.append(Field("section", *labels))
    is_other = old.record.text != new.record.text and (
        squeeze(old.record.text) != squeeze(new.record.text)
    )
    if not all_fields and not is_other:
        return None
    type_ = _type(all_fields, is_other=is_other and not _within(sides, old, new))
    return make_change(sides, kind, type_, record, old, new, all_fields)


def _type(fields: Sequence[Field], *, is_other: bool) -> Type:
    names = {field.name for field in fields}
    if is_other or not names:
        return "boundary"
    if names - {"section", "warnings"}:
        return "value"
    return "section" if "section" in names else "warning"


def make_change(
    sides: Sides,
    kind: Kind,
    type_: Type,
    record: RecordType,
    old: Item | None,
    new: Item | None,
    fields: Sequence[Field],
) -> Change:
    """A change of a span that both sides have, or one of them."""
    found = []
    for side, item in ((sides.before, old), (sides.after, new)):
        if item is not None:
            found.append((side, item, side.locate(item.record)))
    near = nearest(side.nearness(item.span, where.sentence) for side, item, where in found)
    if type_ == "section" and old is not None and sides.before.alignment.has_moved(old.span[0]):
        near = "record"
    spots = {id(side): where.spot for side, _, where in found}
    if len(found) == 1:
        side, item, where = found[0]
        opposite = side.opposite(item.span, where.sentence)
        if opposite is not None:
            spots[id(side.other)] = opposite
    by = [getattr(item.record, "found_by", None) if item else None for item in (old, new)]
    return Change(
        kind="warnings" if type_ == "warning" else kind,
        type=type_, record=record, document=sides.after.document.id or "",
        causes=find_causes(kind, near, sides.differences, by),
        before_id=_id(old), after_id=_id(new),
        surface_before=old.record.text if old else None,
        surface_after=new.record.text if new else None,
        fields=tuple(fields),
        before=spots.get(id(sides.before)), after=spots.get(id(sides.after)),
        found_by_before=by[0], found_by_after=by[1],
    )  # fmt: skip


def _id(item: Item | None) -> str | None:
    if item is None:
        return None
    found: str | None = getattr(item.record, "id", None) or getattr(item.owner, "id", None)
    return found


def _within(sides: Sides, old: Item, new: Item) -> bool:
    """Whether both spans begin and end at the same place, so that the text within was edited."""
    before, after = sides.before, sides.after
    return _same(before, after, old.span[0], new.span[0]) and _same(
        before, after, old.span[1] - 1, new.span[1] - 1
    )


def _same(before: Side, after: Side, old: int, new: int) -> bool:
    """Whether two characters are the same, or were rewritten together."""
    image = before.alignment.image(old, old + 1)
    if image is not None:
        return image[0] == new
    edits = before.alignment.touching(old, old + 1)
    return not set(edits).isdisjoint(after.alignment.touching(new, new + 1))
