"""同省, 両市, 同協会: which organizations of the document they stand for.

本検討会 or 「研究会」 stands for the only body of the document that is called so. Of the others,
the last one named before whose name is of that kind: 同省 a ministry, also where only its
part was named; 両省 the last two. A place is named where a municipality does nothing, too:
it takes the reference, whether there is a record of it or not. What stays open is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from pipeline.entities.mentions import Mentions
from pipeline.lexicon.lookup import Endings
from pipeline.records import Organization, Reference


class _Named(NamedTuple):
    """What is named at a place of the text; no id where it is no record."""

    start: int
    end: int
    id: str | None
    name: str
    organization: Organization | None


_START = attrgetter("start")


def resolve(mentions: Mentions, organizations: Sequence[Organization]) -> tuple[Reference, ...]:
    """In order of position."""
    named = sorted(_all_named(mentions, organizations), key=_START)
    kinds = _by_kind(named, {pointing.kind for pointing in mentions.pointing})
    references = []
    for pointing in sorted(mentions.pointing, key=lambda p: p.mention.start):
        at = pointing.mention
        before_end = bisect_left(named, at.end, key=_START)
        if before_end and named[before_end - 1].end > at.start:
            continue
        found = kinds[pointing.kind].last(at.start, pointing.count, pointing.only)
        if found:
            references.append(
                Reference(
                    at.section, at.start, at.end, at.text, at.page, at.line, at.sentence, found
                )
            )
    return tuple(references)


def _all_named(mentions: Mentions, organizations: Sequence[Organization]) -> Iterator[_Named]:
    """Every mention, and right before it the bodies that it is a part of, where they are written."""
    by_id = {organization.id: organization for organization in organizations}
    by_name = {o.name: o.id for o in organizations if o.parent is None}
    for organization in organizations:
        if not organization.mentions:
            continue
        chain = [organization]
        while (parent := by_id.get(chain[0].parent or "")) is not None:
            chain.insert(0, parent)
        for mention in organization.mentions:
            # 「経産省商務情報政策局」 names a ministry, 「気象庁」 none.
            written = len(mention.text) > len(organization.name) + 1
            for body in chain if written else chain[-1:]:
                yield _Named(mention.start, mention.end, body.id, body.name, body)
    for start, name in mentions.places:
        yield _Named(start, start, by_name.get(name), name, None)


class _Kind:
    """All that is named of one kind: where, and what; of those in a row that are the same the first."""

    def __init__(self, special: Callable[[Organization], bool] | None) -> None:
        self.special = special
        self._starts: list[int] = []
        self._ids: list[str | None] = []
        self._name: str | None = None  # the first that ends as the kind is called
        self._several = False

    def add(self, named: _Named) -> None:
        if not self._ids or self._ids[-1] != named.id:
            self._starts.append(named.start)
            self._ids.append(named.id)

    def call(self, name: str) -> None:
        """A name ends as the kind is called."""
        self._several = self._several or self._name not in (None, name)
        self._name = name

    def last(self, start: int, count: int, only: bool) -> tuple[str, ...]:
        """The ids of the last `count` before `start`, in the order of the text; none where one is no
        record, or where `only` one may be called so and several are."""
        if only and (self._several or self._name is None):
            return ()
        found: list[str] = []
        for index in range(bisect_left(self._starts, start) - 1, -1, -1):
            identifier = self._ids[index]
            if identifier is None:
                return ()
            if identifier not in found:
                found.insert(0, identifier)
            if len(found) == count:
                return tuple(found)
        return ()


def _by_kind(named: Iterable[_Named], kinds: Iterable[str]) -> dict[str, _Kind]:
    """What is named, gone through once, however many kinds there are."""
    found = {kind: _Kind(KINDS.get(kind)) for kind in kinds}
    endings = Endings(found.items())
    special = [kind for kind in found.values() if kind.special is not None]
    for one in named:
        for _, kind in endings.before(one.name, len(one.name)):
            kind.call(one.name)
            if kind.special is None:
                kind.add(one)
        for kind in special:
            if kind.special and one.organization is not None and kind.special(one.organization):
                kind.add(one)
    return found


def _ends(pattern: str, *types: str) -> Callable[[Organization], bool]:
    ending = re.compile(f"(?:{pattern})$")
    return lambda o: ending.search(o.name) is not None and (not types or o.type in types)


# Kinds that say more than how a name ends.
KINDS: dict[str, Callable[[Organization], bool]] = {
    "社": lambda o: o.type == "company" and o.parent is None,
    "会社": lambda o: o.type == "company" and o.parent is None,
    "府省": _ends("府|省|庁", "government"),
    "省庁": _ends("府|省|庁", "government"),
    "省": _ends("省", "government"),
    "庁": _ends("庁"),
    "府": _ends("府"),
    "院": _ends("院", "government", "parliament", "court", "hospital", "research"),
    "党": lambda o: o.type == "party",
    "大": _ends("大学"),
    "校": _ends("校", "school"),
    "会": _ends("会", "association", "council"),
    "法人": lambda o: "法人" in o.name and o.parent is None,
    "団体": lambda o: o.type == "association",
    "機関": lambda o: False,
}
