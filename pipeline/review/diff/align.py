"""Two versions of a text laid beside each other: what stayed, what was edited, what moved.

Patience diff: what occurs once on both sides is paired, the longest rising run of these pairs
holds, and what lies between them is treated alike. First by the pieces of the text (a
clause, a cell), then, between the pieces that stayed, by runs of characters. Each round is
n log n, so nothing here is quadratic.
"""

from __future__ import annotations

from pipeline.review.diff.blocks import Alignment, Block
from pipeline.review.diff.compact import Compact
from pipeline.review.diff.edits import edits_between, joined, kept_between, slid, without_chance
from pipeline.review.diff.moves import find_moved, without_moved
from pipeline.review.diff.staying import by_characters, by_pieces


def align(before: Compact, after: Compact) -> Alignment:
    """The alignment of the compact texts; the same whichever is asked to come first."""
    old, new = before.text, after.text
    if old == new:
        return Alignment([Block(0, 0, len(old))] if old else [], (), ())
    if old > new:
        return align(after, before).inverse()
    blocks: list[Block] = []
    for gap in by_pieces(before, after, blocks):
        blocks += by_characters(old, new, gap)
    blocks = without_chance(joined(blocks), len(old), len(new))
    edits = slid(edits_between(blocks, len(old), len(new)), before, after)
    kept = kept_between(edits, len(old), len(new))
    moved = find_moved(old, new, edits)
    return Alignment(kept, moved, without_moved(edits, moved))
