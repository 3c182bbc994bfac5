"""One passage on its way through the layers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice, takewhile
from operator import attrgetter

from pipeline.entities.candidates import Candidate, Taken, keep_longest
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

_END = attrgetter("end")


class Found:
    """What is found in one passage, and what the model sees there."""

    __slots__ = ("bodies", "entities", "folded", "names", "places")

    def __init__(self, folded: Folded, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        self.folded = folded
        self.entities = entities
        evidence = Evidence(folded, entities, gazetteer)
        bodies = find_organizations(evidence)
        self.bodies: list[Candidate] = keep_longest(
            [
                *bodies,
                *latin_names(folded),
                *councils_about(folded, bodies),
                *prose_bodies(evidence),
            ]
        )
        self.places: Sequence[Candidate] = ()
        self.names: list[NameSpan] = []

    def taken(self) -> Taken:
        return Taken(self.bodies, self.names)

    def chain(self, body: Candidate, gazetteer: Gazetteer) -> tuple[str, ...]:
        if body.chain:
            return body.chain
        tokens = self.folded.tokens
        first = bisect_right(tokens, body.start, key=_END)
        ends = takewhile(lambda end: end < body.end, (t.end for t in islice(tokens, first, None)))
        stops = [end - body.start for end in ends]
        return chain_of(self.folded.text[body.start : body.end], stops, gazetteer)
