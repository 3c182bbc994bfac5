"""A text as a cell that no spreadsheet runs, and that Excel takes."""

from __future__ import annotations

import re
from typing import NamedTuple

# Excel's, in UTF-16 units: a kanji of a higher plane is two.
LONGEST = 32_767
CUT = " …（以下略）"
# What makes a formula of a cell (OWASP, CSV Injection; ASVS 1.2.10), also in full width and
# behind blanks, which some programs drop; and what lets a program begin a new cell or row.
# In a workbook a text is a text, but people save it on as CSV, and then it runs.
_RUNS = re.compile(r"[\t\r\n\0]|[\s\0-\x20\u00ad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－−﹣＠]")
# XlsxWriter takes such a text for rich text and writes it unescaped.
_RICH = re.compile(r"<r>.*</r>", re.DOTALL)
_HIGH = re.compile("[\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Cell(NamedTuple):
    text: str
    is_cut: bool


def to_cell(text: str) -> Cell:
    """An apostrophe is put, to be seen, before what a spreadsheet would run.

    A text too long for a cell ends with CUT.
    """
    text = _SURROGATE.sub("\ufffd", text)
    if _RUNS.match(text) or _RICH.fullmatch(text):
        text = "'" + text
    if len(text) * 2 <= LONGEST or _units(text) <= LONGEST:
        return Cell(text, is_cut=False)
    kept = text[: LONGEST - len(CUT)]
    while (excess := _units(kept) + len(CUT) - LONGEST) > 0:
        kept = kept[: -((excess + 1) // 2)]
    return Cell(kept + CUT, is_cut=True)


def _units(text: str) -> int:
    return len(text) + len(_HIGH.findall(text))
