"""All passages of a document: the engine's answers, then the finders, then what only context tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.engines import Engine, Entity
from pipeline.entities.folded import Folded
from pipeline.entities.mentions import Mentions, OrganizationMention, PersonMention, Post
from pipeline.entities.naming import chain_of
from pipeline.entities.organizations import Evidence, find_organizations
from pipeline.entities.people import find_people
from pipeline.entities.posts import Surroundings, posts_of
from pipeline.entities.titles import find_titles
from pipeline.errors import EngineError
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.text.passages import Passage


def find(
    passages: Sequence[Passage], engine: Engine, gazetteer: Gazetteer | None = None
) -> Mentions:
    """Every organization and person the passages name. A sentence the engine refuses
    is read by the other layers alone; `errors` tells which."""
    known = gazetteer or load_gazetteer()
    lines = [Folded(p) for p in passages if p.kind != "furniture"]
    entities, errors = ask(engine, lines)
    organizations: list[OrganizationMention] = []
    people: list[PersonMention] = []
    for folded, found in zip(lines, entities, strict=True):
        evidence = Evidence(folded, found, known)
        bodies = find_organizations(folded, evidence)
        names = find_people(folded, found, bodies, folded.passage.kind == "row")
        spans = [(b.start, b.end) for b in bodies] + [(n.start, n.end) for n in names]
        around = Surroundings(folded, bodies, find_titles(folded, spans), names)
        first = len(organizations)
        for body in bodies:
            text = folded.text[body.start : body.end]
            stops = [t.end - body.start for t in folded.tokens if body.start < t.end < body.end]
            organizations.append(
                OrganizationMention(
                    folded.mention(body.start, body.end, body.found_by),
                    body.chain or chain_of(text, stops, known),
                    body.type,
                )
            )
        for name in names:
            posts = tuple(
                Post(None if p.body is None else first + p.body, p.title)
                for p in posts_of(name, around)
            )
            people.append(
                PersonMention(folded.mention(name.start, name.end, name.found_by), name.name, posts)
            )
    return Mentions(tuple(organizations), tuple(people), tuple(errors))


def ask(engine: Engine, lines: Sequence[Folded]) -> tuple[list[list[Entity]], list[EngineError]]:
    """The engine's entities of every passage, in the passage's offsets; and what it refused."""
    places = [(index, span) for index, line in enumerate(lines) for span in line.sentences]
    sentences = [lines[index].text[span.start : span.end] for index, span in places]
    found: list[list[Entity]] = [[] for _ in lines]
    errors: list[EngineError] = []
    for (index, span), answer in zip(places, engine.find_entities(sentences), strict=True):
        if isinstance(answer, EngineError):
            errors.append(answer)
            continue
        found[index] += [Entity(e.start + span.start, e.end + span.start, e.label) for e in answer]
    return found, errors
