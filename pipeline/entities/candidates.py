"""A stretch of text proposed as an organization, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.records import OrganizationType


@dataclass(frozen=True, slots=True)
class Candidate:
    """`text[start:end]` of a folded passage.

    `chain` is given where the cause knows the names (a known organization, a
    definition); else they are read from the text.
    """

    start: int
    end: int
    type: OrganizationType
    found_by: str
    chain: tuple[str, ...] = ()

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def keep_longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of those that overlap the longest, then the earlier given; in order of position."""
    kept: list[Candidate] = []
    ranked = sorted(enumerate(candidates), key=lambda pair: (pair[1].start - pair[1].end, pair[0]))
    taken: set[int] = set()
    for _, candidate in ranked:
        places = range(candidate.start, candidate.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)
