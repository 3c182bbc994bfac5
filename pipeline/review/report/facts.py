"""A document as its page shows it: facts with their places, sections with their counts, marks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.records import Date, Document, Mention, Organization, Reference, Section
from pipeline.review.report.marks import Mark, MarkKind

DECISION = "decision"

Wareki = Callable[[str | None, str], str | None]
"""(iso, granularity) → 和暦, or None where there is none."""


class Place(NamedTuple):
    """Where a fact stands: the number of its mark, page and line."""

    number: int
    page: int
    line: int


@dataclass(frozen=True, slots=True)
class DateFact:
    """Dates that say the same in the same words. `years` are the first and the last."""

    id: str
    text: str
    iso: str | None
    wareki: str | None
    granularity: str
    first_day: str | None
    last_day: str | None
    warnings: tuple[str, ...]
    places: tuple[Place, ...]
    aliases: tuple[str, ...]  # ids of the other dates that are shown as this one
    decided: bool = False

    @property
    def years(self) -> str:
        return (
            f"{self.first_day[:4]}-{self.last_day[:4]}" if self.first_day and self.last_day else ""
        )


class Post(NamedTuple):
    """A post of a person: `other` is the id of the body, or of the person seen from the body."""

    other: str | None
    name: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class OrganizationFact:
    id: str
    name: str
    type: str
    parents: tuple[tuple[str, str], ...]  # (id, name), the outermost first
    aliases: tuple[str, ...]
    places: tuple[Place, ...]
    pointing: tuple[tuple[str, tuple[Place, ...]], ...]  # 「両省」 with its places
    members: tuple[Post, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class PersonFact:
    id: str
    name: str
    reading: str | None
    posts: tuple[Post, ...]
    places: tuple[Place, ...]
    decided: bool


@dataclass(frozen=True, slots=True)
class SectionCount:
    """A section with how many places stand in it and in its subsections; `id` is None outside all."""

    id: str | None
    heading: str
    level: int
    dates: int
    organizations: int
    people: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Facts:
    dates: tuple[DateFact, ...]
    organizations: tuple[OrganizationFact, ...]
    people: tuple[PersonFact, ...]
    sections: tuple[SectionCount, ...]
    marks: tuple[Mark, ...]


def collect(document: Document, wareki: Wareki) -> Facts:
    """All that the page of `document` shows of it; places are numbered in the order of the text."""
    numbers = _Numbers(document)
    return Facts(
        tuple(_dates(document.dates, numbers, wareki)),
        tuple(_organizations(document, numbers)),
        tuple(_people(document, numbers)),
        tuple(_sections(document)),
        (*numbers.marks, *map(_heading, document.sections)),
    )


class _Numbers:
    """The marks of the document, numbered in the order of the text."""

    def __init__(self, document: Document) -> None:
        found: list[tuple[int, int, MarkKind, str, bool]] = [
            (date.start, date.end, "date", date.id, bool(date.warnings) or date.iso is None)
            for date in document.dates
        ]
        for organization in document.organizations:
            found += [(m.start, m.end, "organization", organization.id, False)
                      for m in organization.mentions]  # fmt: skip
        for person in document.people:
            found += [(m.start, m.end, "person", person.id, False) for m in person.mentions]
        found += [(r.start, r.end, "reference", " ".join(r.organizations), False)
                  for r in document.references]  # fmt: skip
        found.sort(key=lambda mark: (mark[0], -mark[1]))
        self.marks = [
            Mark(start, end, kind, record, number, doubtful=doubtful)
            for number, (start, end, kind, record, doubtful) in enumerate(found, 1)
        ]
        self._numbers = {(m.kind, m.record, m.start, m.end): m.number for m in self.marks}

    def place(self, kind: MarkKind, record: str, found: Date | Mention | Reference) -> Place:
        number = self._numbers[kind, record, found.start, found.end]
        return Place(number, found.page, found.line)


def _heading(section: Section) -> Mark:
    return Mark(
        section.heading_start, section.heading_end, "heading", section.id, level=section.level
    )


def _dates(dates: Iterable[Date], numbers: _Numbers, wareki: Wareki) -> Iterable[DateFact]:
    alike: dict[object, list[Date]] = {}
    for date in dates:
        decided = date.found_by == DECISION
        same = (
            date.text, date.iso, date.first_day, date.granularity, date.warnings, decided,
        )  # fmt: skip
        alike.setdefault(same, []).append(date)
    for first, *others in alike.values():
        yield DateFact(
            first.id, first.text, first.iso, wareki(first.iso, first.granularity),
            first.granularity, first.first_day, first.last_day, first.warnings,
            tuple(numbers.place("date", date.id, date) for date in (first, *others)),
            tuple(date.id for date in others), first.found_by == DECISION,
        )  # fmt: skip


def _organizations(document: Document, numbers: _Numbers) -> Iterable[OrganizationFact]:
    by_id = {found.id: found for found in document.organizations}
    members: defaultdict[str | None, list[Post]] = defaultdict(list)
    for person in document.people:
        for position in person.positions:
            members[position.organization].append(Post(person.id, person.name, position.title))
    pointing: defaultdict[str, dict[str, tuple[Place, ...]]] = defaultdict(dict)
    for reference in document.references:
        place = numbers.place("reference", " ".join(reference.organizations), reference)
        for pointed in reference.organizations:
            own = pointing[pointed]
            own[reference.text] = (*own.get(reference.text, ()), place)
    for found in document.organizations:
        yield OrganizationFact(
            found.id, found.name, found.type,
            tuple((above.id, above.name) for above in parents_of(found, by_id)),
            found.aliases,
            tuple(numbers.place("organization", found.id, m) for m in found.mentions),
            tuple(pointing[found.id].items()), tuple(members[found.id]),
            any(m.found_by == DECISION for m in found.mentions),
        )  # fmt: skip


def _people(document: Document, numbers: _Numbers) -> Iterable[PersonFact]:
    by_id = {found.id: found for found in document.organizations}
    for found in document.people:
        posts = []
        for position in found.positions:
            body = by_id.get(position.organization or "")
            names = [each.name for each in (*parents_of(body, by_id), body)] if body else []
            posts.append(Post(position.organization, " ".join(names) or None, position.title))
        yield PersonFact(
            found.id, found.name, found.reading, tuple(posts),
            tuple(numbers.place("person", found.id, m) for m in found.mentions),
            any(m.found_by == DECISION for m in found.mentions),
        )  # fmt: skip


def parents_of(found: Organization, by_id: Mapping[str, Organization]) -> list[Organization]:
    """Those above `found`, the outermost first; a circle, which no run writes, ends at once."""
    above: dict[str, Organization] = {}
    current = by_id.get(found.parent or "")
    while current and current.id not in above and current is not found:
        above[current.id] = current
        current = by_id.get(current.parent or "")
    return list(above.values())[::-1]


def _sections(document: Document) -> Iterable[SectionCount]:
    own: dict[str, Counter[str | None]] = {
        "dates": Counter(date.section for date in document.dates),
        "organizations": Counter(
            m.section for found in document.organizations for m in found.mentions
        ),
        "people": Counter(m.section for found in document.people for m in found.mentions),
        "warnings": Counter(date.section for date in document.dates if date.warnings),
    }
    if any(count[None] for count in own.values()):
        yield SectionCount(None, "", 1, **{name: count[None] for name, count in own.items()})
    parents = {section.id: section.parent for section in document.sections}
    totals = {name: _with_those_below(count, parents) for name, count in own.items()}
    for section in document.sections:
        heading = " ".join(filter(None, (section.number, section.title)))
        counts = {name: total[section.id] for name, total in totals.items()}
        yield SectionCount(section.id, heading, section.level, **counts)


def _with_those_below(
    own: Counter[str | None], parents: dict[str, str | None]
) -> Counter[str | None]:
    total: Counter[str | None] = Counter()
    for section in parents:
        above: str | None = section
        while above is not None:
            total[above] += own[section]
            above = parents.get(above)
    return total
