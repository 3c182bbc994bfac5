"""Completing the two ends of a range, the shorter from the other."""

from __future__ import annotations

from pipeline.dates.context import Unknown, anchor_after, complete
from pipeline.dates.memory import Memory
from pipeline.dates.resolve import Dated, meaning_of
from pipeline.dates.written import Written

Ends = tuple[Dated | Unknown, Dated | Unknown]


def complete_range(left: Written, right: Written, memory: Memory) -> Ends:
    """「平成29年10月～３月」, 「10月～平成30年３月」, 「28～平成30年度」."""
    lacks_era = left.short is not None and memory.anchor is None
    if right.is_absolute and (lacks_era or not left.names_year):
        last = complete(right, None, None)
        return (_before_end(left, last) if isinstance(last, Dated) else last), last
    first = complete(left, memory.anchor_for(left), memory.reference)
    return first, _end(right, first, memory)


def named(written: Written, left: Dated | None) -> Written:
    """What the bare numbers of 「4.27」 are: a month and a day, or, where what stands before
    tells no day, a year and a month (「H29.10～30.3」)."""
    if written.numbers is None:
        return written
    numbers = written.numbers
    daily = left is None or left.day is not None
    match numbers:
        case (day,) if left is not None and left.day is not None:
            return written._replace(day=day, numbers=None)
        case (month,):
            return written._replace(month=month, numbers=None)
        case (month, day) if daily:
            return written._replace(month=month, day=day, numbers=None)
        case (year, month):
            return written._replace(unit="year", short=year, month=month, numbers=None)
    year, month, day = numbers
    return written._replace(unit="year", short=year, month=month, day=day, numbers=None)


def _before_end(written: Written, last: Dated) -> Dated | Unknown:
    """「10月～平成30年３月」: the year of the first end is that of the last, or the one before."""
    first = complete(written, anchor_after(last), None)
    if isinstance(first, Dated) and first.month is not None and first.month > (last.month or 12):
        first = first._replace(year=first.year - 1)
    return first


def _end(written: Written, first: Dated | Unknown, memory: Memory) -> Dated | Unknown:
    if isinstance(first, Unknown):
        return complete(written, None, memory.reference) if written.is_absolute else first
    if first.unit == "week" and not written.names_year:
        return Unknown("a week has no such part")
    if written.part is not None and written == Written(part=written.part):
        return first._replace(part=written.part, day=None, stated_weekday=None)  # 上旬～中旬
    if written.quarter is not None and written.unit is None:
        return first._replace(quarter=written.quarter, part=None)
    written = named(written, first)
    last = complete(written, anchor_after(first), memory.reference)
    if isinstance(last, Unknown) or written.names_year:
        return last
    start, end = meaning_of(first).first, meaning_of(last).last
    if start is None or end is None or start <= end:
        return last
    # 「平成29年10月～３月」 ends in the next year, 「４月28日～３日」 in the next month.
    if written.month is not None:
        return last._replace(year=last.year + 1)
    if last.month is not None and last.day is not None:
        month = last.month % 12 + 1
        return last._replace(year=last.year + (month == 1), month=month)
    return last
