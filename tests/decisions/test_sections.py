"""Decisions on headings: the tree, the bodies, and the records that stand in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.decisions import Decision
from pipeline.decisions.decision import squeeze
from pipeline.decisions.ground import Ground
from pipeline.decisions.sections import facts_of
from pipeline.flow import split_sections
from pipeline.ids import content_id
from pipeline.records import Document
from pipeline.text import layout
from pipeline.text.passages import make_passages
from tests.decisions.deciding import decide, decision, headings, read, reasons

GOLD = sorted((Path(__file__).parents[1] / "gold").rglob("*.txt"))


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        pytest.param(
            [decision("section", "[（２）体制]", "reject")],
            ["1 （１）対策", "2 （ア）名簿"],
            id="no heading: what stood in it stands in the one before",
        ),
        pytest.param(
            [decision("section", "[（１）対策]", "reject")],
            ["1 （２）体制", "2 （ア）名簿"],
            id="the first one",
        ),
        pytest.param(
            [decision("section", "[（２）体制]", "override", title="推進体制")],
            ["1 （１）対策", "1 （２）推進体制", "2 （ア）名簿"],
            id="another title",
        ),
        pytest.param(
            [decision("section", "[（ア）名簿]", "override", level=1, number="(ア)")],
            ["1 （１）対策", "1 （２）体制", "1 (ア)名簿"],
            id="another level and number",
        ),
        pytest.param(
            [decision("section", "[（ア）名簿]", "override", level=4)],
            ["1 （１）対策", "1 （２）体制", "2 （ア）名簿"],
            id="no level is skipped",
        ),
        pytest.param(
            [decision("section", "[（２）体制]", "override", level=2)],
            ["1 （１）対策", "2 （２）体制", "2 （ア）名簿"],
            id="a lower level",
        ),
        pytest.param(
            [decision("section", "[経産省商務情報政策局も加わった。]", "add", title="経産省")],
            ["1 （１）対策", "1 経産省", "1 （２）体制", "2 （ア）名簿"],
            id="a heading within a paragraph",
        ),
        pytest.param(
            [decision("section", "[総務省は、平成30年２月30日に研究会を設けた。]", "add", level=2)],
            ["1 （１）対策", "1 （２）体制", "2 総務省は、平成30年2月30日に研究会を設けた。", "2 （ア）名簿"],
            id="a whole paragraph, below the section it stood in",
        ),
        pytest.param(
            [decision("section", "[（２）体制]", "override", boundary="（２）")],
            ["1 （１）対策", "1 （２）", "2 （ア）名簿"],
            id="a shorter heading",
        ),
    ],
)  # fmt: skip
def test_a_decision_on_a_heading(decided: list[Decision], expected: list[str]) -> None:
    after = decide(read(), *decided)
    assert headings(after) == expected
    assert set(reasons(after)) == {None}
    text_end = len(after.text)
    for section in after.sections:
        parents = [s for s in after.sections if s.id == section.parent]
        assert section.level == (parents[0].level + 1 if parents else 1)
        following = [s.start for s in after.sections if s.start > section.start and s.level <= section.level]  # fmt: skip
        assert section.end == min(following, default=text_end)
    written = [after.text[s.heading_start : s.heading_end] + s.body for s in after.sections]
    start = after.sections[0].start
    assert squeeze("".join(written)) == squeeze(after.text[start:])


def test_bodies_go_to_the_section_before_and_to_the_new_one() -> None:
    first, second, third = read().sections
    joined = decide(read(), decision("section", "[（２）体制]", "reject")).sections
    assert joined[0].body == f"{first.body}\n（２）体制\n{second.body}"
    assert joined[1].body == third.body
    added = decide(
        read(), decision("section", "[総務省は、平成30年２月30日に研究会を設けた。]", "add")
    ).sections
    assert [section.body for section in added] == [first.body, "", "", third.body]
    inside = decide(
        read(), decision("section", "[田中花子委員（東京大学教授）]が", "add", title="田中")
    )
    assert [s.body for s in inside.sections[2:]] == [
        "", "が座長である。総務省情報流通行政局も加わる。",
    ]  # fmt: skip


def test_records_stand_in_the_sections_as_decided() -> None:
    after = decide(read(), decision("section", "[（２）体制]", "reject"))
    names = {section.id: section.number for section in after.sections}
    assert [names[date.section or ""] for date in after.dates] == ["（１）"] * 3
    [person] = [p for p in after.people if p.name == "田中花子"]
    assert names[person.mentions[0].section or ""] == "（ア）"


def test_ids_are_made_of_the_path() -> None:
    after = decide(read(), decision("section", "[（２）体制]", "override", title="推進体制"))
    above = content_id("s", "（２） 推進体制")
    assert after.sections[1].id == above
    assert after.sections[2].id == content_id("s", "（２） 推進体制", "（ア） 名簿")
    assert after.dates[2].section == above
    assert [s.found_by for s in after.sections] == ["heading", "decision", "heading"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_sections_made_anew_are_the_same(path: Path) -> None:
    """What is taken out and what is put back: the other sections stay as they were."""
    text = path.read_text(encoding="utf-8")
    sections = tuple(split_sections(text))
    document = Document("a", None, None, None, None, None, text, sections, (), (), ())
    ground = Ground(make_passages(layout.read(text), sections))
    asked = []
    for fact in facts_of(sections):
        place = ground.place(*fact.span)
        assert place is not None
        asked.append(Decision("section", "a", "place", ground.quote(place), "accept"))
    after = decide(document, *asked)
    assert set(reasons(after)) <= {None}
    assert after.sections == sections
