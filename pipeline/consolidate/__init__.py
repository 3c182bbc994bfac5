"""名寄せ: the mentions of a document become its organizations and people, with ids made of content."""

from __future__ import annotations

from pipeline.consolidate.organizations import make_organizations, settle_chains
from pipeline.consolidate.people import make_people
from pipeline.entities.mentions import Mentions
from pipeline.ids import IdMaker
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.records import Organization, Person

__all__ = ["consolidate"]


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
