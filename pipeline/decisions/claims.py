"""Where decisions apply: each place that a quote finds is a claim on what stands there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.decisions.decision import Decision, squeeze
from pipeline.decisions.ground import Ground, Place
from pipeline.text.offsets import Span

# A narrower scope has the last word.
_RANKS = {"place": 3, "document": 2, "everywhere": 1}

GONE = "the quoted text is gone"
CHANGED = "the text around it has changed"
SEVERAL = "the quoted text stands there several times"
NO_BOUNDARY = "the new boundary does not stand there"
SEVERAL_BOUNDARIES = "the new boundary stands there several times"
OVER_PARAGRAPHS = "it runs over the end of a paragraph"


@dataclass(frozen=True, slots=True)
class Claim:
    """What one decision says of one place. Spans are of the source.

    `moved` is where the fact is to stand from now on; None without a new boundary.
    """

    identifier: str
    decision: Decision = field(compare=False, repr=False)
    span: Span
    moved: Span | None = field(default=None, compare=False)

    @property
    def rank(self) -> int:
        return _RANKS[self.decision.scope]

    @property
    def is_wide(self) -> bool:
        """Whether it stands for many places, of which some may not be meant."""
        return self.decision.scope != "place"


class Claims(NamedTuple):
    """`missing` says of decisions that no place could be found for, why."""

    claims: tuple[Claim, ...]
    missing: dict[str, str]


def find_claims(decisions: Mapping[str, Decision], ground: Ground) -> Claims:
    """In the order of ids, then of places."""
    claims: list[Claim] = []
    missing: dict[str, str] = {}
    for identifier, decision in decisions.items():
        places = ground.find_quote(decision.quote)
        if not places:
            there = any(ground.find(squeeze(decision.quote.exact)))
            missing[identifier] = CHANGED if there else GONE
        elif len(places) > 1 and decision.scope == "place":
            missing[identifier] = SEVERAL
        else:
            found = [_claim(identifier, decision, place, ground) for place in places]
            claims += [claim for claim in found if isinstance(claim, Claim)]
            if decision.scope == "place" and isinstance(found[0], str):
                missing[identifier] = found[0]
    return Claims(tuple(claims), missing)


def _claim(identifier: str, decision: Decision, place: Place, ground: Ground) -> Claim | str:
    """Why not, where there is none."""
    span = ground.source(place)
    boundary = decision.values.get("boundary")
    if not isinstance(boundary, str):
        if decision.verdict == "add" and ground.within(place) is None:
            return OVER_PARAGRAPHS
        return Claim(identifier, decision, span)
    moved = list(_touching(squeeze(boundary), place, ground))
    if len(moved) != 1:
        return SEVERAL_BOUNDARIES if moved else NO_BOUNDARY
    if ground.within(moved[0]) is None:
        return OVER_PARAGRAPHS
    return Claim(identifier, decision, span, ground.source(moved[0]))


def _touching(text: str, place: Place, ground: Ground) -> Iterable[Place]:
    """Places of `text` that overlap `place`."""
    first, last = max(place[0] - len(text) + 1, 0), place[1] + len(text) - 1
    index = ground.text.find(text, first, last)
    while index >= 0:
        yield index, index + len(text)
        index = ground.text.find(text, index + 1, last)
