"""Texts whose dates were marked by someone who had not seen the program.

One JSON object a line, in the form of the shared cases: `expected` lists the dates in order,
each with its span or one of `alt_spans`, and its first and last day or one pair of `accept`
(null: it may stay unresolved). `value` "span_only": no days can be told. What lies within
`ignore` may be found or not.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from pipeline import Date, find_dates
from tests.tables import CASES

LINES = (CASES / "dates_blind.jsonl").read_text(encoding="utf-8").splitlines()


def spans(marked: dict[str, Any]) -> list[list[int]]:
    return [[marked["start"], marked["end"]], *marked.get("alt_spans", [])]


def values(marked: dict[str, Any]) -> list[list[str] | None]:
    days = [marked["first_day"], marked["last_day"]] if marked["first_day"] else None
    accepted: list[list[str] | None] = marked.get("accept", [days])
    return accepted


def value(found: Date) -> list[str] | None:
    if found.first_day is None or found.last_day is None:
        return None
    return [found.first_day, found.last_day]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["id"]) for case in map(json.loads, LINES)]
)
def test_blind(case: dict[str, Any]) -> None:
    reference = case["reference_date"] and date.fromisoformat(case["reference_date"])
    ignored = case.get("ignore", [])
    found = [
        record
        for record in find_dates(case["text"], reference_date=reference)
        if not any(record.start < end and start < record.end for start, end in ignored)
    ]
    assert len(found) == len(case["expected"]), found
    for record, marked in zip(found, case["expected"], strict=True):
        assert [record.start, record.end] in spans(marked)
        if [record.start, record.end] == spans(marked)[0]:
            assert record.text == marked["text"]
        if marked.get("value") != "span_only":
            assert value(record) in values(marked)
        if "iso" in marked and value(record) == values(marked)[0]:
            assert record.iso == marked["iso"]
        if marked.get("warning"):
            assert record.warnings
