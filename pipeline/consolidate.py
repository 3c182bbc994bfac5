"""名寄せ: the mentions of a document become its organizations and people, with ids made of content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.entities.mentions import Mentions, OrganizationMention, PersonMention, Post
from pipeline.entities.names import read_joined, read_spaced
from pipeline.ids import IdMaker
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.records import Organization, OrganizationType, Person, Position
from pipeline.text.width import fold_text

Chain = tuple[str, ...]


def consolidate(
    mentions: Mentions, gazetteer: Gazetteer | None = None
) -> tuple[tuple[Organization, ...], tuple[Person, ...]]:
    """Records in order of their first mention; bodies without one come before their parts."""
    known = gazetteer or load_gazetteer()
    maker = IdMaker()
    chains = settle_chains(mentions.organizations)
    organizations, ids = make_organizations(mentions.organizations, chains, known, maker)
    owners = [ids[chain] for chain in chains]
    return organizations, make_people(mentions.people, owners, chains, maker)


def settle_chains(found: Sequence[OrganizationMention]) -> list[Chain]:
    """One chain a mention; a part named alone is the only body of that name with a parent."""
    by_name: dict[str, list[Chain]] = {}
    for mention in found:
        if mention.chain not in by_name.setdefault(mention.chain[-1], []):
            by_name[mention.chain[-1]].append(mention.chain)
    settled = []
    for mention in found:
        longer = [c for c in by_name[mention.chain[-1]] if len(c) > len(mention.chain)]
        fitting = [c for c in longer if c[-len(mention.chain) :] == mention.chain]
        settled.append(fitting[0] if len(fitting) == 1 else mention.chain)
    return settled


def make_organizations(
    found: Sequence[OrganizationMention],
    chains: Sequence[Chain],
    gazetteer: Gazetteer,
    maker: IdMaker,
) -> tuple[tuple[Organization, ...], dict[Chain, str]]:
    grouped: dict[Chain, list[OrganizationMention]] = {}
    for mention, chain in zip(found, chains, strict=True):
        for depth in range(1, len(chain)):
            grouped.setdefault(chain[:depth], [])
        grouped.setdefault(chain, []).append(mention)
    ids = {chain: maker.make("o", *chain) for chain in grouped}
    records = tuple(
        Organization(
            id=ids[chain],
            name=chain[-1],
            type=_type(chain, group, gazetteer),
            parent=ids.get(chain[:-1]),
            aliases=_aliases(chain[-1], group),
            mentions=tuple(m.mention for m in group),
        )
        for chain, group in grouped.items()
    )
    return records, ids


def _type(
    chain: Chain, group: Sequence[OrganizationMention], gazetteer: Gazetteer
) -> OrganizationType:
    for organization in gazetteer.named(chain[-1]):
        if organization.chain[-len(chain) :] == chain or organization.chain == chain:
            return organization.type
    return group[0].type if group else "other"


def _aliases(name: str, group: Sequence[OrganizationMention]) -> tuple[str, ...]:
    surfaces = [fold_text(m.mention.text) for m in group]
    return tuple(dict.fromkeys(surface for surface in surfaces if surface != name))


@dataclass
class _Group:
    """One person, as far as the text tells."""

    name: str
    family: str | None
    given: str | None
    reading: str | None
    found: list[PersonMention] = field(default_factory=list)

    @property
    def posts(self) -> list[Post]:
        return [post for mention in self.found for post in mention.posts]


def make_people(
    found: Sequence[PersonMention], owners: Sequence[str], chains: Sequence[Chain], maker: IdMaker
) -> tuple[Person, ...]:
    groups = group_people(found, chains)
    shared = Counter(group.name for group in groups)
    people = []
    for group in groups:
        positions = _positions(group.posts, owners)
        told: list[str | None] = []
        if shared[group.name] > 1:
            sure = [p for p in group.posts if p.organization is not None][:1]
            told = [
                "/".join(chains[sure[0].organization or 0]) if sure else None,
                sure[0].title if sure else next((p.title for p in positions), None),
            ]
        people.append(
            Person(
                id=maker.make("p", group.name, *told),
                name=group.name,
                family_name=group.family,
                given_name=group.given,
                reading=group.reading,
                positions=positions,
                mentions=tuple(m.mention for m in group.found),
            )
        )
    return tuple(people)


def group_people(found: Sequence[PersonMention], chains: Sequence[Chain]) -> list[_Group]:
    """The people in order of their first mention.

    A full name is one person, unless two lines of a roster say that it is two; a family name
    alone is the only full name that it can mean, by its post where several have it.
    """
    groups: dict[str, list[_Group]] = {}
    for mention in found:
        if _halves(mention)[1] is not None:
            same = groups.setdefault(mention.name, [])
            fitting = [g for g in same if not any(differ(mention, m, chains) for m in g.found)]
            if not fitting:
                same.append(_new_group(mention))
            (fitting or same)[-1].found.append(mention)
    for mention in found:
        if _halves(mention)[1] is None:
            meant = _meant(mention, [g for same in groups.values() for g in same if g.given])
            if meant is None:
                meant = groups.setdefault(mention.name, [_new_group(mention)])[0]
            meant.found.append(mention)
    people = [group for same in groups.values() for group in same]
    for group in people:
        group.found.sort(key=lambda m: m.mention.start)
        group.reading = next((m.reading for m in group.found if m.reading), group.reading)
    return sorted(people, key=lambda group: group.found[0].mention.start)


def _meant(mention: PersonMention, named: Sequence[_Group]) -> _Group | None:
    longer = [group for group in named if group.family == mention.name]
    if len(longer) > 1:
        titles = {post.title for post in mention.posts if post.title}
        longer = [g for g in longer if titles & {post.title for post in g.posts}]
    return longer[0] if len(longer) == 1 else None


def differ(left: PersonMention, right: PersonMention, chains: Sequence[Chain]) -> bool:
    """Whether two mentions of one full name are two people.

    So they are where both readings are written and not the same; and where two lines of
    rosters, or one sentence, name them under bodies that have nothing in common. Elsewhere
    one person may well hold two posts.
    """
    if left.reading and right.reading and left.reading != right.reading:
        return True
    rosters = left.mention.found_by == right.mention.found_by == "roster"
    if not rosters and left.mention.sentence != right.mention.sentence:
        return False
    bodies = [
        {name for p in m.posts if p.sure and p.organization is not None for name in chains[p.organization]}
        for m in (left, right)
    ]  # fmt: skip
    return all(bodies) and bodies[0].isdisjoint(bodies[1])


def _positions(posts: Sequence[Post], owners: Sequence[str]) -> tuple[Position, ...]:
    """Each once; an inferred one only where no sure one has its title, nor ends in it."""
    positions: list[Position] = []
    for post in sorted(posts, key=lambda post: not post.sure):
        owner = None if post.organization is None else owners[post.organization]
        position = Position(owner, post.title)
        same = [p for p in positions if p.title and post.title and p.title.endswith(post.title)]
        if position in positions or (not post.sure and same):
            continue
        if post.title is None and positions:
            continue
        positions.append(position)
    return tuple(positions)


def _halves(mention: PersonMention) -> tuple[str | None, str | None, str | None]:
    parts = fold_text(mention.mention.text).split()
    name = read_spaced(*parts) if len(parts) == 2 else read_joined(mention.name)
    return name.family, name.given, mention.reading or name.reading


def _new_group(mention: PersonMention) -> _Group:
    return _Group(mention.name, *_halves(mention))
