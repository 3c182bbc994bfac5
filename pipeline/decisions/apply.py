"""Decisions applied to a document: sections first, for all else stands in them; then dates,
organizations, people, and what refers to them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from pipeline.decisions import dates, organizations, people, sections
from pipeline.decisions.claims import Claim, find_claims
from pipeline.decisions.decision import Decision, Kind, Value
from pipeline.decisions.ground import Ground
from pipeline.decisions.levels import Refused
from pipeline.decisions.orders import NOTHING, Fact, Orders, make_orders
from pipeline.lexicon.organizations import Gazetteer, load_gazetteer
from pipeline.records import Date, Decided, Document, Mention, Reference, Section
from pipeline.text import layout
from pipeline.text.layout import Layout
from pipeline.text.offsets import Span
from pipeline.text.passages import Passage, make_passages

Placed = TypeVar("Placed", Date, Mention, Reference)
ACCEPTED_OTHERWISE = "what was accepted has changed: "


def apply_decisions(
    document: Document,
    decisions: Mapping[str, Decision],
    gazetteer: Gazetteer | None = None,
    running_heads: Collection[str] = (),
) -> Document:
    """The document as `decisions` (by their ids) would have it, with what became of each.

    `decisions` are those that concern it. Facts that they change are found by "decision".
    Applied to its own result it changes nothing. `gazetteer` and `running_heads` are those that it
    was extracted with.
    """
    if not decisions:
        return document
    desk = _Desk(
        document,
        decisions,
        gazetteer or load_gazetteer(),
        layout.read(document.text, running_heads),
    )
    desk.decide_sections()
    desk.decide_dates()
    desk.decide_names()
    outcomes = tuple(desk.outcomes[identifier] for identifier in sorted(decisions))
    return replace(desk.document, decisions=outcomes)


class _Desk:
    """The document on its way."""

    def __init__(
        self,
        document: Document,
        decisions: Mapping[str, Decision],
        gazetteer: Gazetteer,
        read: Layout,
    ) -> None:
        self.document = document
        self.outcomes: dict[str, Decided] = {}
        self._decisions = decisions
        self._gazetteer = gazetteer
        self._layout = read
        self._ground = Ground(make_passages(self._layout, document.sections))

    def decide_sections(self) -> None:
        before = self.document.sections
        facts = sections.facts_of(before)
        after = before

        def carry(orders: Orders) -> Refused:
            nonlocal after
            after = sections.carry_out(before, orders, self._ground, self._layout)
            return {}

        settled = self._settle("section", facts, carry)
        said = {(s.heading_start, s.heading_end): sections.said_of(s) for s in after}
        self._tell(settled, said)
        if after != before:
            passages = make_passages(self._layout, after)
            self._ground = Ground(passages)
            self.document = _in_sections(self.document, after, passages)

    def decide_dates(self) -> None:
        before = self.document.dates
        after = before

        def carry(orders: Orders) -> Refused:
            nonlocal after
            after = dates.carry_out(before, orders, self._ground)
            return {}

        settled = self._settle("date", dates.facts_of(before), carry)
        self._tell(settled, {(d.start, d.end): dates.said_of(d) for d in after})
        self.document = replace(self.document, dates=after)

    def decide_names(self) -> None:
        """Organizations, the people whose posts are there, and references to them."""
        before = self.document
        bodies = organizations.Carried(
            before.organizations, {o.id: o.id for o in before.organizations}, {}
        )
        positions = [p.organization for person in before.people for p in person.positions]
        held = {identifier for identifier in positions if identifier}

        def carry(orders: Orders) -> Refused:
            nonlocal bodies
            bodies = organizations.carry_out(
                before.organizations, orders, self._ground, self._gazetteer, held
            )
            return bodies.refused

        settled = self._settle("organization", organizations.facts_of(before.organizations), carry)
        chains = organizations.chains_of(bodies.organizations)
        said = {
            (m.start, m.end): organizations.said_of(o, chains)
            for o in bodies.organizations for m in o.mentions
        }  # fmt: skip
        self._tell(settled, said)
        named = people.Carried(before.people, {})

        def carry_people(orders: Orders) -> Refused:
            nonlocal named
            named = people.carry_out(
                before.people, bodies.organizations, bodies.ids, orders, self._ground
            )
            return named.refused

        changed = bodies.organizations != before.organizations
        settled = self._settle("person", people.facts_of(before.people), carry_people, also=changed)
        names = {o.id: o.name for o in bodies.organizations}
        self._tell(settled, {
            (m.start, m.end): people.said_of(p, names) for p in named.people for m in p.mentions
        })  # fmt: skip
        self.document = replace(
            before,
            organizations=bodies.organizations,
            people=named.people,
            references=_refer(before.references, bodies.ids),
        )

    def _settle(
        self,
        kind: Kind,
        facts: Sequence[Fact],
        carry: Callable[[Orders], Refused],
        *,
        also: bool = False,
    ) -> _Settled:
        """Carries out what can be; with `also` even where there is nothing to be decided.

        Each turn refuses one claim at least, and what is carried out last stands.
        """
        mine = {i: decision for i, decision in self._decisions.items() if decision.kind == kind}
        if not mine and not also:
            return _Settled(mine, Orders(), (), {}, {})
        found = find_claims(mine, self._ground)
        refused: Refused = {}
        while True:
            orders = make_orders(facts, [c for c in found.claims if c not in refused])
            new = orders.refused or carry(orders)
            if not new:
                return _Settled(mine, orders, found.claims, refused, found.missing)
            refused |= new

    def _tell(self, settled: _Settled, said: Mapping[tuple[int, int], Mapping[str, Value]]) -> None:
        """What became of each decision; `said` is what the facts are now, by where they stand."""
        spans: dict[str, set[Span]] = {identifier: set() for identifier in settled.decisions}
        reasons = {i: [reason] for i, reason in settled.missing.items()}
        for claim, reason in settled.refused.items():
            if reason is not None:
                reasons.setdefault(claim.identifier, []).append(reason)
        for claim in settled.orders.idle:
            spans[claim.identifier].add(claim.span)
        for order in settled.orders.all():
            for claim in order.claims:
                changed = _changed_since(claim, said.get(order.span, {}))
                if changed is None:
                    spans[claim.identifier].add(order.span)
                else:
                    reasons.setdefault(claim.identifier, []).append(changed)
        for identifier, decision in settled.decisions.items():
            why = min(reasons.get(identifier, ()), default=None)
            if decision.scope == "everywhere" and identifier in settled.missing:
                why = None  # these words stand in many a text where they are not meant
            elif decision.scope == "document" and not spans[identifier]:
                why = why or NOTHING
            self.outcomes[identifier] = Decided(
                identifier, decision.kind, decision.verdict, decision.quote.exact,
                tuple(sorted((s.start, s.end) for s in spans[identifier])), why,
            )  # fmt: skip


class _Settled(NamedTuple):
    """`orders` can all be followed; `refused` are claims that cannot, `missing` decisions without one."""

    decisions: Mapping[str, Decision]
    orders: Orders
    claims: tuple[Claim, ...]
    refused: Refused
    missing: Mapping[str, str]


def _changed_since(claim: Claim, said: Mapping[str, Value]) -> str | None:
    """Why an accepted fact is no longer the one that was accepted."""
    if claim.decision.verdict != "accept":
        return None
    changed = [key for key, value in claim.decision.value if said.get(key) != value]
    return ACCEPTED_OTHERWISE + ", ".join(changed) if changed else None


def _in_sections(
    document: Document, after: tuple[Section, ...], passages: Sequence[Passage]
) -> Document:
    """The document with all its records in their new sections."""
    starts = [passage.start for passage in passages]

    def moved(record: Placed) -> Placed:
        index = max(bisect_right(starts, record.start) - 1, 0)
        section = passages[index].section
        return record if record.section == section else replace(record, section=section)

    return replace(
        document,
        sections=after,
        dates=tuple(map(moved, document.dates)),
        organizations=tuple(
            replace(o, mentions=tuple(map(moved, o.mentions))) for o in document.organizations
        ),
        people=tuple(replace(p, mentions=tuple(map(moved, p.mentions))) for p in document.people),
        references=tuple(map(moved, document.references)),
    )


def _refer(references: Sequence[Reference], ids: Mapping[str, str | None]) -> tuple[Reference, ...]:
    """References to organizations that are left."""
    found = []
    for reference in references:
        meant = tuple(dict.fromkeys(new for old in reference.organizations if (new := ids[old])))
        if meant:
            same = meant == reference.organizations
            found.append(reference if same else replace(reference, organizations=meant))
    return tuple(found)
