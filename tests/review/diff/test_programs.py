"""What another program makes of the same text: a rule, a row, a model, a dictionary, a setting."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.dates import grammar
from pipeline.decisions import make_decision
from pipeline.decisions.apply import apply_decisions
from pipeline.lexicon import organizations
from pipeline.lexicon.organizations import Gazetteer, read_organizations
from pipeline.records import Date, Document, Mention, Organization, Person, Position
from pipeline.review.changes import Difference
from tests.review.pairs import (
    DECISION,
    DICTIONARY,
    LANGUAGE_DATA,
    MODEL,
    REFERENCE_DATE,
    RULES,
    changes,
    document,
    told,
)

TEXT = """１　概要

20世紀の記録を1990年代までに整理した。ISOが規格を定めた。
北潟精機が平成30年に協力した。本年度も続ける。
経産省の吉田眞人課長が述べた。
"""


@pytest.fixture
def without_form(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Forms of dates are taken out with `without_form.setattr`, and all is forgotten after."""
    yield monkeypatch
    monkeypatch.undo()
    forget()


def forget() -> None:
    for kept in (grammar._master, grammar._read, grammar._kept_readings):
        kept.cache_clear()


def test_a_rule_removed(without_form: pytest.MonkeyPatch) -> None:
    before = document(TEXT)
    without_form.setattr(grammar, "FORMS", tuple(f for f in grammar.FORMS if f.name != "century"))
    forget()
    assert told(changes(before, document(TEXT), [RULES])) == [
        "dates removed 20世紀 → None iso: 1901/2000 → None granularity: century → None | rules"
    ]


def test_a_rule_removed_and_a_text_edited(without_form: pytest.MonkeyPatch) -> None:
    """In an edited sentence it may have been either; elsewhere it was not the text alone."""
    before = document(TEXT)
    without_form.setattr(grammar, "FORMS", tuple(f for f in grammar.FORMS if f.name != "century"))
    forget()
    removed = "dates removed 20世紀 → None iso: 1901/2000 → None granularity: century → None"
    body = "sections section １概要 → １概要 body:"
    here = document(TEXT.replace("整理した", "整備した"))
    assert told(changes(before, here, [RULES])) == [
        f"{removed} | text, rules",
        f"{body} 理 → 備 | text",
    ]
    elsewhere = document(TEXT.replace("協力した", "参加した"))
    assert told(changes(before, elsewhere, [RULES])) == [
        f"{removed} | rules, context",
        f"{body} 協力 → 参加 | text",
    ]


def without_row(tmp_path: Path, table: str, name: str) -> Gazetteer:
    """Our organizations but one."""
    folder = shutil.copytree(organizations.FOLDER, tmp_path / "organizations")
    path = folder / table
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    left = [row for row in rows if not row.startswith(f"{name},")]
    assert len(left) == len(rows) - 1
    path.write_text("".join(left), encoding="utf-8")
    return Gazetteer(read_organizations(sorted(folder.glob("*.csv")), ()))


def test_a_row_of_language_data_removed(tmp_path: Path) -> None:
    gazetteer = without_row(tmp_path, "international.csv", "国際標準化機構")
    found = changes(document(TEXT), document(TEXT, gazetteer=gazetteer), [LANGUAGE_DATA])
    assert told(found) == [
        (
            "organizations removed ISO → None name: 国際標準化機構 → None type: international → None"
            " | language_data"
        )
    ]
    assert found[0].found_by_before == "lexicon"


@pytest.mark.parametrize(
    ("difference", "cause"), [(DICTIONARY, "dictionary"), (MODEL, "model")], ids=["dictionary", "model"]
)  # fmt: skip
def test_a_dictionary_or_a_model_changed(difference: Difference, cause: str) -> None:
    before, after = document(TEXT), document(TEXT, {"北潟精機": "Company"})
    found = changes(before, after, [difference])
    assert told(found) == [
        f"organizations added None → 北潟精機 name: None → 北潟精機 type: None → company | {cause}"
    ]
    assert told(changes(before, after, [RULES, difference]))[0].endswith(f"| rules, {cause}")


def test_a_reference_date_given() -> None:
    after = document(TEXT, reference_date=date(2018, 4, 1))
    assert told(changes(document(TEXT), after, [REFERENCE_DATE])) == [
        "documents value 2018/a → 2018/a reference_date: None → 2018-04-01 | settings",
        (
            "dates value 本年度 → 本年度 iso: None → 2018-04-01/2019-03-31"
            " granularity: unresolved → fiscal_year"
            " warnings: no reference date to count from →  | settings"
        ),
    ]


def test_outputs_that_somebody_wrote_in() -> None:
    before = document(TEXT)
    first, *rest = before.dates
    after = replace(before, dates=(replace(first, iso="1801/1900"), *rest))
    assert told(changes(before, after)) == [
        "dates value 20世紀 → 20世紀 iso: 1901/2000 → 1801/1900 | unknown"
    ]


def with_organization(found: Document, of: str, **fields: object) -> Document:
    return replace(
        found,
        organizations=tuple(
            replace(o, **fields) if o.name == of else o for o in found.organizations
        ),
    )


def with_person(found: Document, **fields: object) -> Document:
    [person] = found.people
    return replace(found, people=(replace(person, **fields),))


def test_what_a_record_says_of_itself_is_one_change_a_document() -> None:
    before = document(TEXT + "経産省がまとめた。\n")
    ministry = next(o for o in before.organizations if o.name == "経済産業省")
    iso = next(o for o in before.organizations if o.name == "国際標準化機構")
    for fields, expected in (
        ({"type": "agency"}, "type: government → agency"),
        ({"aliases": ("経産省", "METI")}, "aliases: 経産省 → 経産省・METI"),
        ({"parent": iso.id}, "parent: None → 国際標準化機構"),
    ):
        found = changes(before, with_organization(before, "経済産業省", **fields), [LANGUAGE_DATA])
        assert told(found) == [
            f"organizations value 経済産業省 → 経済産業省 {expected} | language_data"
        ]
        assert found[0].before is not None
        assert found[0].before.start == ministry.mentions[0].start
    for fields, expected in (
        ({"reading": "ヨシダ マコト"}, "reading: ヨシダ マサト → ヨシダ マコト"),
        ({"positions": (Position(iso.id, "課長"),)}, "positions: 経済産業省 課長 → 国際標準化機構 課長"),
        ({"given_name": "真人"}, "given_name: 眞人 → 真人"),
    ):  # fmt: skip
        found = changes(before, with_person(before, **fields), [DICTIONARY])
        assert told(found) == [f"people value 吉田眞人 → 吉田眞人 {expected} | dictionary"]


def test_another_canonical_name_is_a_change_at_every_place() -> None:
    """The record gets another id, its aliases follow, and nothing is added or removed."""
    before = document(TEXT + "経産省がまとめた。\n")
    after = with_organization(before, "経済産業省", name="経産省", id="o-000000000001", aliases=())
    after = replace(
        after,
        people=tuple(
            replace(p, positions=(Position("o-000000000001", "課長"),)) for p in after.people
        ),
    )
    line = "organizations value 経産省 → 経産省 name: 経済産業省 → 経産省 | language_data"
    assert told(changes(before, after, [LANGUAGE_DATA])) == [line, line]


MENTION = Mention("s-1", 3, 6, "経産省", "lexicon", 1, 1, "総務省経産省局長会議")
PLAIN = document("総務省経産省局長会議を開いた。\n")


def bodies(*found: Organization) -> Document:
    return replace(PLAIN, sections=(), dates=(), organizations=found, people=(), references=())


def body(identifier: str, name: str, *mentions: Mention, **fields: object) -> Organization:
    made = Organization(f"o-{identifier}", name, "government", None, (), mentions)
    return replace(made, **fields)


def test_a_boundary_that_moved() -> None:
    """The longer name takes the place of the shorter: one change."""
    longer = replace(MENTION, end=8, text="経産省局長")
    before = bodies(body("1", "経済産業省", MENTION))
    after = bodies(body("2", "経産省局長", longer))
    [change] = changes(before, after, [RULES])
    assert told([change]) == [
        "organizations boundary 経産省 → 経産省局長 name: 経済産業省 → 経産省局長 | rules"
    ]
    assert (change.before_id, change.after_id) == ("o-1", "o-2")


def test_of_two_overlapping_names_the_one_with_more_in_common_is_the_same() -> None:
    halves = (
        replace(MENTION, start=0, end=4, text="総務省経"),
        replace(MENTION, start=4, end=6, text="産省"),
    )
    before = bodies(body("1", "経済産業省", MENTION))
    after = bodies(body("2", "総務省経", halves[0]), body("3", "産省", halves[1]))  # fmt: skip
    assert told(changes(before, after, [RULES])) == [
        "organizations added None → 総務省経 name: None → 総務省経 type: None → government | rules",
        "organizations boundary 経産省 → 産省 name: 経済産業省 → 産省 | rules",
    ]


def test_two_records_that_became_one() -> None:
    other = replace(MENTION, start=0, end=3, text="総務省")
    before = bodies(body("1", "経済産業省", MENTION), body("2", "総務省", other))
    after = bodies(body("1", "経済産業省", other, MENTION, aliases=("総務省",)))
    assert told(changes(before, after, [LANGUAGE_DATA])) == [
        "organizations value 総務省 → 総務省 name: 総務省 → 経済産業省 | language_data"
    ]


def test_bodies_of_one_name_are_told_by_those_above() -> None:
    part = body("9", "人事課", MENTION, parent="o-1")
    before = bodies(body("1", "総務省"), part)
    after = bodies(body("2", "文部科学省"), replace(part, parent="o-2", id="o-8"))
    # 「総務省」 and 「文部科学省」 have no mention: they are the same by their part, renamed.
    assert told(changes(before, after, [RULES])) == [
        "organizations value 総務省 → 文部科学省 name: 総務省 → 文部科学省 | rules"
    ]
    kept = bodies(body("1", "総務省"), body("2", "文部科学省"), replace(part, parent="o-2"))
    assert told(changes(bodies(body("1", "総務省"), part), kept, [RULES])) == [
        "organizations value 人事課 → 人事課 parent: 総務省 → 文部科学省 | rules"
    ]


def test_a_parent_that_is_gone() -> None:
    part = body("9", "人事課", MENTION, parent="o-1")
    before, after = bodies(body("1", "総務省"), part), bodies(replace(part, parent=None))
    line = "organizations value 人事課 → 人事課 parent: {} → {} | rules"
    assert told(changes(before, after, [RULES])) == [line.format("総務省", None)]
    assert told(changes(after, before, [RULES])) == [line.format(None, "総務省")]


def test_words_that_point() -> None:
    text = "総務省と経産省が参加した。両省が合意した。\n"
    before = document(text)
    [reference] = before.references
    after = replace(
        before, references=(replace(reference, organizations=reference.organizations[:1]),)
    )
    assert told(changes(before, after, [RULES])) == [
        "organizations value 両省 → 両省 organizations: 総務省・経済産業省 → 総務省 | rules"
    ]
    gone = replace(before, references=())
    assert told(changes(before, gone, [RULES])) == [
        "organizations removed 両省 → None organizations: 総務省・経済産業省 → None | rules"
    ]


def test_warnings_alone_are_a_change_of_their_own_kind() -> None:
    before = document("平成30年に始めた。\n")
    [found] = before.dates
    after = replace(before, dates=(replace(found, warnings=("era ended 2019-04-30",)),))
    assert told(changes(before, after, [RULES])) == [
        "warnings warning 平成30年 → 平成30年 warnings:  → era ended 2019-04-30 | rules"
    ]
    refused = replace(before, warnings=("0-9: refused",))
    assert told(changes(before, refused, [MODEL])) == [
        "warnings warning 2018/a → 2018/a warnings:  → 0-9: refused | model"
    ]


def test_the_document_as_a_whole() -> None:
    before = document("平成30年に始めた。\n")
    assert told(changes(before, replace(before, title="報告"), [RULES])) == [
        "documents value 2018/a → 2018/a title: None → 報告 | rules"
    ]
    assert told(changes(before, replace(before, encoding="cp932"), [RULES])) == [
        "documents value 2018/a → 2018/a encoding: utf-8 → cp932 | rules"
    ]
    saved_anew = replace(before, encoding="cp932", sha256="0" * 64)
    assert told(changes(before, saved_anew, [RULES])) == [
        "documents value 2018/a → 2018/a encoding: utf-8 → cp932 | text"
    ]


def test_what_was_decided() -> None:
    before = document(TEXT)
    [person] = before.people
    decided = tuple(replace(m, found_by="decision") for m in person.mentions)
    after = replace(
        before, people=(replace(person, name="吉田真人", id="p-000000000001", mentions=decided),)
    )
    assert told(changes(before, after, [RULES, DECISION])) == [
        "people value 吉田眞人 → 吉田眞人 name: 吉田眞人 → 吉田真人 | decision"
    ]


REJECT = {"kind": "organization", "document": "2018/a", "scope": "place",
          "quote": {"exact": "経産省"}, "verdict": "reject"}  # fmt: skip
SHORTER = {**REJECT, "kind": "date", "quote": {"exact": "平成30年"}, "verdict": "override",
           "value": {"boundary": "30年"}}  # fmt: skip
HEADING = {**REJECT, "kind": "section", "quote": {"exact": "１ 概要"}, "verdict": "override",
           "value": {"title": "総括"}}  # fmt: skip


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (
            REJECT,
            "organizations removed 経産省 → None name: 経済産業省 → None type: government → None",
        ),
        (SHORTER, "dates boundary 平成30年 → 30年"),
        (HEADING, "sections section １概要 → １総括 title: 概要 → 総括"),
    ],
)
def test_what_a_decision_took_away_or_altered(record: dict[str, Any], expected: str) -> None:
    before = document(TEXT)
    decision = make_decision(record)
    after = apply_decisions(before, {decision.id: decision})
    found = told(changes(before, after, [RULES, DECISION]))
    assert f"{expected} | decision" in found
    # Of what happened elsewhere the rules may be the cause as well.
    moved = replace(after, dates=after.dates[2:])
    assert any(
        line.startswith("dates removed") and line.endswith("| rules, decision")
        for line in told(changes(before, moved, [RULES, DECISION]))
    )
    # Without the decision all is as before, and that is the decision's doing too.
    assert all(line.endswith("| decision") for line in told(changes(after, before, [DECISION])))


def test_the_same_fact_by_another_layer_is_no_change() -> None:
    before = document(TEXT)
    [person] = before.people
    other = tuple(replace(m, found_by="model") for m in person.mentions)
    assert told(changes(before, replace(before, people=(replace(person, mentions=other),)))) == []


def test_sections_of_other_levels() -> None:
    """All below a heading that rises rise with it: alike, so one group."""
    text = "第１章　総則\n\n１　目的\n\n目的を定める。\n\n２　範囲\n\n範囲を定める。\n"
    before = document(text)
    assert [s.level for s in before.sections] == [1, 2, 2]
    after = replace(
        before,
        sections=(
            before.sections[0],
            *(replace(s, level=1, parent=None) for s in before.sections[1:]),
        ),
    )
    found = changes(before, after, [RULES])
    lines = [f"sections section {title} → {title} level: 2 → 1 parent: 第１章総則 → None | rules"
             for title in ("１目的", "２範囲")]  # fmt: skip
    assert told(found) == lines
    assert found[0].alike == found[1].alike


def test_bodies_that_a_rule_divides_otherwise() -> None:
    text = "１　目的\n\n目的を定める。\n第5頁の注記\n\n２　範囲\n\n範囲を定める。\n"
    before = document(text)
    first, second = before.sections
    shorter = replace(first, body="目的を定める。")
    lost = replace(before, sections=(shorter, second))
    assert told(changes(before, lost, [RULES])) == [
        "sections section １目的 → １目的 body: 第5頁の注記 → None | rules"
    ]
    longer = replace(second, body="第5頁の注記\n範囲を定める。")
    given = replace(before, sections=(shorter, longer))
    assert told(changes(before, given, [RULES])) == [
        "sections section １目的 → ２範囲 section: １目的 → ２範囲 | rules"
    ]


def test_a_date_keeps_its_days_beside_its_form() -> None:
    before = document("平成30年に始めた。\n")
    [found] = before.dates
    shifted: Date = replace(found, last_day="2018-12-30")
    assert told(changes(before, replace(before, dates=(shifted,)), [RULES])) == [
        "dates value 平成30年 → 平成30年 last_day: 2018-12-31 → 2018-12-30 | rules"
    ]


def test_people_of_one_name() -> None:
    mentions = (
        replace(MENTION, start=0, end=3, text="総務省"),
        replace(MENTION, start=3, end=6, text="経産省"),
    )
    people = [
        Person(f"p-{n}", "田中一郎", "田中", "一郎", None, (Position(None, title),), (mention,))
        for n, title, mention in ((1, "課長", mentions[0]), (2, "局長", mentions[1]))
    ]
    before = replace(bodies(), people=tuple(people))
    one = replace(people[0], mentions=mentions)
    assert told(changes(before, replace(bodies(), people=(one,)), [RULES])) == [
        "people value 経産省 → 経産省 name: 田中一郎（局長） → 田中一郎（課長） | rules"
    ]
