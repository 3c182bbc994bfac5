"""Rows of a CSV table, each with its place, for the loaders of the language data."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import DataError

DATA = Path(__file__).parent.parent / "data"


def place_of(path: Path) -> str:
    """How a message names a table: from the repository's root where it is one of ours."""
    root = DATA.parent.parent
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of every row, in the order of `columns`.

    Raises DataError where the file cannot be read, a column is missing, or a row
    has another number of cells than the header. Empty lines are passed over.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataError(place_of(path), line, "not UTF-8") from error
    except OSError as error:
        raise DataError(place_of(path), None, error.strerror or "cannot be read") from error
    # Not splitlines: a name may hold U+2028, and a quoted cell a line end.
    reader = csv.reader(io.StringIO(content, newline=""))
    header = next(reader, [])
    missing = [column for column in columns if column not in header]
    if missing:
        raise DataError(place_of(path), 1, f"column {missing[0]!r} is missing")
    picked = [header.index(column) for column in columns]
    for row in reader:
        if not any(row):
            continue
        if len(row) != len(header):
            reason = f"{len(row)} cells, the header has {len(header)}"
            raise DataError(place_of(path), reader.line_num, reason)
        yield reader.line_num, [row[index].strip() for index in picked]
