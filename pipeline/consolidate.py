"""名寄せ: the mentions of a document become its organizations and people, with ids made of content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.entities.mentions import Mentions, OrganizationMention, PersonMention, Post
from pipeline.entities.names import read_joined, read_spaced
from pipeline.ids import IdMaker
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.records import Mention, Organization, OrganizationType, Person, Position
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
    name: str
    family: str | None
    given: str | None
    reading: str | None
    mentions: list[Mention] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


def make_people(
    found: Sequence[PersonMention], owners: Sequence[str], chains: Sequence[Chain], maker: IdMaker
) -> tuple[Person, ...]:
    groups: dict[str, _Group] = {}
    full = [m for m in found if _halves(m)[1] is not None]
    for mention in full:
        groups.setdefault(mention.name, _new_group(mention))
    for mention in found:
        group = groups.get(mention.name)
        if group is None:
            longer = [g for g in groups.values() if g.family == mention.name and g.given]
            group = (
                longer[0]
                if len(longer) == 1
                else groups.setdefault(mention.name, _new_group(mention))
            )
        group.mentions.append(mention.mention)
        group.posts += mention.posts
    ordered = sorted(groups.values(), key=lambda g: g.mentions[0].start)
    return tuple(
        Person(
            id=maker.make("p", group.name),
            name=group.name,
            family_name=group.family,
            given_name=group.given,
            reading=group.reading,
            positions=_positions(group.posts, owners),
            mentions=tuple(group.mentions),
        )
        for group in ordered
    )


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
