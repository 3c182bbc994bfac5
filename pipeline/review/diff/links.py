"""Which organization or person of one side is which of the other, and by which mentions."""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.records import Organization
from pipeline.review.diff.compact import squeeze
from pipeline.review.diff.names import Record
from pipeline.review.diff.sides import Side, Sides
from pipeline.review.diff.spans import Item, Paired, pair


@dataclass(slots=True)
class Linked:
    """The records of one kind on both sides. `links` leads from the older id to the newer."""

    old: Mapping[str, Record]
    new: Mapping[str, Record]
    paired: Paired
    links: dict[str, str]
    mentions_old: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    mentions_new: dict[str, list[Item]] = field(default_factory=lambda: defaultdict(list))
    # The first mention that two records have in common.
    first: dict[tuple[str, str], tuple[Item, Item]] = field(default_factory=dict)
    # Surfaces that left a record or came to it.
    gone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    come: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def other(self, identifier: str | None) -> str | None:
        """The newer id of an older one; one that is gone is like no newer id, and no None."""
        return None if identifier is None else self.links.get(identifier, "gone")

    def explains_aliases(self, old: Organization, new: Organization) -> bool:
        """Whether the changes of mentions and of the name tell why the aliases differ."""
        before, after = set(map(_folded, old.aliases)), set(map(_folded, new.aliases))
        gone = self.gone.get(old.id, set()) | {_folded(new.name)}
        come = self.come.get(new.id, set()) | {_folded(old.name)}
        return before - after <= gone and after - before <= come


def link(old: Sequence[Record], new: Sequence[Record], sides: Sides) -> Linked:
    """By id, which is made of the name; then by the mentions they share; then by their parts."""
    paired = pair(_items(old, sides.before), _items(new, sides.after), sides.before, sides.after)
    here, there = {r.id: r for r in old}, {r.id: r for r in new}
    links = {identifier: identifier for identifier in here if identifier in there}
    used = set(links)

    def add(left: str, right: str) -> bool:
        if left in links or right in used:
            return False
        links[left] = right
        used.add(right)
        return True

    for left, right in _by_votes(old, new, paired):
        add(left, right)
    for left, right in list(links.items()):
        # A body without a mention of its own is told by its parts.
        above = _parents(here[left], there[right])
        while above is not None and add(*above):
            above = _parents(here[above[0]], there[above[1]])
    linked = Linked(here, there, paired, links)
    _gather(linked)
    return linked


def _items(records: Sequence[Record], side: Side) -> list[Item]:
    items = [
        Item(side.span(mention.start, mention.end), mention, record)
        for record in records
        for mention in record.mentions
    ]
    return sorted(items, key=lambda item: item.span)


def _by_votes(
    old: Sequence[Record], new: Sequence[Record], paired: Paired
) -> list[tuple[str, str]]:
    """Records that share mentions, those that share the most first."""
    places = {r.id: n for n, r in enumerate(old)}, {r.id: n for n, r in enumerate(new)}
    votes = Counter((left.owner.id, right.owner.id) for left, right in paired.pairs)
    ranked = [
        (-count, places[0][left] + places[1][right], left, right)
        for (left, right), count in votes.items()
    ]
    return [(left, right) for _, _, left, right in sorted(ranked)]


def _parents(old: Record, new: Record) -> tuple[str, str] | None:
    """The parents of two bodies, where both have one."""
    left, right = getattr(old, "parent", None), getattr(new, "parent", None)
    return (left, right) if left and right else None


def _gather(linked: Linked) -> None:
    for left, right in linked.paired.pairs:
        before, after = left.owner.id, right.owner.id
        linked.mentions_old[before].append(left)
        linked.mentions_new[after].append(right)
        linked.first.setdefault((before, after), (left, right))
        if linked.links.get(before) != after or left.record.text != right.record.text:
            linked.gone[before].add(_folded(left.record.text))
            linked.come[after].add(_folded(right.record.text))
    for item in linked.paired.removed:
        linked.mentions_old[item.owner.id].append(item)
        linked.gone[item.owner.id].add(_folded(item.record.text))
    for item in linked.paired.added:
        linked.mentions_new[item.owner.id].append(item)
        linked.come[item.owner.id].add(_folded(item.record.text))


def _folded(surface: str) -> str:
    return squeeze(unicodedata.normalize("NFKC", surface))
