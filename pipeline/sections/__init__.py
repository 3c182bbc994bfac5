"""Headings and the bodies that belong to them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.ids import IdMaker
from pipeline.records import Section
from pipeline.sections.candidate import Candidate
from pipeline.sections.candidates import find_candidates
from pipeline.sections.headings import choose_headings
from pipeline.sections.placing import Placed, place_headings
from pipeline.sections.tree import Node, build_tree
from pipeline.text.layout import Layout

# How often headings that stand after their bodies are tried before all are taken to stand above.
_ROUNDS = 3


def split(layout: Layout) -> list[Section]:
    """The sections of a text, in order of position. Loads no model."""
    headings = choose_headings(layout, find_candidates(layout))
    nodes = _grow(place_headings(layout, headings), len(layout.text))
    bodies = _bodies(layout, nodes, headings)
    make = IdMaker().make
    ids: dict[int, str] = {}
    paths: dict[int, tuple[str, ...]] = {}
    sections = []
    for node, body in zip(nodes, bodies, strict=True):
        heading = node.heading
        above = paths[id(node.parent)] if node.parent else ()
        paths[id(node)] = (*above, f"{heading.number or ''} {heading.title}")
        ids[id(node)] = make("s", *paths[id(node)])
        sections.append(
            Section(
                id=ids[id(node)],
                parent=ids[id(node.parent)] if node.parent else None,
                level=node.level,
                number=heading.number,
                title=heading.title or None,
                start=node.start,
                end=node.end,
                heading_start=heading.start,
                heading_end=heading.end,
                body="\n".join(body),
            )
        )
    return sections


def _grow(placed: Sequence[Placed], text_end: int) -> list[Node]:
    """The tree; every section holds its heading.

    Where a heading of equal rank stands between a section's beginning and its heading
    (「第１編」 above a page's last line 「第１節」), that page does not close with its heading.
    """
    for _ in range(_ROUNDS):
        nodes = build_tree(placed, text_end)
        torn = {node.heading.first for node in nodes if node.end < node.heading.end}
        if not torn:
            return nodes
        placed = [p.at_heading() if p.heading.first in torn else p for p in placed]
        placed = sorted(placed, key=lambda p: (p.start, p.heading.first))
    placed = sorted((p.at_heading() for p in placed), key=lambda p: p.start)
    return build_tree(placed, text_end)


def _bodies(layout: Layout, nodes: list[Node], headings: Sequence[Candidate]) -> list[list[str]]:
    """Each section's own paragraphs, without headings and subsections."""
    bodies: list[list[str]] = [[node.heading.body] if node.heading.body else [] for node in nodes]
    heads = {i for heading in headings for i in range(heading.first, heading.last + 1)}
    open_nodes: list[int] = []
    following = 0
    for index, paragraph in enumerate(layout.paragraphs):
        while following < len(nodes) and nodes[following].start <= paragraph.start:
            open_nodes.append(following)
            following += 1
        while open_nodes and nodes[open_nodes[-1]].end <= paragraph.start:
            open_nodes.pop()
        if open_nodes and index not in heads:
            bodies[open_nodes[-1]].append(paragraph.text.text)
    return bodies
