"""What the index shows of all documents: a row each, dates by year, names in many documents."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.records import Document

MOST_NAMES = 12


class Row(NamedTuple):
    """A document in the index; `years` are those its dates touch, at most the ends of each."""

    id: str
    title: str | None
    characters: int
    sections: int
    dates: int
    organizations: int
    people: int
    warnings: int
    first_day: str | None
    last_day: str | None
    years: tuple[int, ...]


class Name(NamedTuple):
    """A body or a person with the documents that name it, by their number in the index."""

    kind: str
    name: str
    documents: tuple[int, ...]


@dataclass(slots=True)
class Corpus:
    """Filled document by document; holds rows and names, no texts."""

    rows: list[Row] = field(default_factory=list)
    years: Counter[int] = field(default_factory=Counter)
    _names: defaultdict[tuple[str, str, str], set[int]] = field(
        default_factory=lambda: defaultdict(set)
    )

    def add(self, document: Document) -> None:
        number = len(self.rows)
        days = [(d.first_day, d.last_day) for d in document.dates if d.first_day and d.last_day]
        ends = Counter(int(first[:4]) for first, _ in days)
        self.years += ends
        self.rows.append(
            Row(
                document.id or "", document.title, len(document.text), len(document.sections),
                len(document.dates), len(document.organizations), len(document.people),
                sum(len(date.warnings) for date in document.dates) + len(document.warnings),
                min((first for first, _ in days), default=None),
                max((last for _, last in days), default=None),
                tuple(sorted(ends.keys() | {int(last[:4]) for _, last in days})),
            )
        )  # fmt: skip
        for organization in document.organizations:
            if organization.mentions:
                key = ("organization", organization.id, organization.name)
                self._names[key].add(number)
        for person in document.people:
            self._names["person", person.id, person.name].add(number)

    def names(self) -> list[Name]:
        """Those in most documents first."""
        found = [
            Name(kind, name, tuple(sorted(documents)))
            for (kind, _, name), documents in sorted(self._names.items())
        ]
        return sorted(found, key=lambda name: (-len(name.documents), name.documents))

    def totals(self) -> dict[str, int]:
        fields = ("characters", "sections", "dates", "organizations", "people", "warnings")
        return {name: sum(getattr(row, name) for row in self.rows) for name in fields}


def most(names: Sequence[Name], kind: str) -> list[Name]:
    """The names of a kind that most documents hold, at least two."""
    return [n for n in names if n.kind == kind and len(n.documents) > 1][:MOST_NAMES]
