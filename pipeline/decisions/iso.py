"""An ISO form that a person gives to a date: the days it means, and how fine it may be.

The rules are those of docs/contract.md, read the other way round.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from pipeline.dates.japanese_calendar import Days, fiscal_days, month_days, months_after, year_days
from pipeline.records import Granularity

_END = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_SEASONS = {3, 6, 9, 12}
_QUARTERS = {1, 4, 7, 10}
# First and last day of 上旬, 中旬, 下旬, 前半, 後半; 0 is the last of the month.
_PARTS = {(1, 10), (11, 20), (21, 0), (1, 15), (16, 0)}


class Read(NamedTuple):
    """Both days included; `granularities` are all it may be, the likeliest first."""

    first: date
    last: date
    granularities: tuple[Granularity, ...]


class _End(NamedTuple):
    """One end as written: `size` is the number of its parts."""

    days: Days
    size: int


def read_iso(iso: str) -> Read:
    """ValueError, with a reason in plain words, where `iso` is no form of the contract."""
    ends = [_read_end(part) for part in iso.split("/")]
    if len(ends) == 1:
        [end] = ends
        single: tuple[Granularity, ...] = ("year", "month", "day")
        return Read(*end.days, (single[end.size - 1],))
    if len(ends) != 2:
        raise ValueError("a range has two ends")
    (first, size), (last, other) = ends
    if last[1] < first[0]:
        raise ValueError("the range ends before it begins")
    if size != other:
        return Read(first[0], last[1], ("range",))
    shapes = (_of_years, _of_months, _of_days)[size - 1]
    return Read(first[0], last[1], (*shapes(first[0], last[1]), "range"))


def _read_end(text: str) -> _End:
    match = _END.fullmatch(text)
    if match is None:
        raise ValueError("not a date as YYYY, YYYY-MM or YYYY-MM-DD, or two of them with a /")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        assert year is not None
        if month is None:
            return _End(year_days(year), 1)
        if day is None:
            return _End(month_days(year, month), 2)
        return _End((date(year, month, day),) * 2, 3)
    except ValueError:
        raise ValueError("there is no such day") from None


def _of_years(first: date, last: date) -> tuple[Granularity, ...]:
    length = last.year - first.year + 1
    if length == 100 and first.year % 100 == 1:
        return ("century",)
    # 昭和30年代 begins with 1955, 1990年代 with 1990: any ten years may be a decade.
    return ("decade",) if length == 10 else ()


def _of_months(first: date, last: date) -> tuple[Granularity, ...]:
    length = next(
        (n for n in (3, 6) if months_after(first.year, first.month, n - 1) == (last.year, last.month)),
        0,
    )  # fmt: skip
    if length == 3 and first.month in _QUARTERS:
        return ("quarter",)
    if length == 3 and first.month in _SEASONS:
        return ("season",)
    return ("half_year",) if length == 6 and first.month in _QUARTERS else ()


def _of_days(first: date, last: date) -> tuple[Granularity, ...]:
    if (first, last) == fiscal_days(first.year):
        return ("fiscal_year",)
    # A company's year ends with any month: 2025年12月期.
    end = month_days(last.year, last.month)[1]
    if first.day == 1 and last == end and months_after(first.year, first.month, 11) == (
        last.year, last.month
    ):  # fmt: skip
        return ("range", "fiscal_year")
    if (first.year, first.month) != (last.year, last.month):
        return ()
    part = first.day, 0 if last == end else last.day
    return ("part_of_month",) if part in _PARTS else ()
