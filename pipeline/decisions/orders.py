"""What is to be done with each fact: the claims on it put together.

A narrower scope has the last word; claims of one scope that do not agree are contradictions,
and none of them is followed. Nothing here depends on the order of the claims.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from pipeline.decisions.claims import Claim
from pipeline.decisions.decision import Value, Verdict
from pipeline.text.offsets import Span

NOTHING = "nothing of this kind is found there"
OTHER_BOUNDARY = "it is found there with another boundary"
OVERLAPS = "it would overlap what is found beside it"
_CONTRADICTS = "contradicts "


class Fact(NamedTuple):
    """A fact of one kind as it was found. `decided`: an earlier decision made it what it is."""

    span: Span
    decided: bool


@dataclass(slots=True)
class Order:
    """What becomes of one fact. `span` is where it stands from now on; `value` what is said of it."""

    span: Span
    rejected: bool = False
    value: dict[str, Value] = field(default_factory=dict)
    # Which claim each key of `value` is from, and all that are followed.
    sources: dict[str, Claim] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)


@dataclass(slots=True)
class Orders:
    """`facts` by the index of the fact; `added` are new ones.

    `refused` are claims that cannot be followed, with the reason; None where a wide one is
    not meant. `idle` ask for what is so already: a rejected fact that is not there.
    """

    facts: dict[int, Order] = field(default_factory=dict)
    added: list[Order] = field(default_factory=list)
    refused: dict[Claim, str | None] = field(default_factory=dict)
    idle: list[Claim] = field(default_factory=list)

    def all(self) -> list[Order]:
        return [*self.facts.values(), *self.added]


class Standing:
    """Spans in the order of the text, for asking which of them overlap another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._longest = max((span.end - span.start for span in self._spans), default=0)

    def overlapping(self, span: Span) -> Iterator[Span]:
        index = bisect_right(self._spans, span.end - 1, key=lambda other: other.start)
        for other in reversed(self._spans[:index]):
            if other.start <= span.start - self._longest:
                return
            if other.overlaps(span):
                yield other


def contradict(claims: Iterable[Claim]) -> dict[Claim, str | None]:
    """Each of these, of two decisions at least, with a reason that names another."""
    found = set(claims)
    identifiers = sorted({claim.identifier for claim in found})
    return {
        claim: _CONTRADICTS + next(i for i in identifiers if i != claim.identifier)
        for claim in found
    }


def make_orders(facts: Sequence[Fact], claims: Sequence[Claim]) -> Orders:
    """To be asked again without the claims that were refused, until none is."""
    orders = Orders()
    threads = _Threads(facts, claims, orders.refused)
    by_target: defaultdict[int | Span, list[Claim]] = defaultdict(list)
    for claim in claims:
        target = threads.target(claim)
        if target is not None:
            by_target[target].append(claim)
            continue
        verdict = claim.decision.verdict
        if verdict == "add" or threads.is_added(claim.span):
            by_target[threads.last(claim.span)].append(claim)
        elif threads.is_covered(claim.span, verdict):
            orders.refused[claim] = None if claim.is_wide else OTHER_BOUNDARY
        elif verdict == "reject":
            orders.idle.append(claim)
        else:
            orders.refused[claim] = None if claim.is_wide else NOTHING
    for key, together in by_target.items():
        start = facts[key].span if isinstance(key, int) else key
        order = _merge(Order(threads.last(start)), together, orders.refused)
        if isinstance(key, int):
            orders.facts[key] = order
        elif order.rejected:
            orders.idle += order.claims
        else:
            orders.added.append(order)
    orders.added.sort(key=lambda order: order.span)
    _refuse_overlaps(facts, orders)
    return orders


class _Threads:
    """Spans that stand for one fact, since a decision moves it from one to the other."""

    def __init__(
        self, facts: Sequence[Fact], claims: Sequence[Claim], refused: dict[Claim, str | None]
    ) -> None:
        self._facts = facts
        self._index = {fact.span: index for index, fact in reversed(list(enumerate(facts)))}
        self._found = Standing(fact.span for fact in facts)
        self._decided = {fact.span for fact in facts if fact.decided}
        self._next = _moves(claims, refused)
        self._before: defaultdict[Span, list[Span]] = defaultdict(list)
        for span, moved in self._next.items():
            self._before[moved].append(span)
        self._added = {self.last(claim.span) for claim in claims if claim.decision.verdict == "add"}

    def last(self, span: Span) -> Span:
        """Where what stands at `span` is moved to."""
        seen = {span}
        while (following := self._next.get(span)) is not None and following not in seen:
            seen.add(following)
            span = following
        return span

    def target(self, claim: Claim) -> int | None:
        """The index of the fact that is meant, be it found where it was or where it is moved to."""
        waiting, seen = [claim.span], set()
        found = []
        while waiting:
            span = waiting.pop()
            if span in seen:
                continue
            seen.add(span)
            if span in self._index:
                found.append(span)
            waiting += self._before.get(span, [])
            if span in self._next:
                waiting.append(self._next[span])
        # Of two, the one that is moved is meant: the other stands where it shall go.
        chosen = min(found, key=lambda span: (span not in self._next, span), default=None)
        return None if chosen is None else self._index[chosen]

    def is_added(self, span: Span) -> bool:
        return self.last(span) in self._added

    def is_covered(self, span: Span, verdict: Verdict) -> bool:
        """Whether a fact stands there with another boundary.

        What a decision put there does not speak against one that rejects what was there.
        """
        found = self._found.overlapping(span)
        return any(verdict != "reject" or other not in self._decided for other in found)


def _moves(claims: Sequence[Claim], refused: dict[Claim, str | None]) -> dict[Span, Span]:
    """Where each span goes. Who accepts a fact says that it stays where it is."""
    by_span: defaultdict[Span, list[tuple[Claim, Span]]] = defaultdict(list)
    for claim in claims:
        if claim.moved is not None:
            by_span[claim.span].append((claim, claim.moved))
        elif claim.decision.verdict == "accept":
            by_span[claim.span].append((claim, claim.span))
    moves = {}
    for span, together in by_span.items():
        rank = max(claim.rank for claim, _ in together)
        strongest = [(claim, goal) for claim, goal in together if claim.rank == rank]
        goals = {goal for _, goal in strongest}
        if len(goals) > 1:
            refused |= contradict(claim for claim, _ in strongest)
        elif goals != {span}:
            [moves[span]] = goals
    return moves


def _merge(order: Order, claims: Sequence[Claim], refused: dict[Claim, str | None]) -> Order:
    ranked = sorted(claims, key=lambda claim: (-claim.rank, claim.identifier, claim.span))
    held: set[str] = set()
    for _, group in groupby(ranked, key=lambda claim: claim.rank):
        together = list(group)
        rejecting = [claim for claim in together if claim.decision.verdict == "reject"]
        if rejecting and len(rejecting) < len(together):
            refused |= contradict(together)
            return order
        if rejecting:
            if not order.claims:
                order.rejected = True
                order.claims = rejecting
            return order
        if not _agree(together, refused):
            return order
        for claim in together:
            said = [(key, value) for key, value in claim.decision.value if key not in held]
            if claim.decision.value and not said and claim.decision.verdict != "add":
                continue
            order.claims.append(claim)
            for key, value in said:
                if key != "boundary" and claim.decision.verdict != "accept":
                    order.value[key] = value
                    order.sources[key] = claim
        held |= {key for claim in together for key, _ in claim.decision.value}
        if any(_accepts_all(claim) for claim in together):
            return order
    return order


def _agree(claims: Sequence[Claim], refused: dict[Claim, str | None]) -> bool:
    """Whether what claims of one scope say goes together."""
    said: defaultdict[str, dict[Value, list[Claim]]] = defaultdict(dict)
    for claim in claims:
        for key, value in claim.decision.value:
            if key != "boundary":
                said[key].setdefault(value, []).append(claim)
    against = [claim for values in said.values() if len(values) > 1
               for together in values.values() for claim in together]  # fmt: skip
    overriding = [claim for claim in claims if claim.decision.verdict == "override"]
    accepting = [claim for claim in claims if _accepts_all(claim)]
    if overriding and accepting:
        against += overriding + accepting
    refused |= contradict(against) if against else {}
    return not against


def _accepts_all(claim: Claim) -> bool:
    return claim.decision.verdict == "accept" and not claim.decision.value


def _refuse_overlaps(facts: Sequence[Fact], orders: Orders) -> None:
    """New and moved facts overlap nothing: neither what was found nor each other."""
    made = list(orders.added)
    unmoved = []
    for index, fact in enumerate(facts):
        order = orders.facts.get(index)
        if order is None or (not order.rejected and order.span == fact.span):
            unmoved.append(fact.span)
        elif not order.rejected:
            made.append(order)
    if not made:
        return
    found = Standing(unmoved)
    standing = Standing(order.span for order in made)
    by_span: defaultdict[Span, list[Order]] = defaultdict(list)
    for order in made:
        by_span[order.span].append(order)
    for order in made:
        if any(True for _ in found.overlapping(order.span)):
            for claim in _makers(order):
                orders.refused[claim] = None if claim.is_wide else OVERLAPS
        for span in standing.overlapping(order.span):
            for other in by_span[span]:
                if other is not order:
                    orders.refused |= _against(_makers(order), _makers(other))


def _against(left: Sequence[Claim], right: Sequence[Claim]) -> Mapping[Claim, str | None]:
    """Of two that overlap, the wide one gives way; of two alike, both."""
    wide = [claim for claim in (*left, *right) if claim.is_wide]
    if wide and len(wide) < len(left) + len(right):
        return dict.fromkeys(wide)
    if len({claim.identifier for claim in (*left, *right)}) == 1:
        return dict.fromkeys((*left, *right), OVERLAPS)
    return contradict((*left, *right))


def _makers(order: Order) -> list[Claim]:
    """The claims that made the order's span what it is."""
    return [
        claim for claim in order.claims
        if claim.moved is not None or claim.decision.verdict == "add"
    ]  # fmt: skip
