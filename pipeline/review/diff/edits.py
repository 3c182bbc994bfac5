"""What lies between the blocks that stayed, cut where a reader would cut it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.review.diff.blocks import Block, Edit
from pipeline.review.diff.compact import Compact

# An equal stretch this short between two longer edits is chance: 「の」, 「年度」.
_CHANCE = 5
_LONGEST_SLIDE = 80


def joined(blocks: Iterable[Block]) -> list[Block]:
    joined: list[Block] = []
    for block in sorted(blocks):
        if joined:
            before, after, length = joined[-1]
            if (before + length, after + length) == block[:2]:
                joined[-1] = Block(before, after, length + block.length)
                continue
        joined.append(block)
    return joined


def without_chance(blocks: Sequence[Block], old_end: int, new_end: int) -> list[Block]:
    """Leaves out short stretches that are equal by chance: shorter than the edits on both sides."""
    kept: list[Block] = []
    end, other_end = 0, 0
    for block, following in pairwise([*blocks, Block(old_end, new_end, 0)]):
        left = max(block.before - end, block.after - other_end)
        right = max(
            following.before - block.before - block.length,
            following.after - block.after - block.length,
        )
        if block.length < _CHANCE and block.length <= left and block.length <= right:
            continue
        kept.append(block)
        end, other_end = block.before + block.length, block.after + block.length
    return kept


def edits_between(blocks: Sequence[Block], old_end: int, new_end: int) -> list[Edit]:
    """What lies between the blocks."""
    edits = []
    i = j = 0
    for before, after, length in [*blocks, Block(old_end, new_end, 0)]:
        if before > i or after > j:
            edits.append(Edit(i, before, j, after))
        i, j = before + length, after + length
    return edits


def kept_between(edits: Sequence[Edit], old_end: int, new_end: int) -> list[Block]:
    """What lies between the edits."""
    blocks = []
    i = j = 0
    for edit in [*edits, Edit(old_end, old_end, new_end, new_end)]:
        if edit.before_start > i:
            blocks.append(Block(i, j, edit.before_start - i))
        i, j = edit.before_end, edit.after_end
    return blocks


def slid(edits: Sequence[Edit], before: Compact, after: Compact) -> list[Edit]:
    """Puts what was inserted or removed where a line or a sentence begins and ends.

    「平成29年は、」 before a line that begins alike could as well be 「29年は、平成」, inserted
    in its midst.
    """
    slid = []
    for index, edit in enumerate(edits):
        i, i_end, j, j_end = edit
        if i < i_end and j < j_end:
            slid.append(edit)
            continue
        text, start, end = (after, j, j_end) if i == i_end else (before, i, i_end)
        left = i - (slid[-1].before_end if slid else 0)
        right = (
            edits[index + 1].before_start if index + 1 < len(edits) else len(before.text)
        ) - i_end
        shift = _best_shift(text, start, end, min(left, _LONGEST_SLIDE), min(right, _LONGEST_SLIDE))
        slid.append(Edit(i + shift, i_end + shift, j + shift, j_end + shift))
    return slid


def _best_shift(text: Compact, start: int, end: int, left: int, right: int) -> int:
    """How far to move `start:end` without changing what remains, so that both ends are clean."""
    characters = text.text
    best, best_score = 0, _strength(text, start) + _strength(text, end)
    for direction, most in ((-1, left), (1, right)):
        first, last = start, end
        for step in range(1, most + 1):
            if direction < 0:
                if characters[first - 1] != characters[last - 1]:
                    break
            elif last >= len(characters) or characters[first] != characters[last]:
                break
            first, last = first + direction, last + direction
            score = _strength(text, first) + _strength(text, last)
            if score > best_score:
                best, best_score = direction * step, score
    return best


def _strength(text: Compact, place: int) -> int:
    """How clean a cut is before `text[place]`."""
    if place in (0, len(text.text)):
        return 4
    seam = text.seam(place)
    if seam.count("\n") > 1:
        return 4
    last = text.text[place - 1]
    if last in "。！？!?":
        return 4 if seam else 3
    if seam:
        return 2
    return 1 if last in "、，,）)」" else 0
