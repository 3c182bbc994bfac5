"""A company's own table of officers: whose posts those are that stand without a body."""

from __future__ import annotations

import pytest

from tests.entities.found import posts_in

CAREER = "1983年４月　株式会社日本興業銀行入行\n"
TABLE = "常勤監査役　　大槻　誠　　1960年１月30日生\n{career}　2020年６月　当社常勤監査役（現任）\n当社は、当社の規程による。\n"


@pytest.mark.parametrize(
    ("text", "post"),
    [
        # The first company that it names is the one that reports; in a career any may come first.
        ("青葉精機株式会社の報告書である。\n\n" + TABLE, "大槻誠: 常勤監査役 of 青葉精機株式会社"),
        (TABLE, "大槻誠: 常勤監査役 of -"),
    ],
)
def test_whose_officer(text: str, post: str) -> None:
    assert post in posts_in(text.format(career=CAREER))
