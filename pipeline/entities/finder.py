"""All passages of a document: the engine's answers, then the finders, then what only context tells."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.entities.affiliations import (
    body_above,
    body_in_sentence,
    has_ditto,
    is_chair,
    is_membership,
    is_of_company,
    is_of_municipality,
    points_back,
)
from pipeline.entities.candidates import Candidate, keep_longest
from pipeline.entities.context import Head, Heads, is_head, rank_of
from pipeline.entities.councils import councils_about
from pipeline.entities.definitions import Alias, Definition, find_aliases, find_definitions, find_legend, find_reversed, legal_aliases
from pipeline.entities.engines import Engine, Entity
from pipeline.entities.evidence import Evidence
from pipeline.entities.folded import Folded
from pipeline.entities.latin import latin_names
from pipeline.entities.mentions import Mentions, OrganizationMention, PersonMention, Post
from pipeline.entities.model import model_alone
from pipeline.entities.names import read_joined
from pipeline.entities.naming import chain_of
from pipeline.entities.organizations import find_organizations
from pipeline.entities.people import NameSpan, Setting, find_people, names_again, surnames_again
from pipeline.entities.places import acts, is_municipality, is_place
from pipeline.entities.posts import FoundPost, Surroundings, furigana, posts_of
from pipeline.entities.titles import find_titles
from pipeline.errors import EngineError
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.text.passages import Passage


class Found:
    """One passage on its way through the layers."""

    def __init__(self, folded: Folded, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        self.folded = folded
        self.evidence = Evidence(folded, entities, gazetteer)
        bodies = find_organizations(self.evidence)
        self.bodies = keep_longest([*bodies, *latin_names(folded), *councils_about(folded, bodies)])
        self.names: list[NameSpan] = []

    def chain(self, body: Candidate, gazetteer: Gazetteer) -> tuple[str, ...]:
        if body.chain:
            return body.chain
        stops = [t.end - body.start for t in self.folded.tokens if body.start < t.end < body.end]
        return chain_of(self.folded.text[body.start : body.end], stops, gazetteer)


def find(
    passages: Sequence[Passage], engine: Engine, gazetteer: Gazetteer | None = None
) -> Mentions:
    """Every organization and person the passages name. A sentence the engine refuses
    is read by the other layers alone; `errors` tells which."""
    known = gazetteer or load_gazetteer()
    lines = [Folded(p) for p in passages if p.kind != "furniture"]
    entities, errors = ask(engine, lines)
    found = [Found(f, e, known) for f, e in zip(lines, entities, strict=True)]
    add_aliases(found, known)
    for line in found:
        line.bodies = [
            b
            for b in line.bodies
            if not is_place(b, known, line.folded) or acts(b, line.bodies, line.folded)
        ]
        in_roster = line.folded.passage.kind == "row"
        setting = Setting(line.folded, line.evidence.entities, in_roster, tuple(line.bodies))
        line.names = find_people(setting)
        taken = [(b.start, b.end) for b in line.bodies] + [(n.start, n.end) for n in line.names]
        line.bodies = keep_longest([*line.bodies, *model_alone(line.evidence, taken)])
    whole = sorted({n.name for line in found for n in line.names if len(n.name) > 3}, key=lambda n: (-len(n), n))
    for line in found:
        line.names = names_again(line.folded, whole, line.names, line.bodies)
    families = frozenset(family_of(n) for line in found for n in line.names) - {""}
    for line in found:
        taken = [(b.start, b.end) for b in line.bodies] + [(n.start, n.end) for n in line.names]
        line.names += [
            n
            for n in surnames_again(line.folded, families)
            if not any(start < n.end and n.start < end for start, end in taken)
        ]
        line.names.sort(key=lambda n: n.start)
    return Collector(known).collect(found, errors)


def family_of(name: NameSpan) -> str:
    """The family name of someone named in full, else nothing."""
    read = read_joined(name.name)
    return read.family if read.family and read.given else ""


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
        aliases.setdefault(d.alias, Alias(d.alias, chain, d.candidate.type, "definition", d.generic))
        given = Candidate(d.start, d.end, d.candidate.type, "definition", chain)
        line = found[d.line]
        line.bodies = keep_longest([given, *(b for b in line.bodies if not b.overlaps(d.start, d.end))])
    for line in found:
        for bare, body in legal_aliases(line.folded, line.bodies):
            chain = line.chain(body, gazetteer)
            aliases.setdefault(bare, Alias(bare, chain, body.type, "short form", False))
    longest_first = sorted(aliases.values(), key=lambda alias: -len(alias.text))
    for line in found:
        line.bodies = [
            _defined(line, body, aliases) for body in line.bodies
        ]
        line.bodies = keep_longest([*line.bodies, *find_aliases(line.folded, longest_first, line.bodies)])


def _defined(line: Found, body: Candidate, aliases: dict[str, Alias]) -> Candidate:
    """A body found by other means that the text defines is the one defined."""
    alias = aliases.get(line.folded.text[body.start : body.end])
    if alias is None or body.found_by == "lexicon":
        return body
    return Candidate(body.start, body.end, alias.type, body.found_by, alias.chain)


class Collector:
    """Turns what was found into mentions, with what the lines above add to it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._organizations: list[OrganizationMention] = []
        self._people: list[PersonMention] = []
        self._heads = Heads()
        self._council: int | None = None
        self._municipality: int | None = None
        self._row_body: int | None = None  # of the row before, for 「〃」
        self._reporting: int | None = None  # the company whose report this is

    def collect(self, found: Sequence[Found], errors: Sequence[EngineError]) -> Mentions:
        # A report that calls its own company 当社: which is the first one it names.
        own_report = sum(line.folded.text.count("当社") for line in found) > 2
        for line in found:
            self._heads.enter(line.folded)
            first = len(self._organizations)
            for body in line.bodies:
                self._organizations.append(self._organization(line, body))
                if self._council is None and body.type == "council":
                    self._council = len(self._organizations) - 1
                if self._reporting is None and own_report and body.type == "company":
                    self._reporting = len(self._organizations) - 1
                if self._municipality is None and is_municipality(self._organizations[-1].chain[-1]):
                    self._municipality = len(self._organizations) - 1
            head = is_head(line.folded, line.bodies, bool(line.names))
            self._add_people(line, first)
            if line.names and line.bodies:
                self._row_body = first
            if head is not None:
                index = first + line.bodies.index(head)
                chain = self._organizations[index].chain
                rank = rank_of((chain[self._organizations[index].supposed :])[:1] or chain)
                self._heads.push(Head(rank_of(chain[-1:]) if rank else 0, chain, index))
        return Mentions(tuple(self._organizations), tuple(self._people), tuple(errors))

    def _organization(self, line: Found, body: Candidate) -> OrganizationMention:
        chain = line.chain(body, self._gazetteer)
        above = self._heads.above(chain) if line.folded.passage.kind != "text" or is_head(line.folded, line.bodies, bool(line.names)) else None
        supposed = 0
        if above is not None and above.chain[-1] != chain[0] and not body.chain:
            chain, supposed = (*above.chain, *chain), len(above.chain)
        mention = line.folded.mention(body.start, body.end, body.found_by)
        return OrganizationMention(mention, chain, body.type, supposed)

    def _add_people(self, line: Found, first: int) -> None:
        folded = line.folded
        spans = [(b.start, b.end) for b in line.bodies] + [(n.start, n.end) for n in line.names]
        titles = find_titles(folded, spans, bool(line.names))
        around = Surroundings(folded, line.bodies, titles, line.names)
        before: int | None = None
        for name in line.names:
            posts = [
                self._post(line, name, found, first, before) for found in posts_of(name, around)
            ]
            around.used = max(around.used, around.reach)
            before = next((p.organization for p in posts if p and p.organization is not None), before)
            self._people.append(
                PersonMention(
                    folded.mention(name.start, name.end, name.found_by),
                    name.name,
                    tuple(post for post in posts if post is not None),
                    furigana(name, around),
                )
            )

    def _post(
        self, line: Found, name: NameSpan, found: FoundPost, first: int, before: int | None
    ) -> Post | None:
        """With the body it stands beside, else the one that context gives it."""
        speaks = name.found_by in ("speaker", "surname", "honorific")
        if found.body is not None:
            return Post(first + found.body, found.title, sure=True)
        if found.title is None:
            return None
        if self._reporting is not None and is_of_company(found.title) and not speaks:
            return Post(self._reporting, found.title, sure=False)
        contact = name.found_by in ("contact", "roster") and found.title == "主査"
        if is_membership(found.title) and not contact:
            if not is_chair(found.title) or self._council is None:
                return None
            return Post(self._council, found.title, sure=False)
        if is_of_municipality(found.title) and self._municipality is not None:
            return Post(self._municipality, found.title, sure=False)
        if before is not None and not speaks:
            return Post(before, found.title, sure=False)
        if has_ditto(line.folded, name.start) and self._row_body is not None:
            return Post(self._row_body, found.title, sure=False)
        above = body_above(line.folded, self._heads)
        if above is not None and not speaks:
            return Post(above, found.title, sure=False)
        beside = body_in_sentence(line.folded, name, line.bodies)
        if beside is not None:
            return Post(first + beside, found.title, sure=False)
        if points_back(line.folded, name) and first:
            return Post(first - 1, found.title, sure=False)
        return Post(None, found.title, sure=False)


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

