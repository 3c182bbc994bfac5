"""All passages of a document: the engine's answers, then the finders, then what only context tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.addressed import surnames_again
from pipeline.entities.asking import ask
from pipeline.entities.candidates import Candidate, keep_longest
from pipeline.entities.collector import Collector
from pipeline.entities.definitions import (
    Alias,
    Definition,
    find_aliases,
    find_definitions,
    find_legend,
    find_reversed,
    legal_aliases,
)
from pipeline.entities.engines import Engine
from pipeline.entities.folded import fold_passage
from pipeline.entities.found import Found
from pipeline.entities.mentions import Mentions
from pipeline.entities.model import model_alone
from pipeline.entities.people import find_people, names_again
from pipeline.entities.places import acts, is_place
from pipeline.entities.setting import Setting
from pipeline.entities.surnames import cut_surnames, families_of
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.text.passages import Passage


def find(
    passages: Sequence[Passage], engine: Engine, gazetteer: Gazetteer | None = None
) -> Mentions:
    """Every organization and person the passages name. A sentence the engine refuses
    is read by the other layers alone; `errors` tells which."""
    known = gazetteer or load_gazetteer()
    lines = [folded for passage in passages for folded in fold_passage(passage)]
    entities, errors = ask(engine, lines)
    found = [Found(f, e, known) for f, e in zip(lines, entities, strict=True)]
    add_aliases(found, known)
    for line in found:
        line.places = [
            b
            for b in line.bodies
            if is_place(b, known, line.folded) and not acts(b, line.bodies, line.folded)
        ]
        line.bodies = [b for b in line.bodies if b not in line.places]
        line.names = find_people(Setting(line.folded, line.evidence.entities, line.bodies))
        taken = [(b.start, b.end) for b in line.bodies] + [(n.start, n.end) for n in line.names]
        line.bodies = keep_longest([*line.bodies, *model_alone(line.evidence, taken)])
    whole = sorted(
        {n.name for line in found for n in line.names if len(n.name) > 3},
        key=lambda n: (-len(n), n),
    )
    for line in found:
        line.names = names_again(line.folded, whole, line.names, line.bodies)
    families = families_of(found)
    for line in found:
        cut_surnames(line, families)
        taken = [(b.start, b.end) for b in line.bodies] + [(n.start, n.end) for n in line.names]
        line.names += [
            n
            for n in surnames_again(line.folded, families)
            if not any(start < n.end and n.start < end for start, end in taken)
        ]
        line.names.sort(key=lambda n: n.start)
    return Collector(known).collect(found, errors)


def add_aliases(found: Sequence[Found], gazetteer: Gazetteer) -> None:
    """What the text defines is looked for in all of it."""
    definitions: list[Definition] = []
    for index, line in enumerate(found):
        definitions += find_definitions(index, line.folded, line.bodies)
        definitions += find_reversed(index, line.folded, line.bodies)
        definitions += find_legend(index, line.folded, line.bodies)
    aliases: dict[str, Alias] = {}
    for d in definitions:
        chain = found[d.line].chain(d.candidate, gazetteer)
        aliases.setdefault(
            d.alias, Alias(d.alias, chain, d.candidate.type, "definition", d.generic)
        )
        given = Candidate(d.start, d.end, d.candidate.type, "definition", chain)
        line = found[d.line]
        line.bodies = keep_longest(
            [given, *(b for b in line.bodies if not b.overlaps(d.start, d.end))]
        )
    for line in found:
        for bare, body in legal_aliases(line.folded, line.bodies):
            chain = line.chain(body, gazetteer)
            aliases.setdefault(bare, Alias(bare, chain, body.type, "short form", False))
    longest_first = sorted(aliases.values(), key=lambda alias: -len(alias.text))
    for line in found:
        line.bodies = [_defined(line, body, aliases, gazetteer) for body in line.bodies]
        line.bodies = keep_longest(
            [*line.bodies, *find_aliases(line.folded, longest_first, line.bodies)]
        )


def _defined(
    line: Found, body: Candidate, aliases: dict[str, Alias], gazetteer: Gazetteer
) -> Candidate:
    """A body found by other means that the text defines is the one defined.

    A short form that the lexicon knows of one body stays that body's; an ambiguous one
    (水機構) is what the text says it is.
    """
    surface = line.folded.text[body.start : body.end]
    alias = aliases.get(surface)
    settled = body.found_by == "lexicon" and line.chain(body, gazetteer)[-1] != surface
    if alias is None or settled:
        return body
    return Candidate(body.start, body.end, alias.type, body.found_by, alias.chain)
