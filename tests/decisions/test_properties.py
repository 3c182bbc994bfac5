"""What holds of any decisions on any fact: twice is once, order is no matter, records stay sound."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decisions import Decision, make_decision
from pipeline.decisions.ground import Ground
from pipeline.export.schema import SCHEMA
from pipeline.records import Document
from pipeline.text import layout
from pipeline.text.passages import make_passages
from tests.decisions.deciding import TEXT, decide, read
from tests.reading import QUICKLY, TEXTS

MINUTES = """議事録
１　開会
座長　田中花子（東京大学教授）
○田中座長　平成30年度の事業は、総務省総務課と東京大学が行う。同年10月に総務省が公表した。
２　議題
(1) ㍻31年３月末まで
総務省と（一社）日本協会の鈴木　一郎理事が、総務省情報流通行政局で
会った。同省は来年度に始める。
"""
DOCUMENTS = [read(TEXT), read(MINUTES)]
VALUES: dict[str, list[dict[str, Any]]] = {
    "date": [{"iso": "2016-06"}, {"iso": None}, {"iso": "2018-04-01/2019-03-31"}],
    "organization": [
        {"type": "agency"}, {"name": "東日本支援機構"}, {"parent": None},
        {"name": "支援部", "parent": "東日本支援機構"},
    ],
    "person": [{"title": "局長"}, {"name": "山田　太郎"}, {"positions": []}, {"reading": "ヤマダ"}],
    "section": [{"title": "題"}, {"level": 1}, {"level": 3}, {"number": None}],
}  # fmt: skip


def grounds(document: Document) -> Ground:
    return Ground(make_passages(layout.read(document.text), document.sections))


def facts(document: Document) -> list[tuple[str, int, int]]:
    named = [("organization", document.organizations), ("person", document.people)]
    return [
        *(("section", s.heading_start, s.heading_end) for s in document.sections),
        *(("date", d.start, d.end) for d in document.dates),
        *((kind, m.start, m.end) for kind, records in named for r in records for m in r.mentions),
    ]


@st.composite
def decisions(draw: st.DrawFn, document: Document) -> Decision:
    ground = grounds(document)
    kind, start, end = draw(st.sampled_from(facts(document)))
    verdict = draw(st.sampled_from(["accept", "reject", "override", "add"]))
    scope = draw(st.sampled_from(["place", "place", "document", "everywhere"]))
    place = ground.place(start, end)
    assert place is not None
    if draw(st.integers(0, 4)) == 0:  # anything at all, mostly no fact
        first = draw(st.integers(0, len(ground.text) - 2))
        place = first, min(first + draw(st.integers(1, 9)), len(ground.text))
    quote = ground.quote(place)
    value: dict[str, Any] = {}
    if verdict != "reject":
        value = dict(draw(st.sampled_from(VALUES[kind])))
    if verdict == "accept" and draw(st.booleans()):
        value = {}
    if verdict == "override" and draw(st.booleans()):
        value["boundary"] = ground.exact(place)[: draw(st.integers(1, 30))].strip() or "〇"
    if verdict == "add" and kind == "date":
        value.setdefault("iso", "2016-06")
    wide = scope != "place"
    return make_decision({
        "kind": kind, "document": "*" if scope == "everywhere" else "a", "scope": scope,
        "quote": {"exact": quote.exact} if wide else {
            "exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix,
        },
        "verdict": verdict, **({"value": value} if value else {}),
    })  # fmt: skip


@st.composite
def cases(draw: st.DrawFn) -> tuple[Document, list[Decision]]:
    document = draw(st.sampled_from(DOCUMENTS))
    return document, draw(st.lists(decisions(document), min_size=1, max_size=8))


@QUICKLY
@given(cases())
def test_twice_is_once_and_the_order_is_no_matter(case: tuple[Document, list[Decision]]) -> None:
    document, decided = case
    once = decide(document, *decided)
    assert decide(document, *reversed(decided)) == once
    assert replace(decide(once, *decided), decisions=once.decisions) == once


@QUICKLY
@given(cases())
def test_records_stay_sound(case: tuple[Document, list[Decision]]) -> None:
    document, decided = case
    after = decide(document, *decided)
    jsonschema.validate(after.to_dict(), SCHEMA)
    assert {d.id for d in after.decisions} == {d.id for d in decided}
    kinds = (after.sections, after.dates, after.organizations, after.people)
    ids = [record.id for records in kinds for record in records]
    assert len(ids) == len(set(ids))
    known = {None, *ids}
    bodies = [m for o in after.organizations for m in o.mentions]
    persons = [m for p in after.people for m in p.mentions]
    for placed in chain(after.dates, bodies, persons, after.references):
        written = after.text[placed.start : placed.end]
        assert re.sub(r"\s", "", written) == re.sub(r"\s", "", placed.text)
        assert placed.section in known
        assert placed.line == after.text.count("\n", 0, placed.start) + 1
    for records in (after.dates, bodies, persons):
        spans = sorted((record.start, record.end) for record in records)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
    parents = {organization.parent for organization in after.organizations}
    posts = {p.organization for person in after.people for p in person.positions}
    for organization in after.organizations:
        assert organization.mentions or organization.id in parents | posts
    assert parents | posts <= known
    assert all(person.mentions for person in after.people)
    assert all(set(r.organizations) <= known for r in after.references)


@QUICKLY
@given(TEXTS, st.data())
def test_a_quote_finds_its_place_again(text: str, data: st.DataObject) -> None:
    ground = Ground(make_passages(layout.read(text), []))
    if len(ground.text) < 2:
        return
    start = data.draw(st.integers(0, len(ground.text) - 1))
    end = data.draw(st.integers(start + 1, len(ground.text)))
    # A character that stands for several (㍻) is quoted as a whole.
    place = ground.place(*ground.source((start, end)))
    assert place is not None
    assert place[0] <= start < end <= place[1]
    assert place in ground.find_quote(ground.quote(place))


def test_nothing_decided_nothing_changed() -> None:
    for document in DOCUMENTS:
        assert decide(document) is document
