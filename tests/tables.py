"""The case tables under tests/cases: one row, one test, named by its first column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

CASES = Path(__file__).parent / "cases"


def cases(name: str, *columns: str) -> list[object]:
    """A parameter for each row of `cases/<name>.csv` with the values of `columns`, in their order."""
    with (CASES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for line, row in enumerate(rows, start=2):
        assert row["why"], f"{name}.csv:{line}: a row says why it is there"
    return [
        pytest.param(*(row[column] for column in columns), id=row["why"]) for row in rows
    ]  # fmt: skip
