"""Changes that a decision made: it came or went between the two sides, and holds at their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.records import Decided, Document
from pipeline.review.changes import Change, Range, Spot


def by_decision(before: Document, after: Document, changes: Iterable[Change]) -> Iterator[Change]:
    """`changes`, with a decision as the only cause of those that one has made.

    What is found by a decision says so itself; what is gone by one, or was found before and has
    other values, is told by where decisions hold.
    """
    old, new = _by_id(before), _by_id(after)
    went = _places(old[i] for i in old.keys() - new.keys())
    came = _places(new[i] for i in new.keys() - old.keys())
    for change in changes:
        made = _holds(went, change, change.before) or _holds(came, change, change.after)
        if made and "decision" in change.causes:
            yield replace(change, causes=("decision",))
        else:
            yield change


def _by_id(document: Document) -> dict[str, Decided]:
    return {decided.id: decided for decided in document.decisions}


def _places(decisions: Iterable[Decided]) -> dict[str, list[Range]]:
    found: defaultdict[str, list[Range]] = defaultdict(list)
    for decided in decisions:
        found[decided.kind] += decided.spans
    return found


def _holds(places: dict[str, list[Range]], change: Change, spot: Spot | None) -> bool:
    if spot is None:
        return False
    # Where a record is gone, its place may be empty.
    last = max(spot.end, spot.start + 1)
    return any(start < last and spot.start < end for start, end in places.get(change.record, ()))
