from __future__ import annotations

import re
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.report.marks import Mark, MarkKind, mark_lines
from pipeline.review.report.visible import visible
from tests.review.report.pages import Page

KINDS: tuple[MarkKind, ...] = ("organization", "person", "date", "reference")


def marked(text: str, *marks: tuple[str, MarkKind], wraps: dict[int, str] | None = None) -> str:
    """The lines with short tags: each mark is the first place of its words."""
    numbers = count(1)
    made = []
    for surface, kind in marks:
        start = text.index(surface)
        made.append(Mark(start, start + len(surface), kind, "x", next(numbers)))
    html = "\n".join(line.html for line in mark_lines(text, made, wraps or {}))
    html = re.sub(r'<mark class="(\w)( on)?"[^>]*>', lambda m: f"<{m[1]}{m[2] or ''}>", html)
    return html.replace("</mark>", "</>")


@pytest.mark.parametrize(
    ("text", "marks", "html"),
    [
        ("経産省が", [("経産省", "organization")], "<o>経産省</>が"),
        (
            "2018年報告書委員会が",
            [("2018年", "date"), ("2018年報告書委員会", "organization")],
            "<o><d>2018年</>報告書委員会</>が",
        ),
        (
            "吉田研究所",
            [("吉田", "person"), ("吉田研究所", "organization")],
            "<o><p>吉田</>研究所</>",
        ),
        ("甲乙丙", [("甲乙", "organization"), ("乙丙", "person")], "<o>甲<p>乙</></><p on>丙</>"),
        ("吉田", [("吉田", "person"), ("吉田", "organization")], "<o><p>吉田</></>"),
        ("経産\n省が", [("経産\n省", "organization")], "<o>経産</>\n<o on>省</>が"),
        ("経産\n  省が", [("経産\n  省", "organization")], "<o>経産</>\n  <o on>省</>が"),
        ("経産\n\n省", [("経産\n\n省", "organization")], "<o>経産</>\n\n<o on>省</>"),
        ("𠮷田𩸽店", [("𩸽店", "organization")], "𠮷田<o>𩸽店</>"),
        ("<b>&\"'", [("b>&", "organization")], "&lt;<o>b&gt;&amp;</>&#34;&#39;"),
        ("前\f後", [("後", "person")], "前<p>後</>"),
        ("", [], ""),
    ],
    ids=[
        "one", "a date in a name", "a person in a name", "crossing", "the same place",
        "over a line end", "over an indentation", "over a blank line", "astral", "hostile",
        "a form feed", "nothing",
    ],
)  # fmt: skip
def test_marks(text: str, marks: list[tuple[str, MarkKind]], html: str) -> None:
    assert marked(text, *marks) == html


def test_the_blanks_that_a_wrap_made_are_set_off() -> None:
    html = marked("  経産 \n　省が\n  別", ("経産 \n　省", "organization"), wraps={2: ""})
    assert html == (
        '  <o>経産</><span class="blank"> </span>\n<span class="blank">　</span><o on>省</>が\n  別'
    )


def test_pages_and_headings() -> None:
    text = "一 表題\n本文\f\n二 次\fの表題 続く"
    headings = [Mark(0, 4, "heading", "s-1", level=1), Mark(9, 16, "heading", "s-2", level=3)]
    lines = list(mark_lines(text, headings, {}))
    assert [line.page for line in lines] == [None, 2, 3]
    assert [line.heading for line in lines] == [1, 0, 0]
    assert '<span class="h" id="s-2">' in lines[2].html


@st.composite
def texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    alphabet = "あ漢𠮷<>&\"' 　\n\f\u202e\x00a"
    text = draw(st.text(alphabet, max_size=40))
    edges = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(edges, edges, st.sampled_from(KINDS)), max_size=8))
    return text, [
        Mark(start, end, kind, "x", number)
        for number, (start, end, kind) in enumerate(spans, 1)
        if start < end
    ]


@given(texts_with_marks())
def test_marks_say_the_text_and_nothing_else(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    pages = [Page(line.html) for line in mark_lines(text, marks, {})]
    assert [page.text for page in pages] == [
        str(visible(line.replace("\f", ""))) for line in text.split("\n")
    ]
    for mark in marks:
        pieces = [
            element
            for page in pages
            for element in page.all("mark")
            if element.attributes["data-m"] == str(mark.number)
        ]
        expected = "".join(str(visible(text[mark.start : mark.end])).split())
        said = "".join(piece.text for piece in pieces)
        assert "".join(said.split()) == expected.replace("‹U+000C›", "")
        assert [piece for piece in pieces if "id" in piece.attributes] == pieces[:1]
