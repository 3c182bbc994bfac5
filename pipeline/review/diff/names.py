"""What the organizations of one side are called: ids are for programs, a change is read."""

from __future__ import annotations

from pipeline.records import Organization, Person, Position
from pipeline.review.diff.sides import Side

Record = Organization | Person


class Names:
    """The organizations of one side by their ids."""

    def __init__(self, side: Side) -> None:
        self._organizations = {o.id: o for o in side.document.organizations}

    def of(self, identifier: str | None) -> str | None:
        """With those above it: 「総務省 情報流通行政局」."""
        chain: list[str] = []
        seen: set[str] = set()
        while identifier in self._organizations and identifier not in seen:
            seen.add(identifier)
            organization = self._organizations[identifier]
            chain.insert(0, organization.name)
            identifier = organization.parent
        return " ".join(chain) or None

    def post(self, position: Position) -> str:
        """「総務省 情報流通行政局 課長」."""
        return " ".join(filter(None, (self.of(position.organization), position.title)))

    def label(self, record: Record) -> str:
        """What tells a record from others of its name: bodies above, a first post."""
        if isinstance(record, Organization):
            return self.of(record.id) or record.name
        posts = [self.post(position) for position in record.positions[:1]]
        return "".join([record.name, *(f"（{post}）" for post in posts)])
