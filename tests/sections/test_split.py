from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from pipeline.records import Section
from pipeline.sections import split
from pipeline.text.layout import read
from tests.reading import QUICKLY, REPORTS, TEXTS

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.txt"))
UNRELATED = "\n\n\n以上の記述は、令和６年３月に担当者が確認した。\n"


def assert_tree(sections: list[Section], length: int) -> None:
    """What holds for the sections of any text."""
    by_id = {section.id: section for section in sections}
    assert len(by_id) == len(sections)
    assert [s.start for s in sections] == sorted(s.start for s in sections)
    for section in sections:
        assert 0 <= section.start < section.end <= length
        assert section.start <= section.heading_start < section.heading_end <= section.end
        assert section.number or section.title
        if section.parent is None:
            assert section.level == 1
        else:
            parent = by_id[section.parent]
            assert section.level == parent.level + 1
            assert parent.start <= section.start
            assert section.end <= parent.end
    for parent in {section.parent for section in sections}:
        beside = [section for section in sections if section.parent == parent]
        for before, after in pairwise(beside):
            assert before.end <= after.start


@QUICKLY
@given(TEXTS)
def test_sections_of_any_text_make_a_tree(text: str) -> None:
    assert_tree(split(read(text)), len(text))


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_sections_of_reports_make_a_tree(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    sections = split(read(text))
    assert sections
    assert_tree(sections, len(text))


@QUICKLY
@given(REPORTS)
def test_bodies_are_the_paragraphs_between_the_headings(text: str) -> None:
    layout = read(text)
    paragraphs = [p.text.text for p in layout.paragraphs]
    for section in split(layout):
        for line in section.body.split("\n") if section.body else []:
            # A body on its heading's line is the end of a paragraph.
            assert any(paragraph.endswith(line) for paragraph in paragraphs)


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_an_unrelated_paragraph_at_the_end_changes_no_section(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    before, after = split(read(text)), split(read(text + UNRELATED))
    assert [(s.id, s.level, s.number, s.title) for s in before] == [
        (s.id, s.level, s.number, s.title) for s in after
    ]


def test_fields() -> None:
    text = "調査報告\n\n１．日時　令和元年12月20日\n２．議事\n（１）背景\n人口は、平成29\n年に減少した。\n・出生数\n"
    first, second, third = split(read(text))
    assert (first.number, first.title, first.body) == ("１．", "日時", "令和元年12月20日")
    assert text[first.heading_start : first.heading_end] == "１．日時"
    assert (first.level, first.parent) == (1, None)
    assert (second.number, second.title, second.body) == ("２．", "議事", "")
    assert (third.number, third.title) == ("（１）", "背景")
    assert third.body == "人口は、平成29年に減少した。\n・出生数"
    assert (third.level, third.parent) == (2, second.id)
    assert second.end == third.end == len(text)
    assert first.end == second.start == text.index("２．")


def test_ids_are_made_of_the_path_and_not_of_the_place() -> None:
    chapters = (
        "第１章　総論\n１　背景\n国は法律を改正した。\n第２章　各論\n１　背景\n市は条例を定めた。\n"
    )
    sections = split(read(chapters))
    assert len({section.id for section in sections}) == 4
    moved = split(read("調査報告書\n\n" + chapters.replace("法律を改正した", "計画を改定した")))
    assert [s.id for s in moved] == [s.id for s in sections]


def test_two_sections_of_one_path_have_two_ids() -> None:
    text = "報告\n\n■背景\n\n人口は減少している。\n\n■背景\n\n担い手の不足である。\n"
    first, second = split(read(text))
    assert second.id == f"{first.id}-2"
