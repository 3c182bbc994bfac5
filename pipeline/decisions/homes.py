"""Which organization a decision means: by the name it gives, or by the words it marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pipeline.decisions.orders import Order
from pipeline.entities.names import words_of
from pipeline.entities.naming import chain_of, known_chain
from pipeline.lexicon.organizations import Gazetteer
from pipeline.records import Organization
from pipeline.text.width import fold_text

# The names of an organization, after those of the bodies it is a part of.
Chain = tuple[str, ...]

SEVERAL_NAMED = "several organizations of this name: give its parent"
SEVERAL_PARENTS = "several organizations have the parent's name"
OWN_PART = "an organization is no part of itself"


class UnclearError(Exception):
    """A key of the value that cannot be followed."""

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(reason)
        self.key = key
        self.reason = reason


class Homes:
    """The organizations of a document by their names, before any decision on them."""

    def __init__(self, chains: Mapping[str, Chain], organizations: Iterable[Organization],
                 gazetteer: Gazetteer) -> None:  # fmt: skip
        self._gazetteer = gazetteer
        self._by_name: dict[str, list[Chain]] = {}
        self._by_alias: dict[str, list[Chain]] = {}
        for organization in organizations:
            chain = chains[organization.id]
            self._by_name.setdefault(organization.name, []).append(chain)
            for alias in organization.aliases:
                self._by_alias.setdefault(alias, []).append(chain)

    def find(self, order: Order, current: Chain | None, surface: str | None) -> Chain | None:
        """The chain that the order gives; None where it says nothing of the name.

        `surface` is the text at a new boundary. UnclearError where several may be meant.
        """
        name = order.value.get("name")
        if not isinstance(name, str):
            return None if surface is None else self._named_by(surface)
        name = " ".join(fold_text(name).split())
        if "parent" in order.value:
            return (*self.parent(order.value["parent"]), name)
        if current is not None and current[-1] == name:
            return current
        found = self._by_name.get(name, [])
        beside = [chain for chain in found if current and chain[:-1] == current[:-1]]
        if len(beside or found) > 1:
            raise UnclearError("name", SEVERAL_NAMED)
        if found:
            return (beside or found)[0]
        known = known_chain(name, self._gazetteer)
        if known and known[-1] == name:
            return known
        return (*current[:-1], name) if current else (name,)

    def parent(self, name: object) -> Chain:
        """The chain of the parent that is called `name`; none for null."""
        if not isinstance(name, str):
            return ()
        name = " ".join(fold_text(name).split())
        found = self._by_name.get(name, [])
        if len(found) > 1:
            raise UnclearError("parent", SEVERAL_PARENTS)
        if found:
            return found[0]
        known = known_chain(name, self._gazetteer)
        return known if known and known[-1] == name else (name,)

    def _named_by(self, surface: str) -> Chain:
        """The chain that the words tell, as where no decision is; or the body that they are short for."""
        folded = fold_text(surface)
        short_for = self._by_alias.get(folded, [])
        if len(short_for) == 1:
            return short_for[0]
        chain = chain_of(folded, [token.end for token in words_of(folded)], self._gazetteer)
        longer = [c for c in self._by_name.get(chain[-1], []) if c[-len(chain) :] == chain]
        return longer[0] if len(longer) == 1 else chain
