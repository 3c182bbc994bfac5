from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.sections.candidates import find_candidates
from pipeline.text.layout import read
from tests.reading import QUICKLY, TEXTS, read_case
from tests.tables import cases


@pytest.mark.parametrize(
    ("text", "kind", "number", "title", "body"),
    cases("candidates", "text", "kind", "number", "title", "body"),
)
def test_find_candidates(text: str, kind: str, number: str, title: str, body: str) -> None:
    found = [(c.kind, c.number or "", c.title, c.body) for c in find_candidates(read_case(text))]
    assert found == ([(kind, number, title, body)] if kind else [])


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("１　背景", "１　背景"),
        ("　１　背景　", "１　背景"),
        ("５\n閉会", "５\n閉会"),
        ("１．日時　令和元年12月20日", "１．日時"),
        ("１　場所：総務省第１会議室", "１　場所"),
        ("■　背景", "■　背景"),
        ("【評定】", "【評定】"),
    ],
)
def test_a_heading_ends_before_its_body(text: str, heading: str) -> None:
    [candidate] = find_candidates(read(text))
    assert text[candidate.start : candidate.end] == heading


@QUICKLY
@given(TEXTS)
def test_candidates_ascend_and_keep_to_their_paragraphs(text: str) -> None:
    layout = read(text)
    last = -1
    for candidate in find_candidates(layout):
        assert last < candidate.first <= candidate.last < len(layout.paragraphs)
        last = candidate.last
        assert layout.paragraphs[candidate.first].start == candidate.start
        assert candidate.start < candidate.end <= layout.paragraphs[candidate.last].end
        assert candidate.title == " ".join(candidate.title.split())
        assert candidate.title or candidate.number
