"""Stretches that were taken out at one place and put in at another."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from pipeline.review.diff.blocks import Block, Edit
from pipeline.review.diff.staying import common_head

# A moved stretch of fewer characters could as well be a table's next cell.
_SHORTEST_MOVE = 12


def find_moved(old: str, new: str, edits: Sequence[Edit]) -> list[Block]:
    """Stretches that were taken out at one place and put in at another."""
    size = _SHORTEST_MOVE
    here = [(e.before_start, e.before_end) for e in edits if e.before_end - e.before_start >= size]
    there = [(e.after_start, e.after_end) for e in edits if e.after_end - e.after_start >= size]
    taken = _once_in(old, here)
    put = _once_in(new, there) if taken else {}
    starts = sorted((i, put[gram]) for gram, i in taken.items() if gram in put)
    bounds, others = _bounds(here), _bounds(there)
    blocks: list[Block] = []
    used: set[int] = set()
    for i, j in starts:
        if blocks and i < blocks[-1].before + blocks[-1].length:
            continue
        left, right = bounds(i)
        other_left, other_right = others(j)
        if blocks:
            left = max(left, blocks[-1].before + blocks[-1].length)
        back = 0
        while i - back > left and j - back > other_left and old[i - back - 1] == new[j - back - 1]:
            back += 1
        head = common_head(old, i, right, new, j, other_right)
        span = range(j - back, j + head)
        if not used.isdisjoint(span):
            continue
        used.update(span)
        blocks.append(Block(i - back, j - back, back + head))
    return blocks


def _once_in(text: str, spans: Iterable[tuple[int, int]]) -> dict[str, int]:
    places: dict[str, int] = {}
    again: set[str] = set()
    for start, end in spans:
        for i in range(start, end - _SHORTEST_MOVE + 1):
            gram = text[i : i + _SHORTEST_MOVE]
            if gram in places:
                again.add(gram)
            places[gram] = i
    return {gram: i for gram, i in places.items() if gram not in again}


def _bounds(spans: Sequence[tuple[int, int]]) -> Callable[[int], tuple[int, int]]:
    """Which of `spans` holds a place."""
    starts = [start for start, _ in spans]
    return lambda place: spans[bisect_right(starts, place) - 1]


def without_moved(edits: Sequence[Edit], moved: Sequence[Block]) -> list[Edit]:
    """What was taken out or put in, the moved stretches left out."""
    if not moved:
        return list(edits)
    taken = sorted((block.before, block.before + block.length) for block in moved)
    put = sorted((block.after, block.after + block.length) for block in moved)
    left = []
    for i, i_end, j, j_end in edits:
        gone, new = _rest(i, i_end, taken), _rest(j, j_end, put)
        first, other = gone[:1] or [(i, i)], new[:1] or [(j, j)]
        if gone or new:
            left.append(Edit(*first[0], *other[0]))
        left += [Edit(start, end, other[0][1], other[0][1]) for start, end in gone[1:]]
        left += [Edit(i_end, i_end, start, end) for start, end in new[1:]]
    return left


def _rest(start: int, end: int, moved: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """`start:end` without the `moved` spans within it."""
    rest = []
    for index in range(bisect_left(moved, (start, start)), len(moved)):
        left, right = moved[index]
        if left >= end:
            break
        if start < left:
            rest.append((start, left))
        start = right
    if start < end:
        rest.append((start, end))
    return rest
