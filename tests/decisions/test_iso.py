"""ISO forms read back: what the finder says of its own dates, said again by the form alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline
from pipeline.decisions.iso import read_iso
from tests.reading import QUICKLY

GOLD = sorted((Path(__file__).parents[1] / "gold").rglob("*.txt"))


@pytest.mark.parametrize(
    ("iso", "first", "last", "granularity"),
    [
        ("2018", "2018-01-01", "2018-12-31", "year"),
        ("2018-02", "2018-02-01", "2018-02-28", "month"),
        ("2017-12-22", "2017-12-22", "2017-12-22", "day"),
        ("2018-04-01/2019-03-31", "2018-04-01", "2019-03-31", "fiscal_year"),
        ("2016-04-01/2019-03-31", "2016-04-01", "2019-03-31", "range"),
        ("2017-10/2018-03", "2017-10-01", "2018-03-31", "half_year"),
        ("2017-10/2018-04", "2017-10-01", "2018-04-30", "range"),
        ("2018-05-01/2018-05-10", "2018-05-01", "2018-05-10", "part_of_month"),
        ("2018-05-21/2018-05-31", "2018-05-21", "2018-05-31", "part_of_month"),
        ("2018-05-20/2018-05-31", "2018-05-20", "2018-05-31", "range"),
        ("2018-04/2018-06", "2018-04-01", "2018-06-30", "quarter"),
        ("2018-03/2018-05", "2018-03-01", "2018-05-31", "season"),
        ("2018-12/2019-02", "2018-12-01", "2019-02-28", "season"),
        ("1955/1964", "1955-01-01", "1964-12-31", "decade"),
        ("1901/2000", "1901-01-01", "2000-12-31", "century"),
        ("2018-04/2019-03-15", "2018-04-01", "2019-03-15", "range"),
    ],
)
def test_a_form_means_its_days(iso: str, first: str, last: str, granularity: str) -> None:
    read = read_iso(iso)
    assert (read.first.isoformat(), read.last.isoformat()) == (first, last)
    assert read.granularities[0] == granularity


@pytest.mark.parametrize(
    "iso", ["", "18", "2018-2", "2018-02-30", "0000", "２０１８", "2018/", "2018/2019/2020", "2018-13", "2018W1"]
)  # fmt: skip
def test_what_is_no_form_is_refused(iso: str) -> None:
    with pytest.raises(ValueError, match=r"date|day|ends"):
        read_iso(iso)


def test_what_the_finder_says_can_be_said() -> None:
    found = [d for path in GOLD for d in pipeline.find_dates(path.read_text(encoding="utf-8"))]
    resolved = [d for d in found if d.iso is not None]
    assert len(resolved) > 1000
    for each in resolved:
        assert each.iso is not None
        read = read_iso(each.iso)
        assert (read.first.isoformat(), read.last.isoformat()) == (each.first_day, each.last_day)
        assert each.granularity in read.granularities, each


@QUICKLY
@given(st.dates(), st.dates())
def test_any_range_of_days_reads_back(one: date, other: date) -> None:
    first, last = sorted((one, other))
    read = read_iso(f"{first}/{last}")
    assert (read.first, read.last) == (first, last)
