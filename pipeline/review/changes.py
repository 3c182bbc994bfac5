"""The records of a comparison: changes with their places and causes, groups of equal ones.

Frozen; `to_dict()` gives JSON. A change is about one place of one document; what a reviewer
decides on is a group: 「経産省 → 経済産業省, 212 places」.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal, get_args

VERSION = "1"

Kind = Literal["documents", "sections", "dates", "organizations", "people", "warnings"]
# value: what the record says · boundary: where it begins and ends · section: a section's
# heading, level, parent or body, or the section that a record stands in.
Type = Literal["added", "removed", "value", "boundary", "section", "warning"]
RecordType = Literal["document", "section", "date", "organization", "person", "reference"]
# context: the text elsewhere in the document (a definition, the date that 同年 counts from) ·
# unknown: neither text nor generator differ, so somebody wrote in the outputs.
Cause = Literal[
    "text", "rules", "language_data", "model", "dictionary", "decision", "settings", "context",
    "unknown",
]  # fmt: skip
KINDS: tuple[Kind, ...] = get_args(Kind)
TYPES: tuple[Type, ...] = get_args(Type)
CAUSES: tuple[Cause, ...] = get_args(Cause)

Value = str | int | tuple[str, ...] | None
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on one side: of the record, or of the text where a record is missing.

    `start` and `end` count in the source text, `marked` and `edited` (what the text's author
    changed) in `sentence`; `marked` is None where the other side's characters are gone.
    `section` is its heading as written.
    """

    page: int
    line: int
    start: int
    end: int
    section: str | None
    sentence: str
    marked: Range | None
    edited: tuple[Range, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "page": self.page, "line": self.line, "start": self.start, "end": self.end,
            "section": self.section, "sentence": self.sentence,
            "marked": list(self.marked) if self.marked else None,
            "edited": [list(span) for span in self.edited],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the record that differs, in words: names where the record holds ids."""

    name: str
    before: Value
    after: Value

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "before": _json(self.before), "after": _json(self.after)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change at one place.

    `kind` is what it is counted under, `record` the type of the record. `before_id` and
    `after_id` are ids of the records, None on a side that has none; the surfaces likewise.
    `causes` are all that may have caused it, the likeliest first; never empty.
    """

    kind: Kind
    type: Type
    record: RecordType
    document: str
    causes: tuple[Cause, ...]
    before_id: str | None = None
    after_id: str | None = None
    surface_before: str | None = None
    surface_after: str | None = None
    fields: tuple[Field, ...] = ()
    before: Spot | None = None
    after: Spot | None = None
    found_by_before: str | None = None
    found_by_after: str | None = None

    @property
    def alike(self) -> tuple[object, ...]:
        """What equal changes have in common, wherever they are."""
        surfaces: tuple[str | None, ...] = (self.surface_before, self.surface_after)
        # Where a heading is gone, all below it rise: that is one change, whatever their titles.
        if self.record == "section" and {f.name for f in self.fields} <= {"level", "parent"}:
            surfaces = surfaces if self.type in ("added", "removed") else ()
        return (self.kind, self.type, self.record, surfaces, self.fields, self.causes)

    @property
    def position(self) -> tuple[str, int, int]:
        """Changes come by document, then by place: that of the newer text where there is one."""
        spot = self.after or self.before
        return (self.document, spot.start if spot else -1, spot.end if spot else -1)

    def to_dict(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "before_id": self.before_id, "after_id": self.after_id,
            "before": self.before.to_dict() if self.before else None,
            "after": self.after.to_dict() if self.after else None,
            "found_by_before": self.found_by_before, "found_by_after": self.found_by_after,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that are alike, in order."""

    changes: tuple[Change, ...]

    @property
    def first(self) -> Change:
        return self.changes[0]

    @property
    def documents(self) -> int:
        return len({change.document for change in self.changes})

    def to_dict(self) -> dict[str, Any]:
        first = self.first
        return {
            "kind": first.kind, "type": first.type, "record": first.record,
            "surface_before": first.surface_before, "surface_after": first.surface_after,
            "fields": [field.to_dict() for field in first.fields],
            "causes": list(first.causes),
            "count": len(self.changes), "documents": self.documents,
            "changes": [change.to_dict() for change in self.changes],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that differs between the two generators: `cause` is what it is named by."""

    cause: Cause
    name: str
    before: str | None
    after: str | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "cause": self.cause, "name": self.name, "before": self.before, "after": self.after,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stale:
    """A decision of the newer side that holds no more as it was meant, as stale.jsonl tells it.

    `document` is None where it was for everywhere. `is_new`: the older side did not tell of it.
    """

    id: str
    document: str | None
    kind: str
    verdict: str
    text: str
    reason: str
    is_new: bool = True

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "document": self.document, "kind": self.kind, "verdict": self.verdict,
            "text": self.text, "reason": self.reason, "new": self.is_new,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look at; an empty field lets all through. `documents` are shell patterns of ids."""

    documents: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    types: tuple[Type, ...] = ()
    causes: tuple[Cause, ...] = ()

    def wants(self, document: str) -> bool:
        return not self.documents or any(fnmatchcase(document, p) for p in self.documents)

    def keeps(self, change: Change) -> bool:
        """A change of a value with its warning is found under `warnings`, too."""
        kinds = {change.kind}
        if any(field.name == "warnings" for field in change.fields):
            kinds.add("warnings")
        return (
            self.wants(change.document)
            and (not self.kinds or not kinds.isdisjoint(self.kinds))
            and (not self.types or change.type in self.types)
            and (not self.causes or not set(change.causes).isdisjoint(self.causes))
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides compared. `before` and `after` name them; the counts are of documents.

    `texts` counts those whose text differs, be it only in its white space.
    `stale` are decisions to look at again, whatever changed.
    """

    before: str
    after: str
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    documents: int
    identical: int
    texts: int
    stale: tuple[Stale, ...] = ()

    @property
    def counts(self) -> dict[Kind, int]:
        """How many changes of each kind, those that there are."""
        kinds = [change.kind for change in self.changes]
        return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}

    def groups(self) -> list[Group]:
        return group(self.changes)

    def to_dict(self) -> dict[str, Any]:
        return {
            "diff_version": VERSION,
            "before": self.before, "after": self.after,
            "documents": self.documents, "identical": self.identical, "texts": self.texts,
            "generator": [difference.to_dict() for difference in self.differences],
            "counts": self.counts,
            "groups": [group.to_dict() for group in self.groups()],
            "stale_decisions": [stale.to_dict() for stale in self.stale],
        }  # fmt: skip


def group(changes: Iterable[Change]) -> list[Group]:
    """Equal changes together, by kind, each group where its first change stands."""
    alike: dict[tuple[object, ...], list[Change]] = {}
    for change in sorted(changes, key=lambda c: (KINDS.index(c.kind), c.position)):
        alike.setdefault(change.alike, []).append(change)
    return [Group(tuple(together)) for together in alike.values()]


def _json(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
