"""Levels and the tree: which heading stands under which, by the document's own order of marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.sections.candidate import Candidate
from pipeline.sections.placing import Placed

_OUTER = {"appendix", "title", "document", "tail", "roster", "bare"}
# はじめに and the like hold no numbered headings of the text proper; 別紙 and 設置要綱 hold their own.
_CLOSED = "title"
# A division's number may change its dress: 「1　緒言」, 「2. 方法」, 「3　結論」 are one numbering.
_PLAIN = {"arabic", "tight", "dot", "comma"}


@dataclass
class Node:
    """A heading in the tree. `start` and `end` are its section's offsets."""

    placed: Placed
    parent: Node | None
    level: int
    start: int
    end: int

    @property
    def heading(self) -> Candidate:
        return self.placed.heading


def build_tree(placed: Sequence[Placed], text_end: int) -> list[Node]:
    """One node a heading, in the order of the sections; ends exclusive."""
    outermost = next(
        (p.heading.style for p in placed if p.heading.kind == "mark"),
        next((p.heading.style for p in placed if p.heading.kind == "ornament"), None),
    )
    holders = _holding_labels(placed)
    inside: set[tuple[str, str]] = set()  # (outer style, inner style) as the document has used them
    stack: list[Node] = []
    nodes: list[Node] = []
    latest: dict[str, Node] = {}
    for item in placed:
        closed_title = (
            bool(stack) and stack[0].heading.style == _CLOSED and stack[0].heading.kind == "title"
        )
        if (closed_title and item.heading.style == outermost) or _resumes(item.heading, latest):
            depth = 0
        else:
            depth = _depth(item.heading, stack, inside, holders)
        for closed in stack[depth:]:
            closed.end = item.start
        del stack[depth:]
        parent = stack[-1] if stack else None
        inside.update((node.heading.style, item.heading.style) for node in stack)
        node = Node(item, parent, len(stack) + 1, item.start, text_end)
        stack.append(node)
        nodes.append(node)
        latest[item.heading.style] = node
    return nodes


def _resumes(heading: Candidate, latest: dict[str, Node]) -> bool:
    """「２」 after a roster that stands between it and 「１」: the outermost numbering goes on."""
    last = latest.get(heading.style)
    return (
        last is not None
        and last.level == 1
        and heading.mark is not None
        and last.heading.mark is not None
        and heading.mark.follows(last.heading.mark)
    )


def _holding_labels(placed: Sequence[Placed]) -> set[str]:
    """Styles of labels (■, 【】) that divide the text above its numbers.

    Several of them, a numbering that begins below one, and none that runs on across one:
    where 「２．」 goes on behind a 【課題】, the label stands inside 「１．」.
    """
    count: Counter[str] = Counter()
    begun: set[str] = set()
    crossed: set[str] = set()
    since: dict[str, set[str]] = {}  # numbering → labels since its last number
    label: str | None = None
    for item in placed:
        heading = item.heading
        if heading.kind in {"label", "ornament"}:
            label = heading.style
            count[label] += 1
            for labels in since.values():
                labels.add(label)
            continue
        if heading.mark is None:
            continue
        if heading.mark.starts and label:
            begun.add(label)
        elif not heading.mark.starts:
            crossed |= since.get(heading.style, set())
        since[heading.style] = set()
        label = None
    return {style for style in begun if count[style] >= 2} - crossed


def _depth(
    heading: Candidate,
    stack: Sequence[Node],
    inside: set[tuple[str, str]],
    holders: set[str],
) -> int:
    """How many of the open sections stay open above this heading."""
    if heading.kind in _OUTER:
        return 0
    styles = [node.heading.style for node in stack]
    mark = heading.mark
    if mark is not None and mark.rank is not None:
        return _ranked_depth(heading, stack)
    if heading.style in styles:
        depth = styles.index(heading.style)
        # 「１」 under an appendix or inside a longer run restarts below what it restarts in.
        if not _restarts_inside(heading, stack, depth):
            return depth
        return len(stack)
    if heading.style in _PLAIN and mark is not None and not mark.starts:
        for depth, node in enumerate(stack):
            other = node.heading.mark
            if other is not None and node.heading.style in _PLAIN and any(
                value - 1 in other.values for value in mark.values
            ):  # fmt: skip
                return depth
    for depth, style in enumerate(styles):
        if (heading.style, style) in inside and (style, heading.style) not in inside:
            return depth
    if heading.kind in {"label", "ornament"}:
        return _below_marks(heading, stack)
    return _chain_depth(heading, stack, holders)


def _ranked_depth(heading: Candidate, stack: Sequence[Node]) -> int:
    """編 holds 部, 部 holds 章 …; an appendix's own chapters stay in it only if they restart."""
    rank = heading.mark.rank if heading.mark and heading.mark.rank is not None else 0
    for depth, node in enumerate(stack):
        other = node.heading.mark
        if other is None or other.rank is None:
            if not (node.heading.kind == "appendix" and heading.mark and heading.mark.starts):
                return depth
        elif other.rank >= rank:
            return depth
    return len(stack)


def _restarts_inside(heading: Candidate, stack: Sequence[Node], depth: int) -> bool:
    """Does the number begin anew under an open section of the same style? Only inside an appendix."""
    own = stack[depth].heading
    if heading.mark is None or own.mark is None:
        return False
    return (
        heading.mark.starts
        and not heading.mark.follows(own.mark)
        and depth + 1 < len(stack)
        and (stack[-1].heading.kind in _OUTER)
    )


def _below_marks(heading: Candidate, stack: Sequence[Node]) -> int:
    """A label stands under the innermost numbered heading, beside the labels before it."""
    for depth, node in enumerate(stack):
        if node.heading.kind == heading.kind and node.heading.style != heading.style:
            return depth + 1
    return len(stack)


def _chain_depth(heading: Candidate, stack: Sequence[Node], holders: set[str]) -> int:
    """1.1 stands under 1. or Ⅰ, beside another 1.x; only a label that divides the text holds numbers."""
    depth = len(stack)
    while depth and stack[depth - 1].heading.kind in {"label", "ornament"}:
        if stack[depth - 1].heading.style in holders:
            break
        depth -= 1
    if heading.style.startswith("chain"):
        length = int(heading.style.removeprefix("chain"))
        for index, node in enumerate(stack[:depth]):
            style = node.heading.style
            if style.startswith("chain") and int(style.removeprefix("chain")) >= length:
                return index
    return depth
