"""What stayed of a text: equal pieces first, then runs of characters between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from pipeline.review.diff.anchors import find_anchors, rising, runs, unique
from pipeline.review.diff.blocks import Block, Edit
from pipeline.review.diff.compact import Compact

# A clause or a cell: pieces short enough that most survive an edit, long enough to be unique.
_PIECE = re.compile(
    r"[^\s、。，．,;；:：！？!?（）()「」]+[、。，．,;；:：！？!?（）()「」]*|[、。，．,;；:：！？!?（）()「」]+"
)
_GRAMS = (8, 4, 2)
_ROUNDS = 16


def by_pieces(before: Compact, after: Compact, blocks: list[Block]) -> Iterator[Edit]:
    """Appends the pieces that stayed to `blocks`; what lies between them, in characters."""
    old, new = _PIECE.findall(before.source), _PIECE.findall(after.source)
    starts = [0, *accumulate(map(len, old))]
    others = [0, *accumulate(map(len, new))]
    for gap, equal in _patience(old, new):
        for i, j, count in equal:
            blocks.append(Block(starts[i], others[j], starts[i + count] - starts[i]))
        if gap is not None:
            yield Edit(starts[gap[0]], starts[gap[1]], others[gap[2]], others[gap[3]])


class _Gap(NamedTuple):
    start: int
    end: int
    other_start: int
    other_end: int
    rounds: int


def _patience(
    old: Sequence[str], new: Sequence[str]
) -> Iterator[tuple[_Gap | None, list[tuple[int, int, int]]]]:
    """Runs of equal pieces (index, index, count), and the gaps where nothing more is paired."""
    waiting = [_Gap(0, len(old), 0, len(new), _ROUNDS)]
    while waiting:
        i, i_end, j, j_end, rounds = waiting.pop()
        equal: list[tuple[int, int, int]] = []
        first, other = i, j
        while i < i_end and j < j_end and old[i] == new[j]:
            i, j = i + 1, j + 1
        equal.append((first, other, i - first))
        last = i_end
        while i < i_end and j < j_end and old[i_end - 1] == new[j_end - 1]:
            i_end, j_end = i_end - 1, j_end - 1
        equal.append((i_end, j_end, last - i_end))
        gap: _Gap | None = _Gap(i, i_end, j, j_end, rounds - 1)
        if i < i_end and j < j_end and rounds:
            anchors = find_anchors(old[i:i_end], new[j:j_end])
            points = [(i + a, j + b) for a, b in runs(anchors, 1)]
            if points:
                ends = [(i, j), *points, (i_end, j_end)]
                waiting += [
                    _Gap(a, c, b, d, rounds - 1) for (a, b), (c, d) in pairwise(ends)
                ]  # fmt: skip
                gap = None
        if i == i_end and j == j_end:
            gap = None
        yield gap, [run for run in equal if run[2]]


def by_characters(old: str, new: str, gap: Edit) -> list[Block]:
    """What stayed of the characters within `gap`."""
    blocks = []
    waiting = [(gap, 0)]
    while waiting:
        (i, i_end, j, j_end), level = waiting.pop()
        head = common_head(old, i, i_end, new, j, j_end)
        if head:
            blocks.append(Block(i, j, head))
        i, j = i + head, j + head
        tail = _common_tail(old, i, i_end, new, j, j_end)
        if tail:
            blocks.append(Block(i_end - tail, j_end - tail, tail))
        i_end, j_end = i_end - tail, j_end - tail
        while level < len(_GRAMS) and i < i_end and j < j_end:
            size = _GRAMS[level]
            level += 1
            anchors = rising(
                unique(
                    [old[k : k + size] for k in range(i, i_end - size + 1)],
                    [new[k : k + size] for k in range(j, j_end - size + 1)],
                )
            )
            if anchors:
                points = [(i + a, j + b) for a, b in runs(anchors, size)]
                ends = [(i, j), *points, (i_end, j_end)]
                # A run is the common head of the gap that begins at its anchor.
                waiting += [(Edit(a, c, b, d), level) for (a, b), (c, d) in pairwise(ends)]
                break
    return blocks


def common_head(old: str, i: int, i_end: int, new: str, j: int, j_end: int) -> int:
    """How many characters `old[i:i_end]` and `new[j:j_end]` begin with alike."""
    low, high = 0, min(i_end - i, j_end - j)
    if old[i : i + high] == new[j : j + high]:
        return high
    while low < high - 1:  # `low` characters are equal, `high` are not
        middle = (low + high) // 2
        if old[i + low : i + middle] == new[j + low : j + middle]:
            low = middle
        else:
            high = middle
    return low


def _common_tail(old: str, i: int, i_end: int, new: str, j: int, j_end: int) -> int:
    low, high = 0, min(i_end - i, j_end - j)
    if old[i_end - high : i_end] == new[j_end - high : j_end]:
        return high
    while low < high - 1:
        middle = (low + high) // 2
        if old[i_end - middle : i_end - low] == new[j_end - middle : j_end - low]:
            low = middle
        else:
            high = middle
    return low
