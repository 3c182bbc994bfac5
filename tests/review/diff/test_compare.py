"""Whole outputs compared: which documents are read, what is told of those that came and went."""

from __future__ import annotations

import json

import pytest

from pipeline.review.changes import Comparison, Filter, Stale, group
from pipeline.review.diff import compare
from tests.review.pairs import Memory, document, generator, told

OLD = "平成29年10月に経産省が方針を公表した。\n"
NEW = "平成29年11月に経産省が方針を公表した。\n"


def two_sides() -> tuple[Memory, Memory]:
    before = Memory(
        document(OLD, identifier="a"), document(OLD, identifier="b/1"),
        document(NEW, identifier="b/2"), document("平成元年。\n", identifier="gone"),
        generator=generator(rules="1", language_data="1"), name="before",
    )  # fmt: skip
    after = Memory(
        document(OLD, identifier="a"), document(NEW, identifier="b/1"),
        document(NEW + "\n令和2年。\n", identifier="b/2"), document("令和3年。\n", identifier="new"),
        generator=generator(rules="2", language_data="1"), name="after",
    )  # fmt: skip
    return before, after


def test_only_what_differs_is_read() -> None:
    before, after = two_sides()
    found = compare(before, after)
    assert before.read == after.read == ["b/1", "b/2"]
    assert (found.before, found.after) == ("before", "after")
    assert (found.documents, found.identical, found.texts) == (5, 1, 2)
    assert [d.name for d in found.differences] == ["rules"]
    assert told(found.changes) == [
        "dates value 平成29年10月 → 平成29年11月 iso: 2017-10 → 2017-11 | text",
        "dates added None → 令和2年 iso: None → 2020 granularity: None → year | text",
        "documents removed gone → None | text",
        "documents added None → new | text",
    ]
    assert found.counts == {"documents": 2, "dates": 2}


def test_outputs_beside_themselves() -> None:
    before, _ = two_sides()
    found = compare(before, before)
    assert found.changes == ()
    assert before.read == []


def test_empty_outputs() -> None:
    before, _ = two_sides()
    assert compare(Memory(), Memory()).changes == ()
    assert [c.type for c in compare(Memory(), before).changes] == ["added"] * 4
    assert [c.type for c in compare(before, Memory()).changes] == ["removed"] * 4


def test_a_document_of_another_name() -> None:
    """The same text alone under a new name: what was found in it is compared."""
    before, after = Memory(document(OLD, identifier="a")), Memory(document(OLD, identifier="b"))
    assert told(compare(before, after).changes) == ["documents value a → b id: a → b | text"]
    twice = Memory(document(OLD, identifier="b"), document(OLD, identifier="c"))
    assert [c.type for c in compare(before, twice).changes] == ["removed", "added", "added"]


def test_a_document_that_fails_now_says_why() -> None:
    before = Memory(document(OLD, identifier="a"), generator=generator(rules="1"))
    after = Memory(failures={"a": "the file is empty"}, generator=generator(rules="2"))
    assert told(compare(before, after).changes) == [
        "documents removed a → None error: None → the file is empty | text, rules"
    ]
    assert told(compare(after, before).changes) == [
        "documents added None → a error: the file is empty → None | text, rules"
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Filter(documents=("b/*",)), ["dates value", "dates added"], id="document"),
        pytest.param(Filter(documents=("new", "?one")), ["documents removed", "documents added"],
                     id="several patterns"),
        pytest.param(Filter(kinds=("documents",)), ["documents removed", "documents added"], id="kind"),
        pytest.param(Filter(types=("value",)), ["dates value"], id="type"),
        pytest.param(Filter(causes=("rules",)), [], id="cause"),
        pytest.param(Filter(kinds=("dates",), types=("added",)), ["dates added"], id="both"),
    ],
)  # fmt: skip
def test_filters(wanted: Filter, expected: list[str]) -> None:
    found = compare(*two_sides(), wanted)
    assert [f"{c.kind} {c.type}" for c in found.changes] == expected


def test_only_wanted_documents_are_read() -> None:
    before, after = two_sides()
    compare(before, after, Filter(documents=("b/2",)))
    assert after.read == ["b/2"]


def test_a_value_with_its_warning_is_found_under_warnings() -> None:
    before = Memory(document("平成30年に始めた。\n", identifier="a"))
    after = Memory(document("平成40年に始めた。\n", identifier="a"))
    [change] = compare(before, after, Filter(kinds=("warnings",))).changes
    assert change.kind == "dates"
    assert [field.name for field in change.fields] == ["iso", "warnings"]


def grouped() -> Comparison:
    before = [document(OLD, identifier=name) for name in "abc"]
    after = [
        document(NEW if name < "c" else OLD + "令和2年。\n", identifier=name) for name in "abc"
    ]
    return compare(Memory(*before), Memory(*after))


def test_equal_changes_are_one_group_with_its_places() -> None:
    first, second = grouped().groups()
    assert (len(first.changes), first.documents) == (2, 2)
    assert [c.document for c in first.changes] == ["a", "b"]
    assert (second.first.type, len(second.changes)) == ("added", 1)


def test_kinds_come_in_their_order() -> None:
    found = compare(*two_sides())
    kinds = [g.first.kind for g in group(reversed(found.changes))]
    assert kinds == ["documents", "documents", "dates", "dates"]


def test_the_json_says_all_of_it() -> None:
    found = json.loads(json.dumps(grouped().to_dict(), ensure_ascii=False))
    assert found["diff_version"] == "1"
    assert found["counts"] == {"dates": 3}
    group = found["groups"][0]
    assert (group["kind"], group["type"], group["record"]) == ("dates", "value", "date")
    assert (group["count"], group["documents"]) == (2, 2)
    assert group["causes"] == ["text"]
    assert group["fields"] == [{"name": "iso", "before": "2017-10", "after": "2017-11"}]
    change = group["changes"][0]
    assert change["before"]["sentence"] == OLD.strip()
    start, end = change["before"]["marked"]
    assert change["before"]["sentence"][start:end] == "平成29年10月"
    assert change["before"]["page"] == change["before"]["line"] == 1
    assert found["groups"][1]["changes"][0]["before"] is None


def test_decisions_to_be_looked_at_again() -> None:
    first = Stale("k-1", "a", "date", "reject", "同年", "the quoted text is gone")
    second = Stale("k-2", None, "organization", "reject", "経産省", "it holds in no document")
    found = compare(Memory(stale=[first]), Memory(stale=[first, second]))
    assert [(stale.id, stale.is_new) for stale in found.stale] == [("k-1", False), ("k-2", True)]
    assert [stale["new"] for stale in found.to_dict()["stale_decisions"]] == [False, True]
    wanted = compare(Memory(), Memory(stale=[first, second]), Filter(documents=("b*",)))
    assert [stale.id for stale in wanted.stale] == ["k-2"]
    # One that holds again is no longer told.
    assert compare(Memory(stale=[first]), Memory()).stale == ()
