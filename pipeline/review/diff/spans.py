"""Which record of one side is which of the other: by where they stand, not by their ids.

An id tells a record by its sentence, with a counter among identical ones; an edit of the
sentence gives all its dates new ids, and a row inserted above moves the counters on.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

from pipeline.review.changes import Range
from pipeline.review.diff.blocks import Edit
from pipeline.review.diff.compact import squeeze
from pipeline.review.diff.sides import Side

# Where no more than this was rewritten within a sentence, what stood there is what stands there.
_SMALL = 200


class Item(NamedTuple):
    """Something that stands in the text. `span` is compact; `owner` is what a mention names."""

    span: Range
    record: Any
    owner: Any = None


class Paired(NamedTuple):
    pairs: list[tuple[Item, Item]]
    removed: list[Item]
    added: list[Item]


def pair(old: Sequence[Item], new: Sequence[Item], before: Side, after: Side) -> Paired:
    """Items at the same place; then those of an identical sentence that moved; then by overlap.

    Each in the order of its own text.
    """
    pairs, left, right = _at_same_place(old, new, before)
    for matching in (_identical, _overlapping, _rewritten):
        if not left or not right:
            break
        found = matching(left, right, before, after)
        pairs += [(left[i], right[j]) for i, j in found]
        gone, here = {i for i, _ in found}, {j for _, j in found}
        left = [item for i, item in enumerate(left) if i not in gone]
        right = [item for j, item in enumerate(right) if j not in here]
    return Paired(sorted(pairs, key=lambda p: (p[1].span, p[0].span)), left, right)


def _at_same_place(
    old: Sequence[Item], new: Sequence[Item], before: Side
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    there: dict[Range, list[Item]] = defaultdict(list)
    for item in reversed(new):
        there[item.span].append(item)
    pairs, left = [], []
    image = before.alignment.image
    for item in old:
        place = image(*item.span)
        if place and there.get(place):
            pairs.append((item, there[place].pop()))
        else:
            left.append(item)
    right = sorted((item for items in there.values() for item in items), key=lambda i: i.span)
    return pairs, left, right


def _identical(
    old: Sequence[Item], new: Sequence[Item], before: Side, after: Side
) -> list[tuple[int, int]]:
    """The same words in the same sentence, elsewhere."""
    there: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j in reversed(range(len(new))):
        there[_said(new[j])].append(j)
    return [(i, there[_said(item)].pop()) for i, item in enumerate(old) if there.get(_said(item))]


def _said(item: Item) -> tuple[str, str]:
    return squeeze(item.record.text), squeeze(item.record.sentence)


def _overlapping(
    old: Sequence[Item], new: Sequence[Item], before: Side, after: Side
) -> list[tuple[int, int]]:
    """What has characters in common, the most first."""
    starts = [item.span[0] for item in new]
    longest = max(item.span[1] - item.span[0] for item in new)
    candidates = []
    for i, item in enumerate(old):
        shared: dict[int, int] = defaultdict(int)
        for start, end in before.alignment.shared(*item.span):
            for j in range(bisect_right(starts, start - longest), bisect_left(starts, end)):
                common = min(end, new[j].span[1]) - max(start, new[j].span[0])
                if common > 0:
                    shared[j] += common
        candidates += [(-common, i + j, i, j) for j, common in shared.items()]
    return _greedy(candidates)


def _greedy(candidates: list[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    taken: set[int] = set()
    used: set[int] = set()
    found = []
    for _, _, i, j in sorted(candidates):
        if i not in taken and j not in used:
            taken.add(i)
            used.add(j)
            found.append((i, j))
    return found


def _rewritten(
    old: Sequence[Item], new: Sequence[Item], before: Side, after: Side
) -> list[tuple[int, int]]:
    """What stands where the other stood: the same words first, then in order, within a sentence."""
    there: dict[int, list[int]] = defaultdict(list)
    for j, item in enumerate(new):
        for index in after.alignment.touching(*item.span):
            there[index].append(j)
    here: dict[int, list[int]] = defaultdict(list)
    for i, item in enumerate(old):
        for index in before.alignment.touching(*item.span):
            if index in there:
                here[index].append(i)
    found: list[tuple[int, int]] = []
    taken: set[int] = set()
    used: set[int] = set()
    for index in sorted(here):
        left = [i for i in here[index] if i not in taken]
        right = [j for j in there[index] if j not in used]
        same = _same_words(left, right, old, new)
        taken.update(i for i, _ in same)
        used.update(j for _, j in same)
        found += same
        if _is_small(before.alignment.edits[index], before, after):
            rest = zip(
                (i for i in left if i not in taken), (j for j in right if j not in used),
                strict=False,
            )  # fmt: skip
            for i, j in list(rest):
                taken.add(i)
                used.add(j)
                found.append((i, j))
    return found


def _same_words(
    left: Sequence[int], right: Sequence[int], old: Sequence[Item], new: Sequence[Item]
) -> list[tuple[int, int]]:
    there: dict[str, list[int]] = defaultdict(list)
    for j in reversed(right):
        there[squeeze(new[j].record.text)].append(j)
    words = [(i, squeeze(old[i].record.text)) for i in left]
    return [(i, there[word].pop()) for i, word in words if there.get(word)]


def _is_small(edit: Edit, before: Side, after: Side) -> bool:
    old = before.compact.text[edit.before_start : edit.before_end]
    new = after.compact.text[edit.after_start : edit.after_end]
    # The sentence's own end may have been edited with it.
    return max(len(old), len(new)) <= _SMALL and "。" not in old[:-1] + new[:-1]
