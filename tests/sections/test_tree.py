"""Trees of headings that are written out and read back; whole texts stand in cases/headings.csv."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as st

from pipeline.sections import split
from pipeline.text.layout import read
from tests.reading import QUICKLY

_FULL = "０１２３４５６７８９"
_TITLES = [
    "背景",
    "課題",
    "体制",
    "財源",
    "方針",
    "経緯",
    "評価",
    "実績",
    "趣旨",
    "期間",
    "対象",
    "広報",
    "防災",
    "医療",
]
_BODIES = [
    "人口は減少している。",
    "国は法律を改正した。",
    "市は計画を定めた。",
    "担い手の確保を図る。",
]
# Styles whose order is the document's own; 章 and 節 come first where they come at all.
_RANKED = [["第{}章　"], ["第{}章　", "第{}節　"], ["第{}編　", "第{}章　"], []]
_STYLES = ["第{}　", "{}　", "{}．", "（{}）", "{}）", "①", "ア　", "（ア）", "Ⅰ　", "Ⅰ．"]


def number(style: str, value: int) -> str:
    if "{}" in style:
        return style.format("".join(_FULL[int(digit)] for digit in str(value)))
    if "ア" in style:
        return style.replace("ア", "アイウエオカキクケコ"[value - 1])
    first = "①" if "①" in style else "Ⅰ"
    return style.replace(first, chr(ord(first) + value - 1))


@dataclass
class Written:
    title: str
    below: list[Written] = field(default_factory=list)


NODES = st.recursive(
    st.builds(Written, st.sampled_from(_TITLES), st.just([])),
    lambda inner: st.builds(Written, st.sampled_from(_TITLES), st.lists(inner, max_size=4)),
    max_leaves=12,
)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[tuple[int, str, str]]]:
    """A text, and its headings as (level, number, title)."""
    ranked = draw(st.sampled_from(_RANKED))
    others = draw(st.permutations(_STYLES))
    # 「１　」 and 「第１　」 are told apart, 「Ⅰ　」 and 「Ⅰ．」 as well: each style stands for one level.
    ladder = [*ranked, *others]
    lines: list[str] = []
    headings: list[tuple[int, str, str]] = []

    def write(nodes: list[Written], level: int) -> None:
        for value, node in enumerate(nodes, start=1):
            mark = number(ladder[level], value)
            lines.append(mark + node.title)
            headings.append((level + 1, mark.strip("　"), node.title))
            lines.extend(["", draw(st.sampled_from(_BODIES)), ""])
            write(node.below, level + 1)

    write(draw(st.lists(NODES, min_size=1, max_size=5)), 0)
    return "\n".join(lines), headings


@QUICKLY
@given(documents())
def test_a_tree_that_is_written_out_reads_back(
    document: tuple[str, list[tuple[int, str, str]]],
) -> None:
    text, headings = document
    assert [(s.level, s.number, s.title) for s in split(read(text))] == headings
