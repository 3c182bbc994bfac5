"""One passage on its way through the layers."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.candidates import Candidate, keep_longest
from pipeline.entities.councils import councils_about
from pipeline.entities.engines import Entity
from pipeline.entities.evidence import Evidence
from pipeline.entities.folded import Folded
from pipeline.entities.latin import latin_names
from pipeline.entities.naming import chain_of
from pipeline.entities.organizations import find_organizations
from pipeline.entities.prose_bodies import prose_bodies
from pipeline.entities.setting import NameSpan
from pipeline.lexicon.organizations import Gazetteer


class Found:
    """One passage on its way through the layers."""

    def __init__(self, folded: Folded, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        self.folded = folded
        self.evidence = Evidence(folded, entities, gazetteer)
        bodies = find_organizations(self.evidence)
        self.bodies = keep_longest(
            [
                *bodies,
                *latin_names(folded),
                *councils_about(folded, bodies),
                *prose_bodies(self.evidence),
            ]
        )
        self.places: list[Candidate] = []
        self.names: list[NameSpan] = []

    def chain(self, body: Candidate, gazetteer: Gazetteer) -> tuple[str, ...]:
        if body.chain:
            return body.chain
        stops = [t.end - body.start for t in self.folded.tokens if body.start < t.end < body.end]
        return chain_of(self.folded.text[body.start : body.end], stops, gazetteer)
