"""One record for all mentions of a body, below the bodies it is a part of."""

from __future__ import annotations

from collections.abc import Sequence, Set

from pipeline.consolidate.types import type_of
from pipeline.entities.mentions import OrganizationMention
from pipeline.ids import IdMaker
from pipeline.lexicon.organizations import Gazetteer
from pipeline.records import Organization, OrganizationType
from pipeline.text.width import fold_text

Chain = tuple[str, ...]


def settle_chains(found: Sequence[OrganizationMention]) -> list[Chain]:
    """One chain a mention; a part named alone is the only body of that name with a parent.

    A division that the lists know as some ministry's is nobody's where nothing above it is named:
    every city has a 都市計画課.
    """
    named = {mention.chain[-1] for mention in found}
    longer: dict[Chain, list[Chain]] = {}  # by each of their endings
    for chain in dict.fromkeys(mention.chain for mention in found):
        for start in range(1, len(chain)):
            longer.setdefault(chain[start:], []).append(chain)
    settled = []
    for mention in found:
        fitting = longer.get(mention.chain, ())
        if len(fitting) == 1:
            settled.append(fitting[0])
        else:
            settled.append(mention.chain[-1:] if _is_any_bodys(mention, named) else mention.chain)
    return settled


def _is_any_bodys(mention: OrganizationMention, named: Set[str]) -> bool:
    chain = mention.chain
    return (
        chain[-1].endswith(("課", "室", "係", "班"))
        and fold_text(mention.mention.text) == chain[-1]
        and named.isdisjoint(chain[:-1])
    )


def make_organizations(
    found: Sequence[OrganizationMention],
    chains: Sequence[Chain],
    gazetteer: Gazetteer,
    maker: IdMaker,
) -> tuple[tuple[Organization, ...], dict[Chain, str]]:
    """The records, and the id of each chain."""
    grouped: dict[Chain, list[OrganizationMention]] = {}
    for mention, chain in zip(found, chains, strict=True):
        for depth in range(1, len(chain)):
            grouped.setdefault(chain[:depth], [])
        grouped.setdefault(chain, []).append(mention)
    ids = {chain: maker.make("o", *chain) for chain in grouped}
    types: dict[Chain, OrganizationType] = {}
    for chain, group in grouped.items():  # those above come first
        types[chain] = type_of(chain, group, gazetteer, types.get(chain[:-1]))
    records = tuple(
        Organization(
            id=ids[chain],
            name=chain[-1],
            type=types[chain],
            parent=ids.get(chain[:-1]),
            aliases=_aliases(chain[-1], group),
            mentions=tuple(m.mention for m in group),
        )
        for chain, group in grouped.items()
    )
    return records, ids


def _aliases(name: str, group: Sequence[OrganizationMention]) -> tuple[str, ...]:
    surfaces = [fold_text(text) for text in dict.fromkeys(m.mention.text for m in group)]
    return tuple(dict.fromkeys(surface for surface in surfaces if surface != name))
