"""Which items of two sequences are the same: those that occur once on both sides, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence


def find_anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Pairs of equal items in rising order: those that are unique, else the n-th with the n-th."""
    for pairs in (unique, _counted):
        found = rising(pairs(old, new))
        if found:
            return found
    return []


def unique(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    there = _once(new)
    return [(i, there[item]) for item, i in _once(old).items() if item in there]


def _once(items: Sequence[Hashable]) -> dict[Hashable, int]:
    """The items that occur once, with their place, in order."""
    places: dict[Hashable, int] = {}
    again: set[Hashable] = set()
    for index, item in enumerate(items):
        if item in places:
            again.add(item)
        else:
            places[item] = index
    for item in again:
        del places[item]
    return places


def _counted(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Where nothing is unique (a table of like rows): items that occur as often on both sides."""
    here, there = _places(old), _places(new)
    pairs = [
        pair
        for item, places in here.items()
        if len(places) == len(there.get(item, ()))
        for pair in zip(places, there[item], strict=True)
    ]
    return sorted(pairs)


def _places(items: Sequence[Hashable]) -> dict[Hashable, list[int]]:
    places: dict[Hashable, list[int]] = {}
    for index, item in enumerate(items):
        places.setdefault(item, []).append(index)
    return places


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of `pairs` (in order of the first) whose second rises, too."""
    tails: list[int] = []
    last: list[int] = []  # the pair that ends the run of each length
    before: list[int] = []
    for index, (_, other) in enumerate(pairs):
        length = bisect_left(tails, other)
        before.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(other)
            last.append(index)
        else:
            tails[length] = other
            last[length] = index
    run = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(pairs[index])
        index = before[index]
    return run[::-1]


def runs(pairs: Sequence[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    """The first pair of each run of pairs of `size` items that touch and go on side by side."""
    last, other = -size - 1, -1
    for i, j in pairs:
        if i - last != j - other or i - last > size:
            yield i, j
        last, other = i, j
