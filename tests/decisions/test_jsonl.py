"""decisions.jsonl: what a line may say, and what is said of a line that is wrong."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.decisions import parse_decisions
from pipeline.errors import DataError

GOOD: dict[str, Any] = {
    "kind": "date", "document": "2018/renkei", "scope": "place",
    "quote": {"exact": "同年６月", "prefix": "述べた。", "suffix": "に総務省"},
    "verdict": "override", "value": {"iso": "2017-06"},
    "by": "吉田", "why": "原本で確認", "when": "2026-01-05",
}  # fmt: skip


def line(**changes: Any) -> str:
    record = {**GOOD, **changes}
    return json.dumps({k: v for k, v in record.items() if v != "absent"}, ensure_ascii=False)


def test_a_line_is_read_and_written_as_it_was() -> None:
    [(identifier, decision)] = parse_decisions(line() + "\n", "decisions.jsonl")
    assert json.loads(decision.to_line()) == GOOD
    assert decision.lines == (1,)
    assert identifier == decision.id


def test_empty_lines_and_a_missing_last_line_end_are_no_matter() -> None:
    decisions = parse_decisions(
        f"\n{line()}\n\n \r\n{line(kind='section', value={'level': 1})}", "d"
    )
    assert sorted(decision.lines for _, decision in decisions) == [(2,), (5,)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "not JSON: Expecting property name enclosed in double quotes (column 2)"),
        ("<<<<<<< HEAD", "the mark of a merge that was not finished"),
        ("[]", "a decision is a JSON object"),
        ("[" * 100_000, "not JSON: nested too deeply"),
        (line(verdict="reject", value="absent", vedict="x"), "unknown key 'vedict'"),
        (line(quote="absent"), "'quote' is missing"),
        (line(kind="dates"), "'kind' is one of date, organization, person, section"),
        (line(kind=[]), "'kind' is one of date, organization, person, section"),
        (line(scope="paragraph"), "'scope' is one of place, document, everywhere"),
        (line(document="*"), 'the scope everywhere goes with the document "*", and with no other'),
        (line(scope="everywhere"), 'the scope everywhere goes with the document "*", and with no other'),
        (line(document=""), "'document' is the id of a document, or \"*\""),
        (line(quote="同年"), "'quote' is an object with 'exact', 'prefix' and 'suffix'"),
        (line(quote={"exact": " 　\n"}), "'exact' in 'quote' is the text that is decided on"),
        (line(quote={"exact": "x", "sufix": ""}), "unknown key 'sufix' in 'quote'"),
        (line(quote={"exact": 5}), "'exact' in 'quote' is a text"),
        (line(by=None), "'by' is a text"),
        (line(value=[]), "'value' is an object"),
        (line(value={"isoo": "2017"}), "unknown key 'isoo' in 'value': of a date can be said boundary, iso, granularity"),
        (line(value={"iso": "2017-13"}), "'iso': there is no such day"),
        (line(value={"iso": "平成29年"}), "'iso': not a date as YYYY, YYYY-MM or YYYY-MM-DD, or two of them with a /"),
        (line(value={"iso": "2018/2017"}), "'iso': the range ends before it begins"),
        (line(value={"iso": 2017}), "'iso': a text is needed"),
        (line(value={"iso": "2017", "granularity": "month"}), "'granularity': such an 'iso' is year, not month"),
        (line(value={"granularity": "month"}), "'granularity' goes with an 'iso'"),
        (line(value={}), "an override needs a 'value'"),
        (line(verdict="reject"), "a reject has no 'value'"),
        (line(verdict="add", value="absent"), "a date that is added needs an 'iso' (or null) in 'value'"),
        (line(verdict="accept", value={"boundary": "x"}), "the quote of an accept is its boundary: no 'boundary' in 'value'"),
        (line(kind="organization", value={"type": "ministry"}), "'type': not one of government, local_government, court"),
        (line(kind="person", value={"positions": [{}]}), "'positions': a position has an 'affiliation' or a 'title'"),
        (line(kind="person", value={"positions": ["局長"]}), "'positions': each is an object with 'affiliation' and 'title'"),
        (line(kind="person", value={"positions": [], "title": "局長"}), "'positions' says all: no 'title' or 'affiliation' beside it"),
        (line(kind="section", value={"level": 0}), "'level': a whole number from 1 on is needed"),
        (line(kind="section", value={"level": True}), "'level': a whole number from 1 on is needed"),
        ('{"kind": "date", "kind": "person"}', "'kind' stands there twice"),
        (line()[:-1] + ', "value": NaN}', "not JSON: NaN"),
    ],
)  # fmt: skip
def test_a_line_that_is_wrong_is_named(text: str, reason: str) -> None:
    with pytest.raises(DataError) as raised:
        parse_decisions(f"{line()}\n\n{text}\n", "decisions.jsonl")
    assert str(raised.value).startswith(f"decisions.jsonl:3: {reason}")


def test_a_line_separator_within_a_text_parts_no_lines() -> None:
    decisions = parse_decisions(line(why="一\u2028二\u0085三") + "\n", "d")
    assert [decision.why for _, decision in decisions] == ["一\u2028二\u0085三"]
