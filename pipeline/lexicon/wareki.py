"""ISO 8601 → 和暦, by the eras of data/eras.toml: what a reader finds beside `iso`."""

from __future__ import annotations

import re
from datetime import date

from pipeline.lexicon.calendar_words import Era, load_eras

# 明治5年太政官布告第337号: earlier days were counted by the moon, and no ISO day is one of them.
_FIRST_GREGORIAN = date(1873, 1, 1)
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_FISCAL = re.compile(r"(\d{4})-04-01/(\d{4})-03-31", re.ASCII)

_Parts = tuple[int, int | None, int | None]


def to_wareki(iso: str | None, granularity: str = "") -> str | None:
    """「平成29年12月22日」 for 2017-12-22; a range has 「～」, its end without what it repeats.

    A year or month of two eras is told by both: 「平成31年／令和元年」. 「年度」 is said where
    `granularity` is fiscal_year. None where `iso` is None, or before the Gregorian calendar.
    """
    if iso is None:
        return None
    if granularity == "fiscal_year" and (match := _FISCAL.fullmatch(iso)):
        return _fiscal_years(int(match[1]), int(match[2]) - 1)
    first, *rest = iso.split("/")
    begin = _read(first)
    said = _say(begin) if begin else None
    if begin is None or said is None or len(rest) > 1:
        return None
    if not rest:
        return said
    end = _read(rest[0])
    last = _say(end) if end else None
    if end is None or last is None:
        return None
    return f"{said}～{_without_repetition(said, last, begin, end)}"


def wareki_year(year: int) -> str | None:
    """「平成31年／令和元年」 for 2019; None before the Gregorian calendar."""
    return _say((year, None, None))


def _read(iso: str) -> _Parts | None:
    match = _ISO.fullmatch(iso)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return (year or 0, month, day)


def _say(parts: _Parts) -> str | None:
    year, month, day = parts
    first = date(year, month or 1, day or 1)
    if first < _FIRST_GREGORIAN:
        return None
    last = (year, month or 12, day or 31)
    tail = (f"{month}月" if month else "") + (f"{day}日" if day else "")
    # On the day of a change the new name counts (大正15年12月25日 is 昭和元年12月25日).
    names = [_year(era, year) + tail for era in _eras(first, last)]
    return "／".join(names[-1:] if day else names) or None


def _eras(first: date, last: tuple[int, int, int]) -> list[Era]:
    return [
        era
        for era in load_eras().values()
        if _tuple(era.first_day) <= last and (era.last_day is None or era.last_day >= first)
    ]


def _fiscal_years(first: int, last: int) -> str | None:
    years = [_fiscal_year(year) for year in dict.fromkeys((first, last))]
    known = [year for year in years if year]
    return "～".join(known) if len(known) == len(years) else None


def _fiscal_year(year: int) -> str | None:
    """By the eras in force in it that `year` is a year of: 1988 is 昭和63年度 alone."""
    first = date(year, 4, 1)
    if first < _FIRST_GREGORIAN:
        return None
    eras = [era for era in _eras(first, (year + 1, 3, 31)) if era.first_year <= year]
    return "／".join(_year(era, year) + "度" for era in eras) or None


def _year(era: Era, year: int) -> str:
    count = year - era.first_year + 1
    return f"{era.name}{'元' if count == 1 else count}年"


def _tuple(day: date) -> tuple[int, int, int]:
    return (day.year, day.month, day.day)


def _without_repetition(first: str, last: str, begin: _Parts, end: _Parts) -> str:
    """「平成30年4月～6月」: the end says neither year nor month again. Years stay whole."""
    if end[1] is None or begin[0] != end[0] or "／" in first + last:
        return last
    unit = "月" if begin[2] and end[2] and begin[1] == end[1] else "年"
    cut = first.find(unit) + 1
    return last[cut:] if first[:cut] == last[:cut] else last
