from __future__ import annotations

import pytest

from pipeline.sections import split
from pipeline.text.layout import read
from tests.reading import read_case
from tests.tables import cases


@pytest.mark.parametrize(("text", "sections"), cases("placing", "text", "sections"))
def test_where_sections_begin_and_end(text: str, sections: str) -> None:
    layout = read_case(text)
    found = []
    for section in split(layout):
        lines = [line.strip() for line in layout.text[section.start : section.end].split("\n")]
        found.append("／".join(line for line in lines if line))
    assert "|".join(found) == sections


def test_a_section_may_begin_before_its_heading() -> None:
    layout = read("背景の本文である。\n\n（１）背景\n\f（２）課題\n課題の本文である。\n")
    first, second = split(layout)
    assert (first.start, first.heading_start) == (0, layout.text.index("（１）"))
    assert second.start == second.heading_start == layout.text.index("（２）")
    assert first.body == "背景の本文である。"


@pytest.mark.parametrize("turn", ["\n\f", "\n\n- 1 -\n", "\n\nPage 2:\n"])
def test_a_document_with_its_headings_before_their_bodies_does_not_suffer(turn: str) -> None:
    titles = ["背景", "課題", "体制", "財源", "方針"]
    pages = [f"（{n}）{t}\n{t}は次のとおり。\n続きである。" for n, t in enumerate(titles, start=1)]
    sections = split(read(turn.join(pages)))
    assert len(sections) == 5
    assert all(section.start == section.heading_start for section in sections)
