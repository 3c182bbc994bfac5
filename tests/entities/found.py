"""What the finders make of a few lines, without a model."""

from __future__ import annotations

from pipeline.consolidate import consolidate
from pipeline.entities import find
from pipeline.entities.engines import Engine
from pipeline.entities.mentions import Mentions
from pipeline.records import Organization, Person
from pipeline.sections import split
from pipeline.text.layout import read
from pipeline.text.passages import make_passages
from tests.fakes import FakeEngine
from tests.reading import written_out


def find_in(text: str, engine: Engine | None = None) -> Mentions:
    """`|` is a line break, `\\t` a tab."""
    layout = read(written_out(text).replace("\\t", "\t"))
    return find(make_passages(layout, split(layout)), engine or FakeEngine())


def records_in(text: str, engine: Engine | None = None) -> tuple[list[Organization], list[Person]]:
    organizations, people = consolidate(find_in(text, engine))
    return list(organizations), list(people)


def organizations_in(text: str) -> list[str]:
    return [found.mention.text for found in find_in(text).organizations]


def people_in(text: str) -> list[str]:
    return [found.mention.text for found in find_in(text).people]


def posts_in(text: str) -> list[str]:
    """`name: title of organization`, in the order of the records."""
    organizations, people = records_in(text)
    names = {organization.id: organization.name for organization in organizations}
    return [
        f"{person.name}: {position.title or '-'} of {names.get(position.organization or '', '-')}"
        for person in people
        for position in person.positions
    ]
