"""From a date without gaps to its days, its ISO form and its doubts."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.dates.japanese_calendar import (
    FIRST_FISCAL_MONTH,
    FIRST_GREGORIAN_YEAR,
    HALVES,
    SEASONS,
    Days,
    era_doubt,
    fiscal_days,
    month_days,
    months_after,
    part_of_month,
    period_days,
    week_days,
    year_days,
)  # fmt: skip
from pipeline.dates.written import YearUnit
from pipeline.lexicon.calendar_words import Part
from pipeline.records import Granularity

WEEKDAY_NAMES = "月火水木金土日"


class Dated(NamedTuple):
    """A date with its gaps filled. `unit` says what `year` is; None only with a week."""

    unit: YearUnit | Literal["week"]
    year: int
    month: int | None = None
    day: int | None = None
    part: Part | None = None
    quarter: int | None = None
    at_end: bool = False
    era: str | None = None
    stated_weekday: int | None = None
    other_year: int | None = None


class Meaning(NamedTuple):
    """Days as ISO 8601, both included; all None where there are no such days."""

    iso: str | None
    first: str | None
    last: str | None
    granularity: Granularity
    warnings: tuple[str, ...] = ()


def unresolved(*reasons: str) -> Meaning:
    return Meaning(None, None, None, "unresolved", reasons)


@lru_cache(maxsize=8192)
def meaning_of(dated: Dated) -> Meaning:
    """The days of a date, with a warning for everything doubtful about it."""
    if not _is_possible(dated):
        return unresolved(f"no such {'day' if dated.day else 'month'} in the calendar")
    lunisolar = dated.era is not None and dated.year < FIRST_GREGORIAN_YEAR
    if lunisolar and (dated.month or dated.part or dated.quarter):
        return unresolved("a day of the lunisolar calendar, in use until 1872-12-31: not converted")
    try:
        iso, days, granularity = _days(dated)
    except (ValueError, OverflowError):  # a year before 1 or after 9999
        return unresolved("no such year in the calendar")
    if dated.at_end:
        iso, days, granularity = _one(days[1])
    first, last = days[0].isoformat(), days[1].isoformat()
    return Meaning(iso, first, last, granularity, tuple(_doubts(dated, days, lunisolar)))


def range_meaning(first: Meaning, last: Meaning) -> Meaning:
    """From the first day of one to the last day of the other, at the precision of each."""
    doubts = first.warnings + tuple(w for w in last.warnings if w not in first.warnings)
    if first.first is None or last.last is None or first.iso is None or last.iso is None:
        return unresolved(*doubts)
    if last.last < first.first:
        return unresolved(*doubts, "ends before it starts")
    iso = f"{first.iso.split('/')[0]}/{last.iso.split('/')[-1]}"
    return Meaning(iso, first.first, last.last, "range", doubts)


def _is_possible(dated: Dated) -> bool:
    if dated.month is None or dated.unit == "week":
        return True
    if not 1 <= dated.month <= 12:
        return False
    if dated.day is None or not 1 <= dated.year <= 9999:
        return True
    return 1 <= dated.day <= month_days(dated.year, dated.month)[1].day


def _doubts(dated: Dated, days: Days, lunisolar: bool) -> list[str]:
    doubts = []
    if dated.era is not None:
        if lunisolar:
            doubts.append("a year of the lunisolar calendar: it ended some weeks into the next")
        doubt = era_doubt(dated.era, days)
        if doubt is not None and not (lunisolar and doubt.startswith("era began")):
            doubts.append(doubt)
    if dated.other_year is not None and dated.other_year != dated.year:
        doubts.append(f"the two notations disagree: {dated.year} and {dated.other_year}")
    if dated.stated_weekday is not None and days[0] == days[1]:
        weekday = days[0].weekday()
        if weekday != dated.stated_weekday:
            written = WEEKDAY_NAMES[dated.stated_weekday]
            doubts.append(f"wrong weekday: {days[0]} is {WEEKDAY_NAMES[weekday]}, not {written}")
    if dated.part == "about_middle":
        doubts.append("the middle of it is meant, no day is known")
    return doubts


def _days(dated: Dated) -> tuple[str, Days, Granularity]:
    year, month = dated.year, dated.month
    if dated.unit == "week":
        assert month is not None
        assert dated.day is not None
        monday, sunday = week_days(date(year, month, dated.day))
        return f"{monday}/{sunday}", (monday, sunday), "range"
    if dated.unit in ("decade", "century"):
        return _years(dated)
    if dated.unit == "period" and month is not None:
        return _period(year, month, dated)
    if month is None:
        return _year(dated)
    if dated.day is not None:
        return _one(date(year, month, dated.day))
    part = part_of_month(year, month, dated.part) if dated.part else None
    if part is None:
        return f"{year:04}-{month:02}", month_days(year, month), "month"
    return _one(part[0]) if part[0] == part[1] else (f"{part[0]}/{part[1]}", part, "part_of_month")


def _years(dated: Dated) -> tuple[str, Days, Granularity]:
    """昭和30年代 is ten years from 昭和30年; the 20th century ends with 2000."""
    length = 10 if dated.unit == "decade" else 100
    first = dated.year if dated.unit == "decade" else (dated.year - 1) * 100 + 1
    granularity: Granularity = "decade" if dated.unit == "decade" else "century"
    if dated.part in HALVES:
        length //= 2
        first += length if dated.part == "second_half" else 0
        granularity = "range"
    last = first + length - 1
    return f"{first:04}/{last:04}", (year_days(first)[0], year_days(last)[1]), granularity


def _year(dated: Dated) -> tuple[str, Days, Granularity]:
    fiscal = dated.unit == "fiscal"
    days = fiscal_days(dated.year) if fiscal else year_days(dated.year)
    start = FIRST_FISCAL_MONTH if fiscal else 1
    if dated.quarter is not None:
        return _months(dated.year, start + 3 * (dated.quarter - 1), 3, "quarter")
    if dated.part in HALVES:
        offset, length = HALVES[dated.part]
        return _months(dated.year, start + offset, length, "half_year")
    if dated.part in SEASONS:
        return _months(dated.year, SEASONS[dated.part], 3, "season")
    if dated.part in ("last_day", "new_years_eve"):
        return _one(days[1])
    if dated.part in ("first_day", "new_years_day"):
        return _one(days[0])
    if fiscal:
        return f"{days[0]}/{days[1]}", days, "fiscal_year"
    return f"{dated.year:04}", days, "year"


def _period(year: int, month: int, dated: Dated) -> tuple[str, Days, Granularity]:
    first, last = period_days(year, month)
    if dated.quarter is not None:
        return _months(first.year, first.month + 3 * (dated.quarter - 1), 3, "quarter")
    return f"{first}/{last}", (first, last), "fiscal_year"


def _months(
    year: int, month: int, length: int, granularity: Granularity
) -> tuple[str, Days, Granularity]:
    first, last = months_after(year, month, 0), months_after(year, month, length - 1)
    days = month_days(*first)[0], month_days(*last)[1]
    return f"{days[0]:%Y-%m}/{days[1]:%Y-%m}", days, granularity


def _one(day: date) -> tuple[str, Days, Granularity]:
    return day.isoformat(), (day, day), "day"
