"""同省, 両市, 同協会: which organizations of the document they stand for.

本検討会 or 「研究会」 stands for the only body of the document that is called so. Of the others,
the last one named before whose name is of that kind: 同省 a ministry, also where only its
part was named; 両省 the last two. A place is named where a municipality does nothing, too:
it takes the reference, whether there is a record of it or not. What stays open is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from pipeline.entities.mentions import Mentions, Pointing
from pipeline.records import Organization, Reference


class _Named(NamedTuple):
    """What is named at a place of the text; no id where it is no record."""

    start: int
    end: int
    id: str | None
    name: str
    organization: Organization | None


def resolve(mentions: Mentions, organizations: Sequence[Organization]) -> tuple[Reference, ...]:
    """In order of position."""
    named = sorted(_all_named(mentions, organizations), key=lambda n: n.start)
    references = []
    for pointing in sorted(mentions.pointing, key=lambda p: p.mention.start):
        at = pointing.mention
        before = named[: bisect_left(named, at.start, key=lambda n: n.start)]
        if pointing.only and len({n.name for n in named if n.name.endswith(pointing.kind)}) != 1:
            continue
        at_end = named[: bisect_left(named, at.end, key=lambda n: n.start)]
        taken = bool(at_end) and at_end[-1].end > at.start
        found = () if taken else _last(pointing, before)
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


def _last(pointing: Pointing, before: Sequence[_Named]) -> tuple[str, ...]:
    """The ids of the last that fit, in the order of the text; none where one is no record."""
    found: list[str] = []
    for named in reversed(before):
        if not _fits(pointing.kind, named):
            continue
        if named.id is None:
            return ()
        if named.id not in found:
            found.insert(0, named.id)
        if len(found) == pointing.count:
            return tuple(found)
    return ()


def _fits(kind: str, named: _Named) -> bool:
    special = KINDS.get(kind)
    if special is not None:
        return named.organization is not None and special(named.organization)
    return named.name.endswith(kind)


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
