"""A date as written, gaps kept as gaps."""

from __future__ import annotations

from typing import Literal, NamedTuple

from pipeline.lexicon.calendar_words import Part, RelativeWord

YearUnit = Literal["year", "fiscal", "period", "decade", "century"]
Step = Literal["same", "next"]


class OtherYear(NamedTuple):
    """The second year of a double notation: 2017 in 平成29(2017)年."""

    year: int
    era: str | None


class Written(NamedTuple):
    """What one form read. A field that the text does not give is None.

    `era` and `era_year` are 平成 and 29; `short` is a year without its era or century
    (30 in 「30年度」); `year` is the western year where the text alone tells it. `step` is
    同 or 翌 before a number.
    """

    unit: YearUnit | None = None
    era: str | None = None
    era_year: int | None = None
    year: int | None = None
    short: int | None = None
    year_word: RelativeWord | None = None
    other_year: OtherYear | None = None
    step: Step | None = None
    month: int | None = None
    month_word: RelativeWord | None = None
    day: int | None = None
    day_word: RelativeWord | None = None
    week_word: RelativeWord | None = None
    period_word: RelativeWord | None = None
    part: Part | None = None
    quarter: int | None = None
    at_end: bool = False  # 上期末: the last day of the part
    weekday: int | None = None  # of 来週の火曜日; 0 is Monday
    stated_weekday: int | None = None  # of 3月20日（火）, to be checked
    distance: tuple[int, Literal["day", "month", "year"]] | None = None
    numbers: tuple[int, ...] | None = None  # 4.27: what they are, only what stands before tells

    @property
    def names_year(self) -> bool:
        """The text itself says which year, if only by counting from another."""
        return (
            self.year is not None or self.short is not None or self.year_word is not None
            or self.day_word is not None or self.month_word is not None
            or self.week_word is not None or self.period_word is not None
            or self.distance is not None
        )  # fmt: skip

    @property
    def is_absolute(self) -> bool:
        """Nothing around it is needed to know the days."""
        return self.year is not None and self.month_word is None and self.day_word is None
