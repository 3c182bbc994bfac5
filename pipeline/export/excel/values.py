"""What a cell of a table says to a reader: lists told in a line, 和暦 beside ISO."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pipeline.export.columns import Column, Table

BETWEEN = " | "
WAREKI = Column("wareki", "text", "和暦", "Japanese calendar", "null")


class Say(NamedTuple):
    """`reason` tells a warning in Japanese; `wareki` an ISO date of a granularity."""

    reason: Callable[[str], str]
    wareki: Callable[[str | None, str], str | None]


def columns_of(table: Table) -> Iterator[Column]:
    """The columns of the sheet: those of the table, and 和暦 behind an `iso`."""
    for column in table.columns:
        yield column
        if column.name == "iso":
            yield WAREKI


def values_of(
    table: Table, row: Mapping[str, str], names: Mapping[str, str], say: Say
) -> Iterator[int | str]:
    """A value a column of the sheet; `names` are those of organizations by their id.

    ValueError where a cell is not what its column says.
    """
    for column in columns_of(table):
        if column is WAREKI:
            yield say.wareki(row["iso"] or None, row["granularity"]) or ""
        elif column.type == "whole":
            yield int(row[column.name])
        elif column.type == "list":
            listed = json.loads(row[column.name])
            if not isinstance(listed, list):
                raise ValueError(f"no list: {column.name}")
            yield BETWEEN.join(_told(column, each, names, say) for each in listed)
        else:
            yield row[column.name]


def _told(column: Column, each: Any, names: Mapping[str, str], say: Say) -> str:
    if column.name == "warnings":
        return say.reason(str(each))
    if isinstance(each, dict):
        body, title = each.get("organization"), each.get("title")
        return " ".join(str(part) for part in (body and names.get(body, body), title) if part)
    return str(each)
