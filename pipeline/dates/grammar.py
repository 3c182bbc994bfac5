"""One expression for the whole table of forms, and the readings it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from pipeline.dates.forms import FORMS
from pipeline.dates.readers import read_groups
from pipeline.dates.written import Written
from pipeline.lexicon.calendar_words import load_date_words, load_eras
from pipeline.lexicon.numerals import load_numerals


class Reading(NamedTuple):
    """One place where a form fits: `text[start:end]`."""

    form: str
    start: int
    end: int
    written: Written


KEPT = 200  # characters of a text whose readings are kept


class _Groups(NamedTuple):
    """The groups of one row: their names in the table, their numbers in the expression."""

    form: str
    names: tuple[str, ...]
    numbers: tuple[int, ...]


def find_readings(text: str) -> tuple[Reading, ...]:
    """What the forms read in folded text, in order, never overlapping."""
    return _kept_readings(text) if len(text) <= KEPT else tuple(_scan(text))


@lru_cache(maxsize=1024)
def _kept_readings(text: str) -> tuple[Reading, ...]:
    """Heads of tables, running titles and blank forms come again and again."""
    return tuple(_scan(text))


def _scan(text: str) -> Iterator[Reading]:
    master, rows = _master()
    for match in master.finditer(text):
        whole = match.lastindex  # the row's own group closes last
        assert whole is not None
        form, _, numbers = rows[whole]
        written = _read(whole, match.group(*numbers))
        if written is not None:
            yield Reading(form, *match.span(), written)


@lru_cache(maxsize=8192)
def _read(whole: int, values: tuple[str | Any, ...]) -> Written | None:
    form, names, _ = _master()[1][whole]
    found = {name: value for name, value in zip(names, values, strict=True) if value}
    return read_groups(form, found)


@cache
def _master() -> tuple[re.Pattern[str], dict[int, _Groups]]:
    """The expression, and the groups of each row by the number of the row's own group.

    Names of groups must differ in one expression: a beginning's groups bear the number
    of its first row, a row's its own.
    """
    alternatives, beginnings = [], {}
    for begin, rows in groupby(enumerate(FORMS), key=lambda row: row[1].begin):
        numbered = list(rows)
        first = numbered[0][0]
        known = re.findall(r"\(\?P<(\w+)>", begin)
        ends = []
        for number, form in numbered:
            beginnings[number] = f"_{first}b"
            pattern = _renamed(form.pattern, f"_{number}", known, f"_{first}b")
            ends.append(f"(?P<row_{number}>{pattern})")
        alternatives.append(f"{_renamed(begin, f'_{first}b', [], '')}(?:{'|'.join(ends)})")
    start = re.escape("".join(sorted(_first_characters())))
    # A number is read from its first digit on, or not at all.
    begin = rf"(?=[{start}])(?!(?<=\d)\d)"
    master = re.compile(f"{begin}(?:{'|'.join(alternatives)})", re.VERBOSE)
    groups = {}
    for number, form in enumerate(FORMS):
        own = {
            name.removesuffix(ending): index
            for ending in (beginnings[number], f"_{number}")
            for name, index in master.groupindex.items()
            if name.endswith(ending) and name != f"row_{number}"
        }
        whole = master.groupindex[f"row_{number}"]
        # `group()` gives a tuple only for two and more: the row's own is always one of them.
        groups[whole] = _Groups(form.name, ("row", *own), (whole, *own.values()))
    return master, groups


def _renamed(pattern: str, ending: str, known: list[str], known_ending: str) -> str:
    def rename(match: re.Match[str]) -> str:
        opening, name, closing = match.groups()
        asks_beginning = opening == "(?(" and name in known
        return f"{opening}{name}{known_ending if asks_beginning else ending}{closing}"

    return re.sub(r"(\(\?P<|\(\?P=|\(\?\()(\w+)([>)])", rename, pattern)


def _first_characters() -> set[str]:
    """Every character that a date can begin with: elsewhere no row is tried."""
    firsts = {
        *"0123456789'’元千第現こ上中下前後末年月QF",
        *load_numerals().up_to_hundred,
        *"同翌今本",
    }
    firsts |= {word[0] for word in load_date_words().relative}
    for era in load_eras().values():
        firsts |= {era.name[0], *(short[0] for short in era.short)}
    return firsts
