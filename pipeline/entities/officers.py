"""A company's table of officers: posts stacked above the name, and those held now below it.

常務取締役
経営企画本部長   田中 太郎   1964年12月2日生
                             2018年6月 東京大学教授（現任）
"""

from __future__ import annotations

import re

from pipeline.entities.folded import Folded
from pipeline.entities.titles import ends_as_title

_CURRENT = re.compile(r"\((?:現任|現職|現在|現在に至る)\)|現在に至る")
_BRACKETS = re.compile(r"\([^()]{1,12}\)")


def stacked_title(folded: Folded) -> str | None:
    """The post that is all there is on a line: 「取締役」, 「常務取締役」."""
    text = folded.text.strip()
    if not 2 <= len(text) <= 20 or re.search(r"[\s。、:0-9ぁ-ん]", text):
        return None
    return text if ends_as_title(text) is not None else None


def added_brackets(folded: Folded, name_start: int) -> str:
    """「（監査等委員）（社外）　山田 太郎」: what qualifies the post of the line above."""
    before = folded.text[:name_start]
    return "".join(_BRACKETS.findall(before)) if not _BRACKETS.sub("", before).strip() else ""


def title_beside(folded: Folded, name_start: int) -> str:
    """「経営企画本部長　山田 太郎」 below 「常務取締役」: the rest of the post, all there is before the name."""
    before = folded.text[:name_start].strip()
    return (
        before if re.fullmatch(r"[^\s()。、:0-9]{2,20}", before) and ends_as_title(before) else ""
    )


_CAREER = re.compile(
    r"\s*(?:明治|大正|昭和|平成|令和|[MTSHR])?[0-9元]{1,4}[年.][0-9]{1,2}月?(?:[0-9]{1,2}日)?\s"
)


def is_career(folded: Folded) -> bool:
    """「1983年4月　株式会社日本興業銀行入行」: a line of an officer's career."""
    return _CAREER.match(folded.text) is not None


def is_current(folded: Folded) -> bool:
    """Whether a line of a career says that its post is held now."""
    return _CURRENT.search(folded.text) is not None
