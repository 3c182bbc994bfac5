from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.flow import find_dates
from pipeline.lexicon.wareki import to_wareki, wareki_year
from tests.tables import cases


@pytest.mark.parametrize(
    ("iso", "granularity", "wareki"), cases("wareki", "iso", "granularity", "wareki")
)
def test_wareki(iso: str, granularity: str, wareki: str) -> None:
    assert to_wareki(iso or None, granularity) == (wareki or None)


@given(st.dates(date(1873, 1, 1), date(2099, 12, 31)))
def test_every_day_reads_back(day: date) -> None:
    said = to_wareki(day.isoformat(), "day")
    assert said is not None
    [found] = find_dates(f"{said}に述べた。")
    assert found.iso == day.isoformat()


@given(st.integers(1873, 2099))
def test_a_year_is_said_as_in_dates_of_it(year: int) -> None:
    assert wareki_year(year) == to_wareki(str(year))


@given(st.text(max_size=30))
def test_never_raises(text: str) -> None:
    to_wareki(text)
    to_wareki(text, "fiscal_year")
