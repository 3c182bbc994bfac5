"""Years laid on a line: those that have dates get room, long stretches without any are cut short."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

# How much of a year's room a stretch of years without a date gets.
_CUT = 0.6


class Column(NamedTuple):
    """A year, or with `last` > `first` a stretch of years left out."""

    first: int
    last: int
    left: float
    right: float

    @property
    def is_cut(self) -> bool:
        return self.last > self.first


class Scale:
    """Days to pixels between `left` and `right`; never falls."""

    def __init__(self, years: Iterable[int], left: float, right: float) -> None:
        wanted = sorted(set(years))
        spans: list[tuple[int, int, float]] = []
        for year in wanted:
            gap = year - spans[-1][1] - 1 if spans else 0
            if gap == 1:
                spans.append((year - 1, year - 1, 1.0))
            elif gap > 1:
                spans.append((year - gap, year - 1, _CUT))
            spans.append((year, year, 1.0))
        unit = (right - left) / (sum(room for *_, room in spans) or 1)
        self.columns: list[Column] = []
        at = left
        for first, last, room in spans:
            self.columns.append(Column(first, last, at, at + room * unit))
            at += room * unit
        self._by_year = {
            year: column for column in self.columns for year in range(column.first, column.last + 1)
        }

    def at(self, day: date, *, end: bool = False) -> float:
        """Where `day` begins, or ends; at an edge where its year lies outside."""
        column = self._by_year.get(day.year)
        if column is None:
            first = self.columns[0]
            return first.left if day.year < first.first else self.columns[-1].right
        years = column.last - column.first + 1
        of_year = (day.timetuple().tm_yday - 1 + end) / (365 + isleap(day.year))
        share = (day.year - column.first + of_year) / years
        return column.left + share * (column.right - column.left)
