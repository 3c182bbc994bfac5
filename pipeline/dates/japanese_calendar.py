"""Eras, fiscal years, parts of months and years: arithmetic only. All ends are included."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from pipeline.lexicon.calendar_words import Part, load_eras

# 太陰暦ヲ廃シ太陽暦ヲ頒行ス（明治5年太政官布告第337号）: 明治5年12月3日 became 明治6年1月1日.
FIRST_GREGORIAN_YEAR = 1873
# 財政法第11条: the fiscal year runs from 1 April to 31 March.
FIRST_FISCAL_MONTH = 4

Days = tuple[date, date]


def era_to_western(era: str, year: int) -> int:
    """Year `year` of an era, 元年 being 1. Years past its end are counted on: plans are
    written ahead of it (「平成35年度の目標」)."""
    return load_eras()[era].first_year + year - 1


def era_at(day: date) -> str | None:
    """The key of the era in force at the end of `day`; None before the first one known."""
    found = None
    for key, era in load_eras().items():
        if era.first_day <= day:
            found = key
    return found


def era_doubt(era: str, days: Days) -> str | None:
    """What is wrong with naming `days` by `era`, in plain words; None where nothing is.

    A span that begins within the era is its own: 平成31年度 and 平成31年 are right, the
    last of 大正 is the first of 昭和.
    """
    known = load_eras()[era]
    if known.last_day is not None and days[0] > known.last_day:
        return f"era ended {known.last_day}"
    if days[1] < known.first_day:
        return f"era began {known.first_day}"
    return None


def year_days(year: int) -> Days:
    return date(year, 1, 1), date(year, 12, 31)


def fiscal_days(year: int) -> Days:
    """1 April of `year` to 31 March of the next (財政法第11条)."""
    return month_days(year, FIRST_FISCAL_MONTH)[0], month_days(year + 1, FIRST_FISCAL_MONTH - 1)[1]


def fiscal_year_of(year: int, month: int) -> int:
    return year if month >= FIRST_FISCAL_MONTH else year - 1


def period_days(year: int, month: int) -> Days:
    """The company year that ends with `month`: 2025年３月期 (会社計算規則第59条)."""
    first = months_after(year, month, -11)
    return date(*first, 1), month_days(year, month)[1]


def month_days(year: int, month: int) -> Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_after(year: int, month: int, count: int) -> tuple[int, int]:
    years, index = divmod(year * 12 + month - 1 + count, 12)
    return years, index + 1


def week_days(day: date) -> Days:
    """Monday to Sunday (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def part_of_month(year: int, month: int, part: Part) -> Days | None:
    """上旬 is the 1st to the 10th, 前半 the 1st to the 15th (気象庁の用語); None: no such part."""
    first, last = month_days(year, month)
    spans: dict[Part, tuple[int, int]] = {
        "early": (1, 10), "middle": (11, 20), "late": (21, last.day),
        "first_half": (1, 15), "second_half": (16, last.day),
        "first_day": (1, 1), "last_day": (last.day, last.day),
    }  # fmt: skip
    if part not in spans:
        return None
    return tuple(first.replace(day=day) for day in spans[part])  # type: ignore[return-value]


# First month counted from the year's own, and the number of months.
HALVES: dict[Part, tuple[int, int]] = {"first_half": (0, 6), "second_half": (6, 6)}
# Seasons are the meteorological ones, whatever year they are a part of (気象庁の用語).
SEASONS: dict[Part, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
