"""A stretch of text proposed as an organization, and the choice among those that overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

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


class Spanned(Protocol):
    """Whatever stands at `text[start:end]`."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class Taken:
    """The characters of a passage that something stands on already."""

    def __init__(self, *spans: Iterable[Spanned]) -> None:
        self._places: set[int] = set()
        for span in chain.from_iterable(spans):
            self.take(span)

    def take(self, span: Spanned) -> None:
        self._places.update(range(span.start, span.end))

    def leaves(self, start: int, end: int) -> bool:
        """Whether nothing stands there."""
        return self._places.isdisjoint(range(start, end))


def keep_longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Of those that overlap the longest, then the earlier given; in order of position."""
    ranked = sorted(candidates, key=lambda candidate: candidate.start - candidate.end)
    if len(ranked) < 2:
        return ranked
    kept: list[Candidate] = []
    taken = Taken()
    for candidate in ranked:
        if taken.leaves(candidate.start, candidate.end):
            taken.take(candidate)
            kept.append(candidate)
    return sorted(kept, key=lambda candidate: candidate.start)
