"""Decisions on dates, and what a quote does when the text changes."""

from __future__ import annotations

import re

import pytest

from pipeline.decisions import Decision
from tests.decisions.deciding import TEXT, dates, decide, decision, read, reasons

FOUND = [
    ("平成29年12月22日", "2017-12-22", "form"),
    ("同年６月", "2017-06", "form"),
    ("平成30年２月30日", None, "form"),
]


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        pytest.param(
            decision("date", "[同年６月]に", "reject"),
            [FOUND[0], FOUND[2]],
            id="a date that is none",
        ),
        pytest.param(
            decision("date", "[平成30年2月30日]に", "override", iso="2018-02-28"),
            [*FOUND[:2], ("平成30年２月30日", "2018-02-28", "decision")],
            id="a slip of the author, quoted in another width",
        ),
        pytest.param(
            decision("date", "[平成29年12月22日]に", "override", iso="2018-12-22"),
            [("平成29年12月22日", "2018-12-22", "decision"), *FOUND[1:]],
            id="同年 was counted from it and keeps its value: it is decided by itself",
        ),
        pytest.param(
            decision("date", "[平成29年12月22日]に", "override", boundary="平成29年12月"),
            [("平成29年12月", "2017-12", "decision"), *FOUND[1:]],
            id="a shorter one means what its words say",
        ),
        pytest.param(
            decision("date", "[同年６月]に", "override", boundary="６月"),
            [FOUND[0], ("６月", "2017-06", "decision"), FOUND[2]],
            id="words that say too little mean what they meant",
        ),
        pytest.param(
            decision("date", "に[研究会]を", "add", iso="2018-04-01/2019-03-31"),
            [*FOUND, ("研究会", "2018-04-01/2019-03-31", "decision")],
            id="one that was not found",
        ),
        pytest.param(
            decision("date", "[同年６月]に", "add", iso="2017-06"),
            FOUND,
            id="added, and found as well",
        ),
        pytest.param(
            decision("date", "[同年６月]に", "accept", iso="2017-06"), FOUND, id="accepted as it is"
        ),
        pytest.param(
            decision("date", "[総務省]と", "reject"), FOUND, id="rejected where no date is"
        ),
    ],
)
def test_a_decision_on_a_date(
    decided: Decision, expected: list[tuple[str, str | None, str]]
) -> None:
    after = decide(read(), decided)
    assert dates(after) == expected
    assert reasons(after) == [None]


def test_an_overridden_date_has_its_days_and_no_warning() -> None:
    quote = "[平成30年２月30日]に"
    [_, _, date] = decide(
        read(), decision("date", quote, "override", iso="2018-04-01/2019-03-31")
    ).dates
    assert (date.first_day, date.last_day) == ("2018-04-01", "2019-03-31")
    assert (date.granularity, date.era, date.warnings) == ("fiscal_year", "heisei", ())
    [_, _, date] = decide(read(), decision("date", quote, "override", iso=None)).dates
    assert (date.first_day, date.granularity) == (None, "unresolved")


def test_ids_are_those_of_the_same_dates_without_a_decision() -> None:
    text = "平成30年4月、平成30年4月、平成30年5月に開いた。\n"
    before = read(text).dates
    assert before[1].id == before[0].id + "-2"
    after = decide(read(text), decision("date", "[平成30年4月]、平成30年4月", "reject")).dates
    assert [date.id for date in after] == [before[0].id, before[2].id]


@pytest.mark.parametrize(
    ("decided", "reason"),
    [
        (decision("date", "[平成29年12月23日]に", "accept"), "the quoted text is gone"),
        (decision("date", "、[同年６月]に", "reject"), "the text around it has changed"),
        (decision("date", "[に]", "reject"), "the quoted text stands there several times"),
        (decision("date", "[総務省]と", "accept"), "nothing of this kind is found there"),
        (decision("date", "[総務省]と", "override", iso="2017"), "nothing of this kind is found there"),
        (decision("date", "[12月]22日", "reject"), "it is found there with another boundary"),
        (decision("date", "[12月22日に]", "add", iso="2017"), "it would overlap what is found beside it"),
        (decision("date", "[同年６月]に", "override", boundary="７月"), "the new boundary does not stand there"),
        (decision("date", "[年度、年度]", "reject", "document"), "the quoted text is gone"),
        (decision("date", "[総務省]", "accept", "document"), "nothing of this kind is found there"),
        (decision("date", "[同年６月]に", "accept", iso="2017-07"), "what was accepted has changed: iso"),
    ],
)  # fmt: skip
def test_a_decision_that_does_not_hold_tells_why_and_changes_nothing(
    decided: Decision, reason: str
) -> None:
    after = decide(read(), decided)
    assert reasons(after) == [reason]
    assert dates(after) == FOUND
    assert after.decisions[0].spans == ()


def test_where_it_holds_is_told() -> None:
    after = decide(read(), decision("date", "[総務省]", "reject", "document"))
    assert list(after.decisions[0].spans) == [m.span() for m in re.finditer("総務省", TEXT)]


DECIDED = decision("date", "べた。[同年６月]に総務省", "override", iso="2016-06")


@pytest.mark.parametrize(
    "text",
    [
        "まえがき。\n" * 40 + TEXT,
        TEXT.replace("会議を開いた", "会議を、三日にわたって開いた"),
        TEXT.replace("同年６月に", "同年\n６月に"),
        TEXT.replace("。同年６月に総務省", "。\n同年6月に総\n務省"),
        TEXT.replace("同年６月", "同年 6月"),
        TEXT.replace("べた。同年", "べた。\n\n- 3 -\n\n\f同年"),
        TEXT + "\n（３）その他\n同年６月に終わる。\n",
    ],
)
def test_a_text_edited_elsewhere_or_wrapped_anew_keeps_its_decisions(text: str) -> None:
    after = decide(read(text), DECIDED)
    assert reasons(after) == [None]
    assert "2016-06" in [date.iso for date in after.dates if date.found_by == "decision"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TEXT.replace("同年６月に", "同年７月に"), "the quoted text is gone"),
        (TEXT.replace("述べた。同年", "語った。同年"), "the text around it has changed"),
        (TEXT + TEXT, "the quoted text stands there several times"),
    ],
)
def test_a_quote_that_is_gone_or_stands_twice_is_stale(text: str, reason: str) -> None:
    after = decide(read(text), DECIDED)
    assert reasons(after) == [reason]
    assert after.dates == read(text).dates


def test_a_date_keeps_a_granularity_that_fits() -> None:
    after = decide(
        read("昭和30年代に建てた。\n"),
        decision("date", "[昭和30年代]に", "override", iso="1965/1974"),
    )
    assert after.dates[0].granularity == "decade"
    after = decide(
        read("昭和30年代に建てた。\n"),
        decision("date", "[昭和30年代]に", "override", iso="1965/1974", granularity="range"),
    )
    assert after.dates[0].granularity == "range"
