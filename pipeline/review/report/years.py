"""How many dates begin in each year, as columns; the years of long ago together by decades."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from pipeline.review.report.drawing import element, joined, picture

MOST_YEARS = 20
_WIDTH, _HEIGHT, _TOP, _FLOOR = 1180.0, 130.0, 4.0, 104.0
_WIDEST = 64.0
# Between columns whose years do not follow each other.
_GAP = 8.0


class Column(NamedTuple):
    """Years from `first` to `last` with the dates that begin in them."""

    first: int
    last: int
    dates: int


def columns(years: Counter[int]) -> list[Column]:
    """The latest years each by itself, those before them by decades."""
    known = sorted(year for year, count in years.items() if count)
    alone = known[-MOST_YEARS:]
    decades: Counter[int] = Counter()
    for year in known[:-MOST_YEARS]:
        decades[year // 10 * 10] += years[year]
    early = [
        Column(decade, min(decade + 9, alone[0] - 1), count) for decade, count in decades.items()
    ]
    return early + [Column(year, year, years[year]) for year in alone]


def draw_years(years: Counter[int]) -> Markup | None:
    """None where there is no date."""
    found = columns(years)
    if not found:
        return None
    gaps = _GAP * sum(_is_gap(found, at) for at in range(len(found)))
    unit = min((_WIDTH - gaps) / len(found), _WIDEST)
    content = joined(_draw(found, unit))
    width = unit * len(found) + gaps
    return picture("years", width, _HEIGHT, ("年ごとの日付の数", "per_year"), content)


def _is_gap(found: Sequence[Column], at: int) -> bool:
    return at > 0 and found[at].first > found[at - 1].last + 1


def _draw(found: Sequence[Column], unit: float) -> Iterable[Markup]:
    highest = max(column.dates for column in found)
    left = 0.0
    for at, column in enumerate(found):
        left += _GAP if _is_gap(found, at) else 0
        height = max((_FLOOR - _TOP - 14) * column.dates / highest, 1.5)
        middle = left + unit / 2
        name = str(column.first) if column.first == column.last else f"{column.first}–"
        pieces = (
            element("title", f"{name}: {column.dates}"),
            element("rect", x=left, y=_TOP, width=unit, height=_FLOOR - _TOP, class_="room"),
            element("rect", x=left + unit * 0.15, y=_FLOOR - height, width=unit * 0.7,
                    height=height, class_="bar"),
            element("line", x1=left, x2=left + unit, y1=_FLOOR, y2=_FLOOR, class_="axis"),
            element("text", column.dates, x=middle, y=_FLOOR - height - 4, class_="count"),
            element("text", name, x=middle, y=_FLOOR + 16, class_="year"),
        )  # fmt: skip
        yield element("a", joined(pieces), href="#documents", data_first=column.first,
                      data_last=column.last)  # fmt: skip
        left += unit
