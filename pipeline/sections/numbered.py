"""Numbered lines that may be headings, with titles below their numbers and over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.sections.candidate import Candidate, make_candidate
from pipeline.sections.titles import (
    SPACES,
    is_answered,
    is_label_body,
    is_unended,
    match_label,
    may_be_title,
    names_document,
    normal_title,
)
from pipeline.text.layout import Paragraph
from pipeline.text.lines import columns
from pipeline.text.marks import Mark
from pipeline.text.rows import cells

# 「全窒素 カドミウムカラム還元法 0.05」
_TABLED = re.compile(
    r"[ 　][A-EＡ-ＥSＳ○△×◎－-]$|[ 　][0-9０-９.,，．]+[%％]?$|[0-9]+[%％] [0-9]+[%％]$"
)
_ROW_NUMBERS = {"arabic", "kanji", "latin", "kana"}
# A letter alone on a line is a grade or a table's cell, not a heading's number.
_NEVER_APART = re.compile("latin|kana|small_|half_|paren_|circled")
# What stands below a title and is none of it: 「（令和６年度～）」, 「2025年３月31日現在」.
_REMARK = re.compile(r"[（(].*[）)]$|[（(].*[0-9０-９]|.*(?:現在|年度?|月|日|単位.*)[）)]?$")
_CLAUSE = re.compile("[はがも]、|、.*、|(?:から|まで|より|て|に)$")
_DEEPEST = 24
# Columns of a title that is set in two lines.
_SHORTEST_BROKEN = 14


def read_numbered(paragraphs: Sequence[Paragraph], index: int, mark: Mark) -> Candidate | None:
    paragraph = paragraphs[index]
    rest = paragraph.text.text[mark.end :].strip(SPACES)
    kind = "appendix" if mark.style.startswith("appendix") else "mark"
    if not rest:
        if _NEVER_APART.match(mark.style):
            return None
        return _title_below(paragraphs, index, mark, kind)
    title, body = rest, ""
    labelled = match_label(rest)
    doubtful = False
    if "\t" in rest and mark.style in {"latin", "arabic", "kana", "roman", "kanji"}:
        return None
    if (
        labelled
        and kind == "mark"
        and mark.rank is None
        and is_label_body(labelled, in_table=mark.style in _ROW_NUMBERS)
    ):
        title, body = labelled["label"], labelled["body"]
        doubtful = (
            is_answered(rest) or _NEVER_APART.match(mark.style) is not None
        )  # 「① 会計基準等の改正に伴う会計方針の変更 ：無」
    elif (
        labelled and kind == "mark" and "。" in labelled["body"] and mark.style not in _ROW_NUMBERS
    ):
        title, body, doubtful = labelled["label"], labelled["body"], True
    elif mark.rank is None and not mark.word and len(cells(rest)) >= 3:
        return None  # a table's or a roster's row: 「１　北海道　　12　　34」
    if not body and _TABLED.search(title) and mark.style in _ROW_NUMBERS:
        return None
    if may_be_title(title) or (is_unended(title) and may_be_title(title + "件")):
        candidate = make_candidate(paragraph, index, kind, title, body=body)
        candidate = replace(candidate, doubtful=doubtful)
        whole = candidate if body else _with_second_line(paragraphs, candidate)
        return whole if may_be_title(whole.title) else None
    return None


def _title_below(
    paragraphs: Sequence[Paragraph], index: int, mark: Mark, kind: str
) -> Candidate | None:
    """The number stands alone; its title is the line below (「５」, 「その他」)."""
    paragraph = paragraphs[index]
    below = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
    alone = make_candidate(paragraph, index, kind, "")
    if kind == "mark" and mark.rank is None and not _may_stand_alone(paragraphs, index):
        return None
    near = below is not None and (
        below.first_line == paragraph.last_line + 1 or kind == "appendix" or mark.rank is not None
    )
    if below is None or not near or below.mark is not None or below.bullet:
        return alone if kind == "appendix" else None
    if below.kind == "row" and (kind != "appendix" or not names_document(below.text.text)):
        return alone if kind == "appendix" else None
    title = below.text.text
    if not may_be_title(title) or len(title) > 45 or re.fullmatch(r"[（(].*[）)]", title):
        return alone if kind == "appendix" else None
    return replace(alone, last=index + 1, title=normal_title(title), end=below.end)


def _may_stand_alone(paragraphs: Sequence[Paragraph], index: int) -> bool:
    """A number amid lines of a table is a cell: a heading's stands after a blank or a full stop."""
    before = paragraphs[index - 1] if index else None
    return before is None or paragraphs[index].blank_before or before.text.text.endswith("。")


def _with_second_line(paragraphs: Sequence[Paragraph], candidate: Candidate) -> Candidate:
    """A title that runs over a second line, set in below its first character."""
    first = paragraphs[candidate.first]
    if candidate.first + 1 >= len(paragraphs) or first.first_line != first.last_line:
        return candidate
    below = paragraphs[candidate.first + 1]
    hanging = first.indent + columns(first.text.text[: first.mark.end if first.mark else 0]) - 1
    set_in = max(hanging, first.indent + 4) <= below.indent <= first.indent + _DEEPEST
    # 「１　日時」 above 「　　令和６年…」: nobody breaks a title behind its second character.
    set_in = set_in and columns(candidate.title) >= _SHORTEST_BROKEN
    goes_on = is_unended(candidate.title) and below.indent <= first.indent + _DEEPEST
    after = paragraphs[candidate.first + 2] if candidate.first + 2 < len(paragraphs) else None
    alike = (
        after is not None
        and after.indent >= below.indent > 0
        and after.first_line == below.last_line + 1
    )
    if (
        below.first_line != first.last_line + 1
        or below.kind != "text"
        or below.first_line != below.last_line
        or not (goes_on or (set_in and not alike) or _stands_out(first, below, after))
        or len(below.text) > 40
        or not may_be_title(below.text.text)
        or _REMARK.match(below.text.text)
        or _CLAUSE.search(below.text.text)
        or ("、" in below.text.text and not goes_on)
    ):
        return candidate
    return replace(
        candidate,
        last=candidate.first + 1,
        end=below.end,
        title=normal_title(candidate.title + below.text.text),
    )


def _stands_out(first: Paragraph, below: Paragraph, after: Paragraph | None) -> bool:
    """A short line at the margin between a heading and a paragraph that is set in."""
    return (
        first.indent == below.indent == 0
        and after is not None
        and after.first_line == below.last_line + 1
        and after.kind == "text"
        and after.indent >= 2
        and "。" in after.text.text
        and len(below.text) <= 20
        and not re.match("[（(【＜<]", below.text.text)
    )
