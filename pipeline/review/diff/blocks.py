"""What two texts have in common and what not: blocks that stayed, edits between them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """`length` equal characters at `before` and at `after`."""

    before: int
    after: int
    length: int


class Edit(NamedTuple):
    """What stood at `before_start:before_end` stands as `after_start:after_end`; one may be empty."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int


class Alignment:
    """`blocks` by their place before, the moved ones among them; `edits` in the order of both texts."""

    __slots__ = ("_moved", "_starts", "blocks", "changed", "edits")

    def __init__(
        self, kept: Iterable[Block], moved: Iterable[Block], edits: Sequence[Edit]
    ) -> None:
        self._moved = frozenset(moved)
        self.blocks = sorted([*kept, *self._moved])
        self.edits = tuple(edits)
        self.changed = bool(self.edits or self._moved)
        self._starts = [block.before for block in self.blocks]

    def inverse(self) -> Alignment:
        """The same, the other way round."""
        kept, moved = (
            [Block(b.after, b.before, b.length) for b in self.blocks if (b in self._moved) is m]
            for m in (False, True)
        )
        edits = [Edit(e[2], e[3], e[0], e[1]) for e in self.edits]
        return Alignment(kept, moved, edits)

    def image(self, start: int, end: int) -> tuple[int, int] | None:
        """Where `start:end` stands now, if it stayed whole."""
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        before, after, length = self.blocks[index]
        if end > before + length:
            return None
        return start - before + after, end - before + after

    def has_moved(self, place: int) -> bool:
        """Whether the character there was taken out and put in elsewhere."""
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and self.blocks[index] in self._moved

    def shared(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the characters of `start:end` that stayed stand now, as spans."""
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self.blocks) and self.blocks[index].before < end:
            before, after, length = self.blocks[index]
            left, right = max(before, start), min(before + length, end)
            if left < right:
                yield left - before + after, right - before + after
            index += 1

    def touching(self, start: int, end: int) -> list[int]:
        """Indexes of the edits within `start:end`; one at its very edge lies outside."""
        first = bisect_left(self.edits, start, key=lambda edit: edit.before_end)
        found = []
        for index in range(first, len(self.edits)):
            left, right = self.edits[index][:2]
            if left >= end:
                break
            if (left < right and right > start) or start < left:
                found.append(index)
        return found
