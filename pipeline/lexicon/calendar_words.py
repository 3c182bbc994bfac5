"""pipeline/data/eras.toml and date_words.toml, typed: the words that name and place dates."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar, get_args

from pipeline.errors import DataError

_DATA = Path(__file__).parent.parent / "data"

Unit = Literal["year", "fiscal", "period", "month", "week", "day"]
Part = Literal[
    "early", "middle", "late", "first_day", "last_day", "first_half", "second_half",
    "about_middle", "spring", "summer", "autumn", "winter", "new_years_day", "new_years_eve",
]  # fmt: skip
Scale = Literal["month", "year", "fiscal", "decade"]


@dataclass(frozen=True, slots=True)
class Era:
    """Year n is `first_year` + n - 1. Both days are in force; the current era has no last one."""

    key: str
    name: str
    short: tuple[str, ...]
    first_year: int
    first_day: date
    last_day: date | None


class RelativeWord(NamedTuple):
    """昨年 is one year before the day of writing; 翌月 one month after the date before it."""

    unit: Unit
    base: Literal["reference", "anchor"]
    offset: int
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class PartWord:
    """上旬, 末, 春: what it narrows (`of`), and what must not follow it."""

    key: Part
    of: tuple[Scale, ...]
    words: tuple[str, ...]
    not_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateWords:
    relative: dict[str, RelativeWord]
    parts: tuple[PartWord, ...]
    links: dict[str, tuple[str, ...]]
    not_after: dict[str, tuple[str, ...]]
    not_before: dict[str, tuple[str, ...]]
    day: dict[str, tuple[str, ...]]
    today: dict[str, tuple[str, ...]]


@cache
def load_eras() -> dict[str, Era]:
    """By key, in the order of time. Raises DataError for a row that cannot be used."""
    return _load("eras.toml", _eras)


@cache
def load_date_words() -> DateWords:
    """Raises DataError for a row that cannot be used."""
    return _load("date_words.toml", _date_words)


_T = TypeVar("_T")


def _load(name: str, read: Callable[[dict[str, Any]], _T]) -> _T:
    path = _DATA / name
    place = f"pipeline/data/{name}"
    text = path.read_text(encoding="utf-8")
    try:
        return read(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise DataError(place, None, str(error)) from error
    except _BadRowError as error:
        line = next((n for n, row in enumerate(text.split("\n"), 1) if error.row in row), None)
        raise DataError(place, line, error.reason) from error


class _BadRowError(Exception):
    def __init__(self, row: str, reason: str) -> None:
        super().__init__(row, reason)
        self.row = row
        self.reason = reason


def _eras(table: dict[str, Any]) -> dict[str, Era]:
    eras = {}
    for key, row in table.items():
        first, last = row.get("first_day"), row.get("last_day")
        if not isinstance(first, date) or not isinstance(last, date | None):
            raise _BadRowError(f"[{key}]", f"{key}: first_day and last_day are TOML dates")
        if not isinstance(row.get("name"), str) or not isinstance(row.get("first_year"), int):
            raise _BadRowError(f"[{key}]", f"{key}: name and first_year are missing")
        short = tuple(str(form) for form in row.get("short", ()))
        eras[key] = Era(key, row["name"], short, row["first_year"], first, last)
    return dict(sorted(eras.items(), key=lambda item: item[1].first_day))


def _date_words(table: dict[str, Any]) -> DateWords:
    relative: dict[str, RelativeWord] = {}
    for base in ("reference", "anchor"):
        for row in table[base]:
            if row.get("unit") not in get_args(Unit):
                raise _BadRowError(
                    f'unit = "{row.get("unit")}"', f"unit is one of {get_args(Unit)}"
                )
            for word, offset in row["words"].items():
                if word in relative or not isinstance(offset, int):
                    raise _BadRowError(word, f"{word}: given twice, or its offset is no number")
                relative[word] = RelativeWord(row["unit"], base, offset, row.get("part"))
    return DateWords(
        relative,
        tuple(_part(row) for row in table["part"]),
        *(
            _lists(table[name])
            for name in ("links", "not_after", "not_before", "after_day", "plain_today")
        ),
    )


def _part(row: dict[str, Any]) -> PartWord:
    if row.get("key") not in get_args(Part) or not set(row["of"]) <= set(get_args(Scale)):
        raise _BadRowError(
            f'key = "{row.get("key")}"', f"part {row.get('key')!r} of {row.get('of')!r}"
        )
    return PartWord(
        row["key"], tuple(row["of"]), tuple(row["words"]), tuple(row.get("not_before", ()))
    )


def _lists(table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in table.items() if name != "source"}
