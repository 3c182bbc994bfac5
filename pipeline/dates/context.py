"""Filling the gaps of a written date from what stands before it.

An Anchor is a date that others count from. The finder hands over the one that
docs/contract.md names: the date before in the section, else that of the section's
heading, else the reference date.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from pipeline.dates.japanese_calendar import (
    FIRST_FISCAL_MONTH,
    HALVES,
    era_at,
    era_to_western,
    fiscal_year_of,
    months_after,
)  # fmt: skip
from pipeline.dates.resolve import Dated
from pipeline.dates.written import Written
from pipeline.lexicon.calendar_words import RelativeWord, load_eras

NO_REFERENCE = "no reference date to count from"
NO_DATE_BEFORE = "no date before it to count from"


class Anchor(NamedTuple):
    """A date as far as it is known. `era` is how its year was written, None for western.

    `frame` is the fiscal year that is being told of: months after 「平成29年度」 lie within
    it, until a year is named again. `period` is the month, quarter or half itself, which
    前年同期 is counted from.
    """

    year: int
    month: int | None = None
    day: int | None = None
    era: str | None = None
    frame: int | None = None
    period: Dated | None = None


class Unknown(NamedTuple):
    """Why a gap stays."""

    reason: str


def anchor_of_day(day: date) -> Anchor:
    return Anchor(day.year, day.month, day.day, era_at(day))


def anchor_after(dated: Dated, frame: int | None = None) -> Anchor:
    """What the next date counts from: 「同年」 after 平成29年4月, 「30年度」 after 平成29年度."""
    if dated.unit == "fiscal":
        frame = dated.year
    month, day = (None, None) if dated.unit == "period" else (dated.month, dated.day)
    period = dated if dated.day is None and (dated.month or dated.quarter or dated.part) else None
    return Anchor(dated.year, month, day, dated.era, frame, period)


def complete(written: Written, anchor: Anchor | None, reference: Anchor | None) -> Dated | Unknown:
    """`written` with its gaps filled from `anchor`, relative words from `reference`."""
    if written.is_absolute or written.unit == "century":
        assert written.year is not None
        return _dated(written, written.year, written.month, written.day, written.era)
    base = anchor or reference
    if written.distance is not None:
        return _distant(written, reference)
    if written.period_word is not None:
        return _same_period(written.period_word, anchor)
    if written.week_word is not None:
        return _week(written, written.week_word, anchor, reference)
    if written.day_word is not None and written.month is None and written.year_word is None:
        return _shifted_day(written, written.day_word, anchor, reference)
    year, era = _year(written, anchor, reference)
    if isinstance(year, Unknown):
        return year
    month = written.month
    if written.month_word is not None:
        counted = _base(written.month_word, anchor, reference)
        if counted is None or counted.month is None:
            return Unknown(_reason(written.month_word))
        shifted_year, month = months_after(counted.year, counted.month, written.month_word.offset)
        year = year if year is not None else shifted_year
    if year is None:
        if base is None:
            return Unknown(NO_DATE_BEFORE)
        if written.unit is None and (written.quarter or written.part in HALVES) and month is None:
            return _half_or_quarter(written, base)
        year, era = _carried_year(written, base, month), None
        if month is None and (written.day is not None or _needs_month(written)):
            month = base.month
            if month is None:
                return Unknown("no month before it to count from")
            if written.step == "next" and base.day is not None and (written.day or 0) <= base.day:
                year, month = months_after(year, month, 1)
    return _dated(written, year, month, written.day, era)


def _dated(w: Written, year: int, month: int | None, day: int | None, era: str | None) -> Dated:
    unit = w.unit or "year"
    other = w.other_year
    if other is not None and era is None:
        # 「2019年（令和元年）」: the era's value counts, and its year names the era.
        return Dated(
            unit,
            other.year,
            month,
            day,
            w.part,
            w.quarter,
            w.at_end,
            other.era,
            w.stated_weekday,
            year,
        )
    return Dated(
        unit,
        year,
        month,
        day,
        w.part,
        w.quarter,
        w.at_end,
        era,
        w.stated_weekday,
        other and other.year,
    )


def _base(word: RelativeWord, anchor: Anchor | None, reference: Anchor | None) -> Anchor | None:
    return reference if word.base == "reference" else anchor or reference


def _reason(word: RelativeWord) -> str:
    return NO_REFERENCE if word.base == "reference" else NO_DATE_BEFORE


def _year(
    written: Written, anchor: Anchor | None, reference: Anchor | None
) -> tuple[int | Unknown | None, str | None]:
    """The year that the text names, and its era; None where it names none."""
    if written.year is not None:
        return written.year, written.era
    if written.short is not None:
        base = anchor or reference
        if written.unit == "decade" and (base is None or base.era is None or base is reference):
            return (1900 if written.short >= 30 else 2000) + written.short, None  # 「60年代」
        if base is None:
            return Unknown(NO_DATE_BEFORE), None
        return nearest_year(written.short, base)
    if written.year_word is None:
        return None, None
    base = _base(written.year_word, anchor, reference)
    if base is None:
        return Unknown(_reason(written.year_word)), None
    if written.year_word.unit == "fiscal":
        if written.year_word.base == "reference" and base.frame is None and base.month is None:
            return Unknown("the document tells its year, not its fiscal year"), None
        return _fiscal_year(base) + written.year_word.offset, None
    if written.year_word.base == "reference" and base.frame is not None and base.month is None:
        return Unknown("the document tells its fiscal year, not its year"), None
    return base.year + written.year_word.offset, None


def _fiscal_year(base: Anchor) -> int:
    if base.frame is not None:
        return base.frame
    return base.year if base.month is None else fiscal_year_of(base.year, base.month)


def _half_or_quarter(written: Written, base: Anchor) -> Dated:
    """「下期」, 「第２四半期」 alone: of the fiscal year, unless a calendar year alone precedes."""
    calendar = base.frame is None and base.month is None
    year = base.year if calendar else _fiscal_year(base)
    return Dated("year" if calendar else "fiscal", year, part=written.part, quarter=written.quarter)


def nearest_year(short: int, base: Anchor) -> tuple[int, str | None]:
    """「30年」 after 平成29年 is 平成30年; after 2017年 it is what lies nearest to it.

    The next era counts too where the one before it was about to end: 「２年度」 after
    平成30年度 is 令和2年度.
    """
    eras = list(load_eras())
    candidates: list[tuple[int, str | None]] = []
    if base.era is not None:
        candidates.append((era_to_western(base.era, short), base.era))
        last_day = load_eras()[base.era].last_day
        if last_day is not None and base.year >= last_day.year - 5:
            following = eras[eras.index(base.era) + 1]
            candidates.append((era_to_western(following, short), following))
    else:
        century = base.year // 100 * 100
        candidates.append((century + short, None))
        candidates += [(era_to_western(era, short), era) for era in eras[-3:]]
    return min(candidates, key=lambda candidate: abs(candidate[0] - base.year))


def _carried_year(written: Written, base: Anchor, month: int | None) -> int:
    """The year of a month or day without one. Months after a fiscal year lie within it:
    「平成29年度…３月に」 is 2018-03. 「翌１月」 is the first January after."""
    if month is None:
        return base.year
    if written.step == "next" and base.month is not None:
        return base.year + (month <= base.month)
    if base.frame is not None:
        return base.frame + (month < FIRST_FISCAL_MONTH)
    return base.year


def _needs_month(written: Written) -> bool:
    return (
        written.unit is None
        and written.part in ("early", "middle", "late", "last_day")
        and written.quarter is None
    )


def _shifted_day(
    written: Written, word: RelativeWord, anchor: Anchor | None, reference: Anchor | None
) -> Dated | Unknown:
    base = _base(word, anchor, reference)
    if base is None or base.month is None or base.day is None:
        return Unknown(_reason(word))
    try:
        day = date(base.year, base.month, base.day) + timedelta(days=word.offset)
    except (ValueError, OverflowError):
        return Unknown(NO_DATE_BEFORE)
    return _dated(written, day.year, day.month, day.day, None)


def _week(
    written: Written, word: RelativeWord, anchor: Anchor | None, reference: Anchor | None
) -> Dated | Unknown:
    base = _base(word, anchor, reference)
    if base is None or base.month is None or base.day is None:
        return Unknown(_reason(word))
    try:
        day = date(base.year, base.month, base.day) + timedelta(days=7 * word.offset)
        if written.weekday is not None:
            day += timedelta(days=written.weekday - day.weekday())
            return Dated("year", day.year, day.month, day.day)
    except (ValueError, OverflowError):
        return Unknown(_reason(word))
    return Dated("week", day.year, day.month, day.day)


def _same_period(word: RelativeWord, anchor: Anchor | None) -> Dated | Unknown:
    if anchor is None or anchor.period is None:
        return Unknown(NO_DATE_BEFORE)
    period = anchor.period
    return Dated(
        period.unit, period.year + word.offset, period.month, None, period.part, period.quarter
    )


def _distant(written: Written, reference: Anchor | None) -> Dated | Unknown:
    assert written.distance is not None
    count, unit = written.distance
    if reference is None or reference.month is None or reference.day is None:
        return Unknown(NO_REFERENCE)
    if unit == "year":
        return Dated("year", reference.year + count)
    if unit == "month":
        return Dated("year", *months_after(reference.year, reference.month, count))
    try:
        day = date(reference.year, reference.month, reference.day) + timedelta(days=count)
    except OverflowError:
        return Unknown(NO_REFERENCE)
    return Dated("year", day.year, day.month, day.day)
