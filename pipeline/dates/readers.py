"""From the groups of a match to what was written. No context is known here."""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from pipeline.dates.japanese_calendar import era_to_western
from pipeline.dates.pieces import WEEKDAY
from pipeline.dates.written import OtherYear, Step, Written, YearUnit
from pipeline.lexicon.calendar_words import Part, RelativeWord, load_date_words, load_eras
from pipeline.text.numerals import read_number

Groups = dict[str, str]
_DISTANCES: dict[str, tuple[Literal["day", "month", "year"], int]] = {
    "日": ("day", 1), "週": ("day", 7), "週間": ("day", 7), "年": ("year", 1),
}  # fmt: skip


@cache
def _era_keys() -> dict[str, str]:
    return {form: key for key, era in load_eras().items() for form in (era.name, *era.short)}


@cache
def _part_keys() -> dict[str, Part]:
    return {word: part.key for part in load_date_words().parts for word in part.words}


def era_key(written: str) -> str:
    """The key of an era however it is spaced or dotted: 「平 成」, 「H.」."""
    return _era_keys()[written.replace(" ", "").replace("\t", "").rstrip(".")]


def number(written: str | None) -> int | None:
    """A number of a date, spaces within it undone; 元 is 1."""
    if written is None:
        return None
    compact = written.replace(" ", "")
    return 1 if compact == "元" else read_number(compact)


def read_groups(form: str, groups: Groups) -> Written | None:
    """What the groups of one form say, or None where they cannot be a date at all."""
    if form in ("month", "day") and "number" in groups:
        groups[form] = groups["number"]
    if "distance_unit" in groups:
        return _read_distance(groups)
    if "first" in groups:
        return _read_numbers(groups)
    if form == "century":
        century = number(groups["number"])
        return Written(unit="century", year=century, part=_part(groups)) if century else None
    year = _read_year(groups)
    if year is None:
        return None
    month, day = number(groups.get("month")), number(groups.get("day"))
    if 0 in (month, day) or not _fits_alone(year, month, day, groups):
        return None
    words = load_date_words().relative
    month_word = words.get(groups.get("month_word", ""))
    if groups.get("end_unit") == "月":
        month_word = RelativeWord("month", "anchor", 0)
    return Written(
        **year,
        step=_step(groups),
        month=month,
        month_word=month_word,
        day=day,
        day_word=words.get(groups.get("day_word", "")),
        week_word=words.get(groups.get("week_word", "")),
        period_word=words.get(groups.get("period_word", "")),
        quarter=_quarter(groups),
        at_end="at_end" in groups,
        weekday=_weekday(groups.get("day_of_week")),
        stated_weekday=_weekday(groups.get("weekday")),
    )


def _read_year(groups: Groups) -> dict[str, Any] | None:
    """The fields of a Written that the year part gives; None where it is no year."""
    unit: YearUnit | None = None
    if "fiscal" in groups or groups.get("shared", "").endswith("度") or "fiscal_year" in groups:
        unit = "fiscal"
    elif "period" in groups:
        unit = "period"
    elif "decade" in groups:
        unit = "decade"
    fields: dict[str, Any] = {"part": _part(groups), "other_year": _other_year(groups)}
    western = groups.get("western") or groups.get("fiscal_year")
    if "era" in groups:
        era_year = number(groups["era_year"])
        if not era_year:  # 「平成〇年」 leaves a gap to be filled in
            return None
        era = era_key(groups["era"])
        fields |= {"era": era, "era_year": era_year, "year": era_to_western(era, era_year)}
    elif western:
        fields["year"] = _western(western)
    elif "short" in groups:
        fields["short"] = number(groups["short"])
        if not fields["short"]:
            return None
    elif "year_word" in groups:
        fields["year_word"] = word = load_date_words().relative[groups["year_word"]]
        fields["part"] = fields["part"] or word.part
        if word.unit == "fiscal":
            unit = "fiscal"
    elif groups.get("end_unit") in ("年", "年度"):
        fiscal = groups["end_unit"] == "年度"
        fields["year_word"] = RelativeWord("fiscal" if fiscal else "year", "anchor", 0)
        unit = "fiscal" if fiscal else None
    names_year = any(fields.get(name) is not None for name in ("year", "short", "year_word"))
    fields["unit"] = unit or ("year" if names_year else None)
    return fields


def _western(written: str) -> int | None:
    """「2018」, 「二〇一八」; two digits are of this century up to 49 (「'18」, 「FY18」)."""
    digits = written.lstrip("'’")
    year = number(digits)
    if year is None or not (len(digits) == 2 and digits.isdecimal()):
        return year
    return year + (2000 if year < 50 else 1900)


def _other_year(groups: Groups) -> OtherYear | None:
    for place in ("inner", "outer"):
        if f"{place}_era" in groups:
            era = era_key(groups[f"{place}_era"])
            year = number(groups[f"{place}_number"])
            return OtherYear(era_to_western(era, year), era) if year else None
        western = number(groups.get(f"{place}_western"))
        if western is not None:
            return OtherYear(western, None)
    return None


def _fits_alone(year: dict[str, Any], month: int | None, day: int | None, groups: Groups) -> bool:
    """Beside a year an impossible month is a slip to be told; alone it is no month."""
    if "mark" in groups and day is None:
        # 「M7.3」 is a magnitude, 「S2.5」 a size; 「2018-3」 may be anything.
        letter = groups.get("era", "")[:1]
        if letter in ("M", "T") or (letter == "S" and len(groups["era_year"]) == 1):
            return False
        if "western" in groups and groups["mark"] == "-" and len(groups["month"]) == 1:
            return False
        return 1 <= (month or 0) <= 12
    if year["unit"] is not None:
        return True
    if month is not None:
        return month <= 12 and (day or 1) <= 31
    return day is None or day <= 31


def _read_distance(groups: Groups) -> Written | None:
    count = number(groups["number"])
    if not count:
        return None
    unit, times = _DISTANCES.get(groups["distance_unit"], ("month", 1))
    sign = -1 if groups["direction"] == "前" else 1
    return Written(distance=(sign * count * times, unit))


def _read_numbers(groups: Groups) -> Written | None:
    numbers = [int(groups[name]) for name in ("first", "second", "third") if name in groups]
    if 0 in numbers:
        return None
    return Written(numbers=tuple(numbers), stated_weekday=_weekday(groups.get("weekday")))


def _part(groups: Groups) -> Part | None:
    for name in ("part", "year_part", "half", "lone_part"):
        if name in groups:
            return _part_keys()[groups[name]]
    return None


def _quarter(groups: Groups) -> int | None:
    letter = groups.get("quarter_letter")
    return int(letter.strip("Q")) if letter else number(groups.get("quarter"))


def _weekday(written: str | None) -> int | None:
    return WEEKDAY.index(written) if written else None


def _step(groups: Groups) -> Step | None:
    return {"同": "same", "翌": "next"}.get(groups.get("step", ""))  # type: ignore[return-value]
