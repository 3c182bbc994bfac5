"""Decisions on organizations: mentions go from one to another, and records follow them.

Name and boundary are of a mention; type and parent are of the organization, with all its
mentions in the document. An organization that loses its last mention goes, unless another
is a part of it; one whose mentions all go to another is that other, with its parts, and
with the posts that people have there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.decisions.decision import BY_DECISION, Value
from pipeline.decisions.ground import Ground
from pipeline.decisions.homes import OWN_PART, Chain, Homes, UnclearError
from pipeline.decisions.levels import Refused, choose
from pipeline.decisions.orders import Fact, Order, Orders
from pipeline.ids import content_id
from pipeline.lexicon.organizations import Gazetteer
from pipeline.records import Mention, Organization, OrganizationType
from pipeline.text.offsets import Span
from pipeline.text.width import fold_text


class Carried(NamedTuple):
    """`ids` leads from each former id to what it is now; None where the organization is gone."""

    organizations: tuple[Organization, ...]
    ids: dict[str, str | None]
    refused: Refused


@dataclass(slots=True)
class _Named:
    """A mention on its way: `was` is the chain it had, `chain` the one it gets."""

    mention: Mention
    was: Chain | None
    chain: Chain
    type: OrganizationType
    order: Order | None = None


def facts_of(organizations: Sequence[Organization]) -> list[Fact]:
    return [
        Fact(Span(mention.start, mention.end), mention.found_by == BY_DECISION)
        for organization in organizations for mention in organization.mentions
    ]  # fmt: skip


def said_of(organization: Organization, chains: Mapping[str, Chain]) -> dict[str, Value]:
    """What a decision may say of it, as it is."""
    chain = chains[organization.id]
    parent = chain[-2] if len(chain) > 1 else None
    return {"name": organization.name, "type": organization.type, "parent": parent}


def chains_of(organizations: Sequence[Organization]) -> dict[str, Chain]:
    """The names of each organization, by its id."""
    by_id = {organization.id: organization for organization in organizations}
    chains: dict[str, Chain] = {}
    for organization in organizations:
        chain = [organization.name]
        above = organization.parent
        while above is not None and len(chain) <= len(by_id):
            chain.insert(0, by_id[above].name)
            above = by_id[above].parent
        chains[organization.id] = tuple(chain)
    return chains


def place_mention(mention: Mention | None, span: Span, ground: Ground) -> Mention:
    """The mention at `span`: itself where it stands there already."""
    if mention is not None and (mention.start, mention.end) == span:
        return mention
    section, start, end, text, page, line, sentence = ground.stand(span)
    return Mention(section, start, end, text, BY_DECISION, page, line, sentence)


def carry_out(
    organizations: Sequence[Organization],
    orders: Orders,
    ground: Ground,
    gazetteer: Gazetteer,
    held: Set[str] = frozenset(),
) -> Carried:
    """Records in order of their first mention. `held` are ids that something else refers to."""
    chains = chains_of(organizations)
    homes = Homes(chains, _not_rejected(organizations, orders), gazetteer)
    refused: Refused = {}
    named = _name(organizations, chains, orders, homes, ground, refused)
    moves = _move_bodies(named, homes, refused)
    for each in named:
        if each.chain == each.was or each.chain in moves:
            each.chain = _moved(each.chain, moves)
    moves |= _renamed(named)
    for each in named:
        if each.chain == each.was:
            each.chain = _moved(each.chain, moves)
    types = _types(named, refused)
    kept = [chains[o.id] for o in organizations if not o.mentions and o.id in held]
    firsts = _firsts(named, [_moved(chain, moves) for chain in kept])
    kinds = _former_types(organizations, chains, moves, gazetteer) | types
    ids = {chain: content_id("o", *chain) for chain in firsts}
    ids |= {chains[o.id]: o.id for o in organizations if chains[o.id] in firsts}
    grouped = _by_chain(sorted(named, key=lambda each: each.mention.start))
    records = tuple(
        _record(chain, grouped.get(chain, []), kinds, ids, gazetteer)
        for chain in sorted(firsts, key=lambda chain: (firsts[chain], len(chain)))
    )
    return Carried(
        records, {o.id: ids.get(_moved(chains[o.id], moves)) for o in organizations}, refused
    )


def _not_rejected(organizations: Sequence[Organization], orders: Orders) -> list[Organization]:
    """Those of which a mention or a part is left: none is meant that is not there any more."""
    rejected = {index for index, order in orders.facts.items() if order.rejected}
    parents = {organization.parent for organization in organizations}
    left = []
    index = 0
    for organization in organizations:
        following = index + len(organization.mentions)
        gone = following > index and rejected.issuperset(range(index, following))
        if not gone or organization.id in parents:
            left.append(organization)
        index = following
    return left


def _name(
    organizations: Sequence[Organization],
    chains: Mapping[str, Chain],
    orders: Orders,
    homes: Homes,
    ground: Ground,
    refused: Refused,
) -> list[_Named]:
    """Every mention that stays or comes, with the chain that is said of it itself."""
    named: list[_Named] = []
    index = 0
    for organization in organizations:
        chain = chains[organization.id]
        for mention in organization.mentions:
            order = orders.facts.get(index)
            index += 1
            if order is None or not order.rejected:
                named.append(_Named(mention, chain, chain, organization.type, order))
    named += [
        _Named(place_mention(None, order.span, ground), None, (), "other", order)
        for order in orders.added
    ]
    for each in named:
        order = each.order
        if order is None:
            continue
        before = each.mention
        each.mention = place_mention(before, order.span, ground)
        fresh = each.was is None or each.mention is not before
        try:
            each.chain = (
                homes.find(order, each.was, each.mention.text if fresh else None) or each.chain
            )
        except UnclearError as error:
            refused[order.sources[error.key]] = error.reason
    return [each for each in named if each.chain]


def _move_bodies(named: Sequence[_Named], homes: Homes, refused: Refused) -> dict[Chain, Chain]:
    """Organizations that get another parent, with all their mentions."""
    moves: dict[Chain, Chain] = {}
    for chain, together in _by_chain(named).items():
        asking = [each.order for each in together if each.order and "name" not in each.order.value]
        said = choose(asking, ("parent",), refused)
        if "parent" not in said:
            continue
        try:
            goal = (*homes.parent(said["parent"]), chain[-1])
            if goal[: len(chain)] == chain and goal != chain:
                raise UnclearError("parent", OWN_PART)
        except UnclearError as error:
            refused |= {o.sources["parent"]: error.reason for o in asking if "parent" in o.value}
            continue
        if goal != chain:
            moves[chain] = goal
    return moves


def _renamed(named: Sequence[_Named]) -> dict[Chain, Chain]:
    """Organizations whose mentions have all gone to one other."""
    goals: dict[Chain, set[Chain]] = {}
    for each in named:
        if each.was is not None:
            goals.setdefault(each.was, set()).add(each.chain)
    return {
        chain: next(iter(goal))
        for chain, goal in goals.items() if len(goal) == 1 and goal != {chain}
    }  # fmt: skip


def _moved(chain: Chain, moves: Mapping[Chain, Chain]) -> Chain:
    for length in range(len(chain), 0, -1):
        if chain[:length] in moves:
            return (*moves[chain[:length]], *chain[length:])
    return chain


def _types(named: Sequence[_Named], refused: Refused) -> dict[Chain, OrganizationType]:
    """The types that orders give."""
    types: dict[Chain, OrganizationType] = {}
    for chain, together in _by_chain(named).items():
        said = choose([each.order for each in together if each.order], ("type",), refused)
        if "type" in said:
            types[chain] = said["type"]  # type: ignore[assignment]  # checked when it was read
    return types


def _by_chain(named: Iterable[_Named]) -> dict[Chain, list[_Named]]:
    grouped: dict[Chain, list[_Named]] = {}
    for each in named:
        grouped.setdefault(each.chain, []).append(each)
    return grouped


def _firsts(named: Iterable[_Named], kept: Iterable[Chain]) -> dict[Chain, int]:
    """Every chain that is to have a record, with the offset where it or a part of it first stands."""
    firsts: dict[Chain, int] = {}
    places = [(each.chain, each.mention.start) for each in named]
    for chain, start in (*places, *((chain, sys.maxsize) for chain in kept)):
        for length in range(1, len(chain) + 1):
            firsts[chain[:length]] = min(start, firsts.get(chain[:length], start))
    return firsts


def _former_types(
    organizations: Sequence[Organization],
    chains: Mapping[str, Chain],
    moves: Mapping[Chain, Chain],
    gazetteer: Gazetteer,
) -> dict[Chain, OrganizationType]:
    """The types by chain; one that has a new name is what that name is known to be."""
    types = {chains[organization.id]: organization.type for organization in organizations}
    for organization in organizations:
        moved = _moved(chains[organization.id], moves)
        if moved not in types:
            types[moved] = _known_type(moved, gazetteer) or organization.type
    return types


def _record(
    chain: Chain,
    group: Sequence[_Named],
    types: Mapping[Chain, OrganizationType],
    ids: Mapping[Chain, str],
    gazetteer: Gazetteer,
) -> Organization:
    kind = (
        types.get(chain) or _known_type(chain, gazetteer) or (group[0].type if group else "other")
    )
    mentions = tuple(_mention(each, kind) for each in group)
    surfaces = [fold_text(mention.text) for mention in mentions]
    return Organization(
        id=ids[chain],
        name=chain[-1],
        type=kind,
        parent=ids.get(chain[:-1]),
        aliases=tuple(dict.fromkeys(surface for surface in surfaces if surface != chain[-1])),
        mentions=mentions,
    )


def _mention(named: _Named, kind: OrganizationType) -> Mention:
    """Its mention; found by decision where one of them made it what it is."""
    said = named.order.value if named.order else {}
    changed = (named.chain != named.was and not said.keys().isdisjoint(("name", "parent"))) or (
        "type" in said and kind != named.type
    )
    return replace(named.mention, found_by=BY_DECISION) if changed else named.mention


def _known_type(chain: Chain, gazetteer: Gazetteer) -> OrganizationType | None:
    for organization in gazetteer.named(chain[-1]):
        if organization.chain[-len(chain) :] == chain:
            return organization.type
    return None
