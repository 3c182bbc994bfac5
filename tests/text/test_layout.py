from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from pipeline.text.layout import Layout, Paragraph, read
from pipeline.text.lines import BLANKS
from pipeline.text.offsets import Span
from tests.reading import QUICKLY, TEXTS, joined, read_case
from tests.tables import cases


@pytest.mark.parametrize(("text", "paragraphs"), cases("unwrap", "text", "paragraphs"))
def test_read(text: str, paragraphs: str) -> None:
    assert joined([p.text.text for p in read_case(text).paragraphs]) == paragraphs


@pytest.mark.parametrize(
    ("text", "kind", "mark", "bullet"),
    [
        ("人口は減少している。", "text", None, 0),
        ("・人口の減少", "item", None, 1),
        ("■　背景", "item", None, 2),
        ("（１）背景", "item", "paren", 0),
        ("①背景", "item", "circled", 0),
        ("高橋　由美　筑波大学　教授", "row", None, 0),
        ("１　高橋　由美　筑波大学　教授", "row", "arabic", 0),
        ("・高橋　由美　筑波大学　教授", "row", None, 1),
        ("区分\t金額", "row", None, 0),
    ],
)
def test_kinds(text: str, kind: str, mark: str | None, bullet: int) -> None:
    [paragraph] = read(text).paragraphs
    found = paragraph.mark.style if paragraph.mark else None
    assert (paragraph.kind, found, paragraph.bullet) == (kind, mark, bullet)


def test_a_paragraph_knows_its_lines_and_what_stands_around_it() -> None:
    layout = read(
        "調査報告\n\n　総務省において検討し、平成29年\n12月に公表した。\n次の段落である。"
    )
    first, second, third = layout.paragraphs
    assert [(p.first_line, p.last_line) for p in layout.paragraphs] == [(0, 0), (2, 3), (4, 4)]
    assert [(p.blank_before, p.blank_after) for p in (first, second, third)] == [
        (True, True),
        (True, False),
        (False, True),
    ]
    assert second.indent == 2
    assert (
        layout.text[second.start : second.end] == "総務省において検討し、平成29年\n12月に公表した。"
    )
    assert second.text.text == "総務省において検討し、平成29年12月に公表した。"
    year = second.text.text.index("29年12月")
    assert second.text.source(year, year + 6) == Span(20, 27)
    assert layout.surface(second.text.source(year, year + 6)) == "29年12月"


def test_lines_and_pages_of_an_offset() -> None:
    text = "表紙\n本文である。\n\f次の頁である。\n終わりである。"
    layout = read(text)
    assert [layout.line_at(text.index(c)) for c in "表本次終"] == [1, 2, 3, 4]
    assert [layout.page_at(text.index(c)) for c in "表本次終"] == [1, 1, 2, 2]
    assert (layout.line_at(0), layout.page_at(0)) == (1, 1)
    assert (layout.line_at(len(text)), layout.page_at(len(text))) == (4, 2)


@pytest.mark.parametrize(
    ("source", "surface"),
    [
        ("総務省", "総務省"),
        ("経済産\n業省", "経済産業省"),
        ("経済産 \n　業省", "経済産業省"),
        ("サイバー\n\n\f攻撃", "サイバー攻撃"),
        ("cyber\nrange", "cyber range"),
        ("cyber range", "cyber range"),
        ("devel-\noped", "developed"),
        ("SDN-\nNFV", "SDN-NFV"),
        ("IoT\n推進", "IoT推進"),
        ("平成29\n年", "平成29年"),
    ],
)
def test_surface(source: str, surface: str) -> None:
    assert read(f"前{source}後").surface(Span(1, 1 + len(source))) == surface


def has_furniture_inside(layout: Layout, paragraph: Paragraph) -> bool:
    aside = layout.pages.furniture | layout.pages.contents
    return any(index in aside for index in range(paragraph.first_line, paragraph.last_line + 1))


@QUICKLY
@given(TEXTS)
def test_paragraphs_ascend_and_map_to_what_they_say(text: str) -> None:
    layout = read(text)
    assert all(p.text.text.strip(BLANKS) for p in layout.paragraphs)
    for before, after in pairwise(layout.paragraphs):
        assert before.end <= after.start
        assert before.last_line < after.first_line
    for paragraph in layout.paragraphs:
        assert 0 <= paragraph.start < paragraph.end <= len(text)
        assert layout.line_at(paragraph.start) == paragraph.first_line + 1
        assert layout.line_at(paragraph.end - 1) == paragraph.last_line + 1
        if not has_furniture_inside(layout, paragraph):
            assert layout.surface(Span(paragraph.start, paragraph.end)) == paragraph.text.text


@QUICKLY
@given(TEXTS)
def test_every_line_is_in_a_paragraph_or_set_aside(text: str) -> None:
    layout = read(text)
    inside = {
        index for p in layout.paragraphs for index in range(p.first_line, p.last_line + 1)
    } | layout.pages.furniture | layout.pages.contents  # fmt: skip
    assert {i for i in range(layout.line_count) if layout.line_content(i)} <= inside


@QUICKLY
@given(TEXTS)
def test_a_paragraph_that_follows_changes_none_before_it(text: str) -> None:
    """Not the last, which it may belong to, and not where it ends a page or a table of contents."""
    before = read(text)
    after = read(text + "\n\n\n以上の記述は、令和６年３月に確認した。\n")
    if before.pages != after.pages:
        return
    kept = [p.text.text for p in before.paragraphs[:-1]]
    assert [p.text.text for p in after.paragraphs[: len(kept)]] == kept


def test_reading_is_linear_enough() -> None:
    """A text of a million characters in seconds, so no step looks at all lines for each line."""
    text = "　（１）人口は減少しているため、（平成29年\n12月に取りまとめた。\n\n- 1 -\n" * 5000
    assert len(read(text).paragraphs) == 5000
