from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from pipeline.dates.japanese_calendar import (
    era_at,
    era_doubt,
    era_to_western,
    fiscal_days,
    fiscal_year_of,
    month_days,
    months_after,
    part_of_month,
    period_days,
    week_days,
)  # fmt: skip
from pipeline.lexicon.calendar_words import load_eras


@pytest.mark.parametrize(
    ("era", "year", "western"),
    [
        ("meiji", 1, 1868), ("meiji", 45, 1912), ("taisho", 1, 1912), ("taisho", 15, 1926),
        ("showa", 1, 1926), ("showa", 64, 1989), ("heisei", 1, 1989), ("heisei", 31, 2019),
        ("reiwa", 1, 2019), ("reiwa", 8, 2026), ("heisei", 35, 2023), ("keio", 3, 1867),
    ],
)  # fmt: skip
def test_era_to_western(era: str, year: int, western: int) -> None:
    assert era_to_western(era, year) == western


def test_eras_follow_one_another_without_a_gap() -> None:
    eras = list(load_eras().values())
    for before, after in pairwise(eras):
        assert before.last_day is not None
        if after.key == "meiji":  # 明治 was put back to the beginning of its year
            continue
        assert after.first_day - before.last_day in (timedelta(0), timedelta(1)), after.name
        assert after.first_year in (after.first_day.year, after.first_day.year - 1)
    assert eras[-1].last_day is None


@pytest.mark.parametrize(
    ("day", "era"),
    [
        (date(1989, 1, 7), "showa"), (date(1989, 1, 8), "heisei"),
        (date(2019, 4, 30), "heisei"), (date(2019, 5, 1), "reiwa"),
        (date(1926, 12, 25), "showa"), (date(1926, 12, 24), "taisho"),
        (date(1600, 1, 1), None),
    ],
)  # fmt: skip
def test_era_at(day: date, era: str | None) -> None:
    assert era_at(day) == era


@pytest.mark.parametrize(
    ("era", "first", "last", "doubt"),
    [
        ("heisei", date(2019, 4, 30), date(2019, 4, 30), None),
        ("heisei", date(2019, 5, 1), date(2019, 5, 1), "era ended 2019-04-30"),
        ("heisei", date(2019, 4, 1), date(2020, 3, 31), None),
        ("reiwa", date(2019, 4, 1), date(2020, 3, 31), None),
        ("reiwa", date(2019, 4, 30), date(2019, 4, 30), "era began 2019-05-01"),
        ("taisho", date(1926, 12, 25), date(1926, 12, 25), None),
        ("showa", date(1926, 12, 25), date(1926, 12, 25), None),
    ],
)
def test_era_doubt(era: str, first: date, last: date, doubt: str | None) -> None:
    assert era_doubt(era, (first, last)) == doubt


def test_fiscal_years() -> None:
    assert fiscal_days(2018) == (date(2018, 4, 1), date(2019, 3, 31))
    assert [fiscal_year_of(2018, month) for month in (1, 3, 4, 12)] == [2017, 2017, 2018, 2018]
    assert period_days(2025, 3) == (date(2024, 4, 1), date(2025, 3, 31))
    assert period_days(2025, 12) == (date(2025, 1, 1), date(2025, 12, 31))


def test_months() -> None:
    assert month_days(2016, 2)[1] == date(2016, 2, 29)
    assert months_after(2018, 1, -1) == (2017, 12)
    assert months_after(2018, 12, 1) == (2019, 1)
    assert part_of_month(2015, 2, "late") == (date(2015, 2, 21), date(2015, 2, 28))
    assert part_of_month(2015, 2, "spring") is None


def test_weeks_begin_on_monday() -> None:
    assert week_days(date(2018, 4, 1)) == (date(2018, 3, 26), date(2018, 4, 1))
