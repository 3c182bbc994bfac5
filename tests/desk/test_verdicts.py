"""What each verdict on each change writes, and that it makes of the fact what was wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from pipeline.decisions import Decision
from pipeline.desk.verdicts import (
    CHOICES,
    Answer,
    Choice,
    choices,
    decide,
    outcome,
)
from pipeline.records import Document
from tests.decisions.deciding import dates, decision, headings, organizations, people, read
from tests.decisions.deciding import decide as applied
from tests.decisions.test_properties import cases
from tests.desk.reviewing import carried_out, ground_of, only, said_at, subjects
from tests.reading import QUICKLY

NOW = read()
Told = Callable[[Document], Any]


def other(*decisions: Decision) -> Document:
    """The same text, extracted with other rules."""
    return replace(applied(NOW, *decisions), decisions=())


DATE = decision("date", "[平成29年12月22日]", "reject")
DATE_VALUE = decision("date", "[平成29年12月22日]", "override", iso="2017-12-23")
DATE_CUT = decision("date", "[平成29年12月22日]", "override", boundary="12月22日")
BODY = decision("organization", "開いた。[経産省商務情報政策局]", "reject")
BODY_NAME = decision("organization", "[総務省]は、平成30年", "override", name="総合政務省")
BODY_TYPE = decision("organization", "[東京大学]", "override", type="company")
BODY_CUT = decision("organization", "[経産省商務情報政策局]", "override", boundary="商務情報政策局")
PERSON = decision("person", "[吉田眞人]", "reject")
POSTS = decision("person", "[吉田眞人]", "override", positions=[])
HEADING = decision("section", "[（２）体制]", "reject")
TITLE = decision("section", "[（２）体制]", "override", title="新しい題")


@pytest.mark.parametrize(
    ("change", "newer", "choice", "verdict", "value"),
    [
        (DATE, False, "accept", "accept", {"iso": "2017-12-22", "granularity": "day"}),
        (DATE, False, "reject", "reject", {}),
        (DATE_VALUE, True, "drop", "reject", {}),
        (DATE, True, "accept", "reject", {}),
        (DATE, True, "reject", "add", {"iso": "2017-12-22", "granularity": "day"}),
        (DATE_VALUE, True, "accept", "accept", {"iso": "2017-12-23", "granularity": "day"}),
        (DATE_VALUE, True, "reject", "override", {"iso": "2017-12-22", "granularity": "day"}),
        (DATE_CUT, True, "accept", "accept", {"iso": "2017-12-22", "granularity": "day"}),
        (DATE_CUT, True, "reject", "override",
         {"boundary": "平成29年12月22日", "iso": "2017-12-22", "granularity": "day"}),
        (BODY, True, "reject", "add", {"name": "商務情報政策局", "type": "government", "parent": "経済産業省"}),
        (BODY, False, "accept", "accept", {"name": "商務情報政策局", "type": "government", "parent": "経済産業省"}),
        # The ministry is there still: what holds of all of it is not said again.
        (BODY_NAME, True, "reject", "override", {"name": "総務省", "parent": None}),
        (BODY_TYPE, True, "accept", "accept", {"name": "東京大学", "type": "company", "parent": None}),
        (BODY_TYPE, True, "reject", "override", {"type": "university"}),
        (BODY_CUT, True, "reject", "override", {"boundary": "経産省商務情報政策局"}),
        (PERSON, True, "reject", "add",
         {"name": "吉田眞人", "family_name": "吉田", "given_name": "眞人", "reading": "ヨシダ マサト",
          "positions": [{"affiliation": "経済産業省", "title": "局長"}]}),
        (POSTS, True, "accept", "accept", {"name": "吉田眞人", "positions": []}),
        (POSTS, True, "reject", "override", {"positions": [{"affiliation": "経済産業省", "title": "局長"}]}),
        (HEADING, True, "accept", "reject", {}),
        (HEADING, True, "reject", "add", {"number": "（２）", "title": "体制", "level": 1}),
        (HEADING, False, "accept", "accept", {"number": "（２）", "title": "体制", "level": 1}),
        (TITLE, True, "accept", "accept", {"number": "（２）", "title": "新しい題", "level": 1}),
        (TITLE, True, "reject", "override", {"title": "体制"}),
    ],
)  # fmt: skip
def test_what_a_verdict_writes(
    change: Decision, newer: bool, choice: Choice, verdict: str, value: dict[str, Any]
) -> None:
    sides = (NOW, other(change)) if newer else (other(change), NOW)
    subject = next(s for _, s in subjects(*sides) if s and s.kind == change.kind)
    assert outcome(subject, choice) == (verdict, value)


@pytest.mark.parametrize(
    ("change", "told"),
    [(DATE, dates), (DATE_VALUE, dates), (DATE_CUT, dates), (BODY, organizations),
     (BODY_TYPE, organizations), (BODY_CUT, organizations), (PERSON, people), (POSTS, people),
     (HEADING, headings), (TITLE, headings)],
)  # fmt: skip
def test_what_is_rejected_is_as_it_was(change: Decision, told: Told) -> None:
    after = other(change)
    ground = ground_of(after)
    made = [
        decide(subject, Answer("reject"), "a", ground)
        for _, subject in subjects(NOW, after)
        if subject and subject.kind == change.kind
    ]
    back = carried_out(after, made)
    assert [decided.reason for decided in back.decisions] == [None] * len(made)
    was, now = told(NOW), told(back)
    if told is dates:
        was, now = [row[:2] for row in was], [row[:2] for row in now]
    assert now == was
    assert told(after) != told(NOW) or change is BODY_TYPE


@QUICKLY
@given(cases())
def test_every_verdict_on_every_change_does_what_it_says(
    case: tuple[Document, list[Decision]],
) -> None:
    document, decided = case
    another = replace(applied(document, *decided), decisions=())
    for before, after in ((document, another), (another, document)):
        ground = ground_of(after)
        for _, subject in subjects(before, after):
            if subject is None:
                continue
            for choice in set(choices(subject)) - {"edit"}:
                made = decide(subject, Answer(choice), "a", ground)
                result = carried_out(after, [made])
                [told] = result.decisions
                said = said_at(result, subject)
                if told.reason is not None:
                    # A post in a body that the newer document does not have cannot be given back.
                    assert (subject.kind, choice) == ("person", "reject")
                    assert "affiliation" in told.reason
                elif choice == "accept":
                    assert said == subject.now
                elif choice == "drop" or subject.was is None:
                    assert said is None
                elif subject.former is None:
                    # A former parent may be called otherwise now, and be the same body.
                    wanted = {k: v for k, v in (subject.restored or {}).items() if k != "positions"}
                    assert said is not None
                    assert {key: said[key] for key in wanted} == wanted


def test_an_edit_says_what_the_reviewer_says() -> None:
    after = other(DATE_VALUE)
    subject = only(NOW, after)
    answer = Answer("edit", value={"iso": "2018-04"}, by="山田")
    made = decide(subject, answer, "a", ground_of(after))
    assert made.values == {"iso": "2018-04"}
    assert (made.verdict, made.by, made.quote.exact) == ("override", "山田", "平成29年12月22日")
    assert dates(carried_out(after, [made]))[0] == ("平成29年12月22日", "2018-04", "decision")


def test_an_edit_of_what_is_gone_adds_it() -> None:
    after = other(DATE)
    made = decide(only(NOW, after), Answer("edit", value={"iso": "2018"}), "a", ground_of(after))
    assert (made.verdict, made.values) == ("add", {"iso": "2018"})


@pytest.mark.parametrize(
    ("scope", "document", "quote"),
    [("place", "a", True), ("document", "a", False), ("everywhere", "*", False)],
)
def test_scopes(scope: Any, document: str, quote: bool) -> None:
    after = other(DATE_VALUE)
    made = decide(only(NOW, after), Answer("accept", scope), "a", ground_of(after))
    assert (made.scope, made.document) == (scope, document)
    assert bool(made.quote.prefix or made.quote.suffix) == quote


@pytest.mark.parametrize(
    ("value", "reason"),
    [({"iso": "2017-13"}, "there is no such day"), ({}, "an override needs"),
     ({"iso": "2017", "granularity": "day"}, "such an 'iso' is year"),
     ({"name": "総務省"}, "unknown key 'name'")],
)  # fmt: skip
def test_an_edit_that_cannot_be(value: dict[str, Any], reason: str) -> None:
    after = other(DATE_VALUE)
    with pytest.raises(ValueError, match=reason):
        decide(only(NOW, after), Answer("edit", value=value), "a", ground_of(after))


def test_a_place_among_equal_ones_is_quoted_with_as_much_as_tells_it() -> None:
    ground = ground_of(replace(NOW, text="平成30年。" * 40, sections=()))
    [_, second, *_] = ground.find("平成30年")
    subject = replace(only(NOW, other(DATE_VALUE)), span=ground.source(second))
    made = decide(subject, Answer("accept"), "a", ground)
    assert ground.find_quote(made.quote) == [second]


def test_information_is_what_no_decision_can_say() -> None:
    """A record in another section, the text of a body, a word that points."""
    after = other(HEADING)
    found = [
        (change.record, change.type, subject is None) for change, subject in subjects(NOW, after)
    ]
    assert ("section", "removed", False) in found
    assert all(
        is_none for record, type_, is_none in found if record == "date" and type_ == "section"
    )


def test_a_fact_whose_words_are_gone_is_information() -> None:
    after = read("（１）対策\n同年６月に総務省と経済産業省が\n会議を開いた。\n")
    gone = [(c, s) for c, s in subjects(NOW, after) if c.surface_before == "平成29年12月22日"]
    assert [subject for _, subject in gone] == [None]


def test_what_is_doubted_can_be_accepted_or_edited_and_not_rejected() -> None:
    first, *rest = NOW.dates
    after = replace(NOW, dates=(replace(first, warnings=("era ended 1989-01-07",)), *rest))
    [subject] = [s for c, s in subjects(NOW, after) if c.type == "warning" and s]
    assert choices(subject) == ("accept", "edit", "drop")
    with pytest.raises(ValueError, match="cannot be decided"):
        outcome(subject, "reject")
    assert set(choices(subject)) <= set(CHOICES)
