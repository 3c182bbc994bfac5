"""The facts of one document as decisions speak of them: where each stands, what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.decisions import dates, organizations, people, sections
from pipeline.decisions.decision import Kind, Value
from pipeline.records import Document
from pipeline.text.offsets import Span

Said = Mapping[str, Value]
# What tells one organization or person from others.
NAMES: dict[Kind, tuple[str, ...]] = {"organization": ("name", "parent"), "person": ("name",)}


class Fact(NamedTuple):
    """`span` is in the source, `written` what stands there, `said` what a decision may say of it."""

    kind: Kind
    id: str
    span: Span
    written: str
    said: Said


class Facts:
    """Every section, date and mention, in the order of the text within each kind."""

    def __init__(self, document: Document) -> None:
        self._facts = list(_facts(document))
        self._by_id: dict[tuple[Kind, str], list[Fact]] = {}
        self._by_name: dict[tuple[Kind, tuple[Value, ...]], Said] = {}
        for fact in self._facts:
            self._by_id.setdefault((fact.kind, fact.id), []).append(fact)
            if names := NAMES.get(fact.kind):
                key = tuple(fact.said[name] for name in names)
                self._by_name.setdefault((fact.kind, key), fact.said)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self._facts)

    def find(self, kind: Kind, identifier: str, start: int) -> Fact | None:
        """The record, of one that is mentioned the mention that begins at `start`."""
        found = self._by_id.get((kind, identifier), [])
        if kind not in NAMES:
            return found[0] if found else None
        return next((fact for fact in found if fact.span.start == start), None)

    def namesake(self, kind: Kind, said: Said) -> Said:
        """What is said of who is called as in `said`; nothing where nobody is."""
        return self._by_name.get((kind, tuple(said[name] for name in NAMES[kind])), {})


def _facts(document: Document) -> Iterator[Fact]:
    for section in document.sections:
        span = Span(section.heading_start, section.heading_end)
        written = "".join(document.text[slice(*span)].split("\n"))
        yield Fact("section", section.id, span, written, sections.said_of(section))
    for date in document.dates:
        span = Span(date.start, date.end)
        yield Fact("date", date.id, span, date.text, dates.said_of(date))
    chains = organizations.chains_of(document.organizations)
    for body in document.organizations:
        said = organizations.said_of(body, chains)
        for mention in body.mentions:
            span = Span(mention.start, mention.end)
            yield Fact("organization", body.id, span, mention.text, said)
    names = {body.id: body.name for body in document.organizations}
    for person in document.people:
        said = people.said_of(person, names)
        for mention in person.mentions:
            span = Span(mention.start, mention.end)
            yield Fact("person", person.id, span, mention.text, said)
