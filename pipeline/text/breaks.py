"""Does a line begin something new, whatever the width of the page says?

A blank line, a number, a bullet, a label, or a turned page above it; a title alone on the
line before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon.heading_marks import load_heading_marks
from pipeline.text.lines import Line
from pipeline.text.marks import Mark


def begins_something(
    line: Line,
    following: Line,
    lines: Sequence[Line],
    page: Sequence[int],
) -> bool:
    """Does `following` begin something new, whatever the width says? `page` is each line's."""
    if _names_section(line) or is_number_alone(line):
        return True
    turned = page[line.index] != page[following.index]
    if turned:
        if line.ends_sentence or following.indent > line.indent or line.row:
            return True
    elif following.index - line.index > 1:
        return True
    if following.mark is not None and _begins_item(line, following, following.mark, lines):
        return True
    if following.bullet and not (
        line.content.endswith(("（", "「", "、")) or _mid_list(line, following)
    ):
        return True
    if following.label and not _open_tail(line.content):
        return True
    return line.label and not line.content.startswith(("（", "("))


def is_number_alone(line: Line) -> bool:
    mark = line.mark
    return mark is not None and mark.end >= len(line.content)


def may_be_title(line: Line) -> bool:
    return line.width <= 40 and re.search("[。、のがをにはと]$", line.content) is None


def _names_section(line: Line) -> bool:
    """はじめに, おわりに, 参考文献 alone on a line: what is below begins their text."""
    if len(line.content) > 12:
        return False
    words, squeezed = load_heading_marks(), line.squeezed
    return squeezed in words.front_titles or squeezed in words.back_titles


def _mid_list(line: Line, following: Line) -> bool:
    """「…健康・医療」 broken before its ・ goes on."""
    return (
        following.content[0] in "・"
        and following.indent == 0
        and not line.ends_sentence
        and (line.width >= 60)
    )


def _open_tail(content: str) -> bool:
    opening, closing = (
        max(content.rfind("（"), content.rfind("(")),
        max(content.rfind("）"), content.rfind(")")),
    )
    return opening > closing


def _begins_item(line: Line, following: Line, mark: Mark, lines: Sequence[Line]) -> bool:
    """A mark begins an item unless it is what a wrap left: 「…（平成29」 / 「(2017)年…」."""
    rest = following.content[mark.end :]
    if _open_tail(line.content) and not mark.style.startswith(("appendix", "sho", "setsu")):
        return False
    if (
        mark.style == "tight"
    ):  # 「３省」, 「５団体」 at the edge of a text: only where it is counted up
        return (mark.starts and not _open_end(line)) or _fits(mark, line, lines)
    if not rest or line.ends_sentence or line.mark:
        return True
    if mark.style in {"arabic", "kanji", "kana", "latin", "roman"} and following.indent == 0:
        # 「…の合計は」 / 「10 か国」: a bare number at the edge of running text.
        return not re.search(r"[、はがをにのとで]$", line.content)
    return (
        not re.search(r"[、はがをにのと]$", line.content) or mark.starts or _fits(mark, line, lines)
    )


def _open_end(line: Line) -> bool:
    return re.search(r"[ぁ-ん、・]$", line.content) is not None


def _fits(mark: Mark, line: Line, lines: Sequence[Line]) -> bool:
    """Has one of the lines above the number before this one?"""
    for index in range(line.index, max(line.index - 60, -1), -1):
        earlier = lines[index].mark
        if earlier is not None and mark.follows(earlier):
            return True
    return False
