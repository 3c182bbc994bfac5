"""The table "What a date's `iso` is" of docs/contract.md, executed."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from pipeline import find_dates

CONTRACT = Path(__file__).parents[2] / "docs" / "contract.md"
# A row may join several writings by 「, 」 or 「 / 」, and gives their iso in the same order, or one
# for all of them. Rows whose third column is prose are written out here, with a text around.
WRITTEN_OUT = {
    "平成30年５月上旬 / 中旬 / 下旬": [
        ("平成30年５月上旬", "2018-05-01/2018-05-10"), ("平成30年５月中旬", "2018-05-11/2018-05-20"),
        ("平成30年５月下旬", "2018-05-21/2018-05-31"),
    ],
    "平成28年9月 … 同年12月 / 同月20日 / 翌年3月": [
        ("平成28年9月に着手し、同年12月", "2016-09|2016-12"), ("平成28年9月に着手し、同月20日", "2016-09|2016-09-20"),
        ("平成28年9月に着手し、翌年3月", "2016-09|2017-03"),
    ],
    "平成29年10月、12月": [("平成29年10月、12月", "2017-10|2017-12")],
    "平成29年4月1日 … 6月15日": [("平成29年4月1日に着手し、6月15日に終えた。", "2017-04-01|2017-06-15")],
    "昨年度, 本年3月, 来年": [
        ("昨年度", "2017-04-01/2018-03-31"), ("本年3月", "2018-03"), ("来年", "2019"),
    ],
    "平成28～30年度, 4～6月, 平成29年10月から30年3月": [
        ("平成28～30年度", "2016-04-01/2019-03-31"), ("4～6月", "2018-04/2018-06"),
        ("平成29年10月から30年3月", "2017-10/2018-03"),
    ],
    "自 平成29年4月1日 至 平成30年3月31日": [("自 平成29年4月1日 至 平成30年3月31日", "2017-04-01/2018-03-31")],
    "年末, 平成30年末 / 今月末 / 年度当初": [
        ("年末", "2018-12-31"), ("平成30年末", "2018-12-31"), ("今月末", "2018-04-30"), ("年度当初", "2018-04-01"),
    ],
    "平成30年春 (夏, 秋, 冬)": [
        ("平成30年春", "2018-03/2018-05"), ("平成30年夏", "2018-06/2018-08"),
        ("平成30年秋", "2018-09/2018-11"), ("平成30年冬", "2018-12/2019-02"),
    ],
    "平成30年2月30日, 平成30年13月": [("平成30年2月30日", "null"), ("平成30年13月", "null")],
}  # fmt: skip


def rows() -> list[tuple[str, str]]:
    behind = CONTRACT.read_text(encoding="utf-8").split("## What a date's `iso` is")[1]
    table = behind.split("\n## ")[0]
    cells = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [(row[0].strip(), row[1].strip()) for row in cells[2:]]


def examples() -> list[tuple[str, str]]:
    found = []
    for written, meaning in rows():
        if written in WRITTEN_OUT:
            found += WRITTEN_OUT[written]
            continue
        texts = re.split(r", (?![^(（]*[)）])| / ", re.sub(r" \([^)]*\)$", "", written))
        isos = re.findall(r"`([^`]+)`", meaning)
        assert len(isos) in (1, len(texts)), written
        found += list(zip(texts, isos if len(isos) > 1 else isos * len(texts), strict=True))
    return found


def test_the_table_is_found() -> None:
    written = [row[0] for row in rows()]
    assert len(written) >= 25
    assert set(WRITTEN_OUT) <= set(written)


@pytest.mark.parametrize(("text", "iso"), examples())
def test_the_table_holds(text: str, iso: str) -> None:
    found = find_dates(text, reference_date=date(2018, 4, 1))
    assert "|".join(record.iso or "null" for record in found) == iso


@pytest.mark.parametrize("text", ["平成32年", "昭和64年2月", "平成30年2月30日", "平成30年13月"])
def test_what_the_table_says_is_warned_of(text: str) -> None:
    [found] = find_dates(text)
    assert found.warnings
    assert found.text == text
