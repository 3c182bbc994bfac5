"""Lines put together: what stands between two of them once the wrap is undone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.text.lines import BLANKS, Line
from pipeline.text.offsets import MappedText

_LATIN_LEFT = re.compile(r"[A-Za-z0-9,.]$")
_LATIN_RIGHT = re.compile(r"[A-Za-z]")
_HYPHENATED = re.compile(r"[a-z]{2}-$")


def join_lines(group: Sequence[Line]) -> MappedText:
    if len(group) == 1:
        return MappedText.of(group[0].content, group[0].content_start)
    pieces = [(group[0].content, group[0].content_start, len(group[0].content))]
    for line in group[1:]:
        left, start, length = pieces[-1]
        joined, gap = _seam(left, line.content)
        if joined != left:
            pieces[-1] = (joined, start, length - 1)
        if gap:
            end = start + length
            pieces.append((gap, end, line.content_start - end))
        pieces.append((line.content, line.content_start, len(line.content)))
    return MappedText(pieces)


def unwrap(text: str) -> str:
    """A stretch of the source with its line wraps undone."""
    pieces = text.split("\n")
    joined = pieces[0].rstrip(BLANKS)
    for piece in pieces[1:]:
        right = piece.strip(BLANKS)
        joined, gap = _seam(joined, right)
        joined += gap + right
    return joined


def _seam(left: str, right: str) -> tuple[str, str]:
    """The left text, its hyphen undone, and what stands between it and the right one."""
    if _HYPHENATED.search(left) and right[:1].islower() and right[:1].isascii():
        return left[:-1], ""
    if _LATIN_LEFT.search(left) and _LATIN_RIGHT.match(right):
        return left, " "
    return left, ""
