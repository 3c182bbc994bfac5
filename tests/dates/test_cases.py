"""The case tables: what is a date, and what it means.

`dates` lists surface=iso in order, joined by |; null is an iso that is None, and ! marks a
record that bears a warning. `\\n` in a text is a line break.
"""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import Date, find_dates
from tests.tables import CASES, cases

TABLES = sorted(path.stem for path in CASES.glob("dates_*.csv"))


def written(record: Date) -> str:
    return f"{record.text}={record.iso or 'null'}{'!' if record.warnings else ''}"


@pytest.mark.parametrize(
    ("text", "reference", "dates"),
    [case for name in TABLES for case in cases(name, "text", "reference", "dates")],
)
def test_find_dates(text: str, reference: str, dates: str) -> None:
    day = date.fromisoformat(reference) if reference else None
    found = find_dates(text.replace("\\n", "\n"), reference_date=day)
    assert "|".join(map(written, found)) == dates
