from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.decisions import Decision
from pipeline.decisions.apply import apply_decisions
from pipeline.desk.cases import make_cases, warned_cases
from pipeline.desk.rooms import Rooms
from pipeline.desk.session import Missed, RefusedError, Session
from pipeline.desk.store import Store
from pipeline.desk.verdicts import Answer
from pipeline.errors import DataError
from pipeline.records import Document
from pipeline.review.diff import compare
from pipeline.text.offsets import Span
from tests.decisions.deciding import decide, decision, organizations, read
from tests.review.pairs import Memory

NOW = read()
AGAIN = replace(read("経産省が開いた。\n総務省も経産省と会った。\n"), id="b", source="b.txt")
REJECT_ALL = decision("organization", "[経産省]", "reject", "everywhere")


def without(document: Document, *decisions: Decision) -> Document:
    return replace(decide(document, *decisions), decisions=())


REJECT_DATE = decision("date", "[平成29年12月22日]", "reject")
REJECT_PERSON = decision("person", "[吉田眞人]", "reject")
OLD = [without(NOW, REJECT_ALL, REJECT_DATE, REJECT_PERSON), without(AGAIN, REJECT_ALL)]
NEW = [NOW, AGAIN]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


def begin(file: Path, before: list[Document] = OLD, after: list[Document] = NEW) -> Session:
    sides = Memory(*before), Memory(*after)
    cases = make_cases(compare(*sides), *sides)
    return Session(cases, Store(file), Rooms(sides[1]))


def named(session: Session, surface: str) -> int:
    """The case of the added 「経産省」, and the like."""
    return next(
        number for number, case in session.cases.items()
        if surface in (case.group.first.surface_after, case.group.first.surface_before)
        and not case.is_information
    )  # fmt: skip


def again(session: Session, file: Path) -> list[int]:
    """The open cases of somebody who sits down now."""
    fresh = begin(file)
    assert [session.open_places(n) for n in session.cases] == [
        fresh.open_places(n) for n in fresh.cases
    ]
    return [number for number in fresh.cases if fresh.open_places(number)]


def test_one_place_at_a_time_and_all_that_are_alike(file: Path) -> None:
    session = begin(file)
    number = named(session, "経産省")
    assert len(session.cases[number].subjects) == 3
    before = session.left()
    session.decide(number, [1], Answer("accept"))
    assert session.open_places(number) == [0, 2]
    session.decide(number, session.open_places(number), Answer("reject", by="山田", why="略称"))
    assert session.open_places(number) == []
    assert number not in again(session, file)
    after = session.left()
    assert (after.open_cases, after.open_places) == (before.open_cases - 1, before.open_places - 3)
    assert (after.cases, after.places) == (before.cases, before.places)
    lines = [d for _, d in Store(file).read()]
    assert sorted(d.verdict for d in lines) == ["accept", "reject", "reject"]
    assert all(d.scope == "place" and d.quote.prefix + d.quote.suffix for d in lines)
    assert {d.by for d in lines} == {None, "山田"}


@pytest.mark.parametrize(("scope", "lines", "left"), [("document", 2, 0), ("everywhere", 1, 0)])
def test_a_wider_scope_is_a_decision_for_many(
    file: Path, scope: str, lines: int, left: int
) -> None:
    session = begin(file)
    number = named(session, "経産省")
    session.decide(number, session.open_places(number), Answer("reject", scope))  # type: ignore[arg-type]
    assert len(Store(file).read()) == lines
    assert len(session.open_places(number)) == left
    again(session, file)


def test_a_decision_on_one_document_leaves_the_other(file: Path) -> None:
    session = begin(file)
    number = named(session, "経産省")
    session.decide(number, [0], Answer("reject", "document"))
    documents = [case.change.document for case in session.cases[number].subjects if case]
    assert documents == ["a", "b", "b"]
    assert session.open_places(number) == [1, 2]


def test_undo_as_far_as_it_began(file: Path) -> None:
    session = begin(file)
    first, second = [n for n in session.cases if session.open_places(n)][:2]
    states = []
    for action in (
        lambda: session.decide(first, session.open_places(first), Answer("accept")),
        lambda: session.skip(second),
        lambda: session.decide(second, session.open_places(second), Answer("accept", "document")),
    ):
        states.append((session.left(), file.read_bytes() if file.exists() else b""))
        action()
    assert session.is_skipped(second) is False
    while states:
        step = session.undo()
        assert step is not None
        assert (session.left(), file.read_bytes()) == states.pop()
    assert session.undo() is None
    assert not session.can_undo


def test_what_was_skipped_comes_last(file: Path) -> None:
    session = begin(file)
    numbers = [n for n in session.cases if session.open_places(n)]
    session.skip(numbers[0])
    assert session.is_skipped(numbers[0])
    assert session.next_open(0) == numbers[1]
    assert session.next_open(numbers[-1]) == numbers[1]
    for number in numbers[1:]:
        session.decide(number, session.open_places(number), Answer("accept"))
    assert session.next_open(numbers[-1]) == numbers[0]
    assert session.left().skipped_cases == 1
    session.decide(numbers[0], session.open_places(numbers[0]), Answer("accept"))
    assert session.next_open(numbers[0]) is None


def test_what_others_decide_meanwhile_is_decided(file: Path) -> None:
    session = begin(file)
    number = named(session, "経産省")
    Store(file).change([decision("organization", "[経産省]", "reject", "everywhere")])
    session.refresh()
    assert session.open_places(number) == []
    with pytest.raises(RefusedError, match="decided on already"):
        session.decide(number, [0], Answer("accept"))
    file.write_bytes(b"")
    session.refresh()
    assert len(session.open_places(number)) == 3


def test_an_accepted_value_that_changed_is_open_again_and_replaced(file: Path) -> None:
    """The older line would contradict the new one."""
    old = decision("date", "[平成29年12月22日]に経産", "accept", iso="2017-12-21")
    Store(file).change([old])
    after = without(NOW, decision("date", "[平成29年12月22日]", "override", iso="2017-12-23"))
    session = begin(file, [NOW], [after])
    [number] = [n for n in session.cases if session.open_places(n)]
    assert [d.id for d in session.former(number, 0)] == [old.id]
    session.decide(number, [0], Answer("accept"))
    [(_, new)] = Store(file).read()
    assert new.values["iso"] == "2017-12-23"
    session.undo()
    assert [i for i, _ in Store(file).read()] == [old.id]


def test_an_answer_that_would_not_hold_writes_nothing(file: Path) -> None:
    after = without(NOW, decision("person", "[吉田眞人]", "override", boundary="眞人"))
    file.write_bytes(b"")
    before = file.read_bytes()
    session = begin(file, [NOW], [after])
    number = named(session, "眞人")
    with pytest.raises(RefusedError, match="the new boundary does not stand there"):
        session.decide(number, [0], Answer("edit", value={"boundary": "田中"}))
    with pytest.raises(RefusedError, match="unknown key"):
        session.decide(number, [0], Answer("edit", value={"iso": "2017"}))
    with pytest.raises(RefusedError, match="no organization of the affiliation's name"):
        session.decide(number, [0], Answer("edit", value={"affiliation": "どこにもない省"}))
    assert file.read_bytes() == before


def test_a_fact_that_was_missed(file: Path) -> None:
    session = begin(file)
    start = NOW.text.index("研究会")
    missed = Missed("organization", "a", Span(start, start + 3), {"type": "council"})
    step = session.add(missed, Answer("edit"))
    assert step.case == 0
    decisions = dict(Store(file).read())
    decided = apply_decisions(NOW, decisions)
    assert organizations(decided)["研究会"] == ["研究会"]
    with pytest.raises(RefusedError, match="needs an 'iso'"):
        session.add(Missed("date", "a", Span(start, start + 3), {}), Answer("edit"))
    with pytest.raises(RefusedError, match=r"contradicts line 1 of .*jsonl"):
        session.add(replace(missed, span=Span(start + 1, start + 5)), Answer("edit"))
    session.undo()
    assert len(Store(file).read()) == 0


def test_a_bad_line_is_named_and_nothing_is_written(file: Path) -> None:
    session = begin(file)
    file.write_text("{\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        session.decide(named(session, "経産省"), [0], Answer("accept"))
    assert caught.value.place == f"{file}:1"
    assert file.read_text(encoding="utf-8") == "{\n"


def test_outputs_that_changed_under_the_session(file: Path) -> None:
    sides = Memory(*OLD), Memory(*NEW)
    cases = make_cases(compare(*sides), *sides)
    moved = replace(read("別の文である。\n" * 9), id="a")
    session = Session(cases, Store(file), Rooms(Memory(moved, AGAIN)))
    with pytest.raises(RefusedError, match="outputs have changed"):
        session.decide(named(session, "経産省"), [0], Answer("accept"))
    assert not file.exists()


def test_without_anything_to_compare_with_what_is_doubted_is_shown(file: Path) -> None:
    after = Memory(*NEW)
    cases = warned_cases(after, ["a", "b"])
    session = Session(cases, Store(file), Rooms(after))
    [number] = session.cases
    [subject] = session.cases[number].subjects
    assert subject is not None
    assert subject.written == "平成30年２月30日"
    session.decide(number, [0], Answer("edit", value={"iso": "2018-02-28"}))
    assert session.next_open(0) is None
    # After the next extraction it has no warning any more.
    decided = apply_decisions(NOW, dict(Store(file).read()))
    assert warned_cases(Memory(decided), ["a"]) == []


def test_after_the_next_extraction_what_was_decided_is_not_asked_again(file: Path) -> None:
    session = begin(file)
    for number in list(session.cases):
        if session.open_places(number):
            session.decide(number, session.open_places(number), Answer("reject"))
    decisions = Store(file).read()
    decided = [
        replace(apply_decisions(d, decisions.concerning(d.id or "", d.text)), decisions=())
        for d in NEW
    ]
    later = begin(file, OLD, decided)
    assert later.left().open_cases == 0
