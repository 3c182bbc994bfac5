"""A table's rows back from its CSV file, one at a time, as texts."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from pipeline.errors import DataError
from pipeline.export.columns import Table

# A cell holds a section's whole body; Python's own limit is 131,072 characters.
_LONGEST = (1 << 31) - 1


def read_rows(path: Path, table: Table) -> Iterator[dict[str, str]]:
    """The rows with each cell by its column's name; an empty cell is an empty text.

    DataError with the line where the file is not as houkoku writes it; OSError.
    """
    names = [column.name for column in table.columns]
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, strict=True)
        try:
            if next(rows, None) != names:
                reason = "other columns than this version writes: run houkoku extract again"
                raise DataError(str(path), 1, reason)
            for row in rows:
                yield dict(zip(names, row, strict=True))
        except UnicodeDecodeError:
            # Read ahead of its line: which one it is in is not known.
            raise DataError(str(path), None, "not as houkoku writes it") from None
        except (csv.Error, ValueError):
            raise DataError(str(path), rows.line_num, "not as houkoku writes it") from None
