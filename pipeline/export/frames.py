"""The tables back as data frames, each column of the type that it was written from."""

from __future__ import annotations

import json
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.export.columns import TABLES, Column, Table
from pipeline.export.tables import path_of

if TYPE_CHECKING:
    from pandas import DataFrame, Series


def read_tables(folder: str | PathLike[str] = "outputs") -> dict[str, DataFrame]:
    """The tables under `folder` by name: documents, sections, dates, organizations, people, mentions.

    Text is `string` (missing: NA; "NA", "007" and the like stay what they are), offsets
    and counts `int64`, days `datetime64[s]` (missing: NaT; nanoseconds would end in
    1677), and `warnings`, `aliases` and `positions` Python lists.
    FileNotFoundError where a table is missing.
    """
    return {table.name: _read(Path(folder) / path_of(table.name), table) for table in TABLES}


def _read(path: Path, table: Table) -> DataFrame:
    import pandas

    frame = pandas.read_csv(
        path, dtype=str, na_filter=False, encoding="utf-8", lineterminator="\n", low_memory=False
    )
    return pandas.DataFrame({c.name: _typed(frame[c.name], c) for c in table.columns})


def _typed(cells: Series[str], column: Column) -> Series:
    import numpy
    import pandas

    if column.type == "whole":
        return cells.astype("int64")
    if column.type == "day":
        days = numpy.array([cell or "NaT" for cell in cells], dtype="datetime64[s]")
        return pandas.Series(days, index=cells.index)
    if column.type == "list":
        lists = [json.loads(cell) for cell in cells]
        return pandas.Series(lists, index=cells.index, dtype="object")
    texts = cells.astype("string")
    return texts.mask(texts == "") if column.empty == "null" else texts
