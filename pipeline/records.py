"""The records of docs/contract.md. Frozen; `to_dict()` gives exactly the JSON.

Offsets are code points of the source text, `start` inclusive, `end` exclusive.
`page` and `line` are 1-based and say where `start` stands; `sentence` is the
sentence around it with its line wraps undone. `found_by` says by what means a record was
found: "decision" where a user's decision made it what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

SCHEMA_VERSION = "1"

OrganizationType = Literal[
    "government", "local_government", "court", "parliament", "agency", "council", "company",
    "association", "university", "school", "hospital", "research", "international", "party",
    "other",
]  # fmt: skip
Granularity = Literal[
    "day", "part_of_month", "month", "quarter", "half_year", "season", "year", "fiscal_year",
    "decade", "century", "range", "unresolved",
]  # fmt: skip
ORGANIZATION_TYPES: tuple[str, ...] = get_args(OrganizationType)
GRANULARITIES: tuple[str, ...] = get_args(Granularity)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the body that belongs to it, wherever the heading stands."""

    id: str
    parent: str | None
    level: int
    number: str | None
    title: str | None
    start: int
    end: int
    heading_start: int
    heading_end: int
    body: str
    found_by: str = "heading"

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "parent": self.parent, "level": self.level,
            "number": self.number, "title": self.title,
            "start": self.start, "end": self.end,
            "heading_start": self.heading_start, "heading_end": self.heading_end,
            "body": self.body, "found_by": self.found_by,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Date:
    """One date or range as written, and the days it means; all null where unresolved."""

    id: str
    section: str | None
    start: int
    end: int
    text: str
    iso: str | None
    first_day: str | None
    last_day: str | None
    granularity: Granularity
    era: str | None
    warnings: tuple[str, ...] = ()
    page: int = 1
    line: int = 1
    sentence: str = ""
    found_by: str = "form"

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "section": self.section, "start": self.start, "end": self.end,
            "text": self.text, "iso": self.iso,
            "first_day": self.first_day, "last_day": self.last_day,
            "granularity": self.granularity, "era": self.era, "warnings": list(self.warnings),
            "found_by": self.found_by,
            "page": self.page, "line": self.line, "sentence": self.sentence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an organization or a person is named. `found_by` says by what means."""

    section: str | None
    start: int
    end: int
    text: str
    found_by: str
    page: int = 1
    line: int = 1
    sentence: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "section": self.section, "start": self.start, "end": self.end, "text": self.text,
            "found_by": self.found_by,
            "page": self.page, "line": self.line, "sentence": self.sentence,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Organization:
    """An organization of the document; `parent` is the id of another record of it."""

    id: str
    name: str
    type: OrganizationType
    parent: str | None
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "name": self.name, "type": self.type, "parent": self.parent,
            "aliases": list(self.aliases),
            "mentions": [mention.to_dict() for mention in self.mentions],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """A post as the text states it; one of the two may be null, never both."""

    organization: str | None
    title: str | None

    def to_dict(self) -> dict[str, Any]:
        return {"organization": self.organization, "title": self.title}


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    family_name: str | None
    given_name: str | None
    reading: str | None
    positions: tuple[Position, ...]
    mentions: tuple[Mention, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "name": self.name,
            "family_name": self.family_name, "given_name": self.given_name,
            "reading": self.reading,
            "positions": [position.to_dict() for position in self.positions],
            "mentions": [mention.to_dict() for mention in self.mentions],
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reference:
    """「同省」, 「両市」: not a mention, but what stands for the `organizations` of these ids."""

    section: str | None
    start: int
    end: int
    text: str
    page: int
    line: int
    sentence: str
    organizations: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "section": self.section, "start": self.start, "end": self.end, "text": self.text,
            "page": self.page, "line": self.line, "sentence": self.sentence,
            "organizations": list(self.organizations),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of a decision in this document.

    `text` is what it quotes; `spans` are where it holds, as offsets; `reason` says why it does
    not where it should, and is None where nothing is amiss.
    """

    id: str
    kind: str
    verdict: str
    text: str
    spans: tuple[tuple[int, int], ...]
    reason: str | None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id, "kind": self.kind, "verdict": self.verdict, "text": self.text,
            "spans": [list(span) for span in self.spans], "reason": self.reason,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Document:
    """One text with all that was found in it.

    `text` is the source text that every offset counts in; it is written to a file of
    its own and is no part of the JSON. `id`, `source`, `sha256` and `encoding` are
    known only to who read the file; for a text without a file they are None. `warnings` are
    about the document as a whole (a sentence that the engine refused). `source_url` is what a
    sidecar says, `sidecar` the SHA-256 of its bytes. `decisions` are those of the user that
    concern it.
    """

    id: str | None
    source: str | None
    sha256: str | None
    encoding: str | None
    title: str | None
    reference_date: str | None
    text: str
    sections: tuple[Section, ...]
    dates: tuple[Date, ...]
    organizations: tuple[Organization, ...]
    people: tuple[Person, ...]
    references: tuple[Reference, ...] = ()
    warnings: tuple[str, ...] = ()
    source_url: str | None = None
    sidecar: str | None = None
    decisions: tuple[Decided, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "schema_version": SCHEMA_VERSION,
            "document": {
                "id": self.id, "source": self.source, "sha256": self.sha256,
                "encoding": self.encoding, "characters": len(self.text),
                "title": self.title, "reference_date": self.reference_date,
                "source_url": self.source_url, "sidecar": self.sidecar,
                "warnings": list(self.warnings),
            },
            "sections": [section.to_dict() for section in self.sections],
            "dates": [date.to_dict() for date in self.dates],
            "organizations": [organization.to_dict() for organization in self.organizations],
            "people": [person.to_dict() for person in self.people],
            "references": [reference.to_dict() for reference in self.references],
            "decisions": [decided.to_dict() for decided in self.decisions],
        }  # fmt: skip
