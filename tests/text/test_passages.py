from __future__ import annotations

from hypothesis import given

from pipeline.sections import split
from pipeline.text.layout import read
from pipeline.text.passages import make_passages
from tests.reading import QUICKLY, TEXTS

TEXT = """調査報告

１　背景
（１）国内
　総務省において検討し、平成29年
12月に公表した。経済産業省も検討した。
\f（２）市内
市は条例を定めた。
２　課題
体制の整備である。
"""


def test_each_paragraph_bears_its_innermost_section() -> None:
    layout = read(TEXT)
    sections = split(layout)
    title = {section.id: section.title for section in sections}
    found = [(p.text, title.get(p.section or "")) for p in make_passages(layout, sections)]
    assert found == [
        ("調査報告", None),
        ("１　背景", "背景"),
        ("（１）国内", "国内"),
        ("総務省において検討し、平成29年12月に公表した。経済産業省も検討した。", "国内"),
        ("（２）市内", "市内"),
        ("市は条例を定めた。", "市内"),
        ("２　課題", "課題"),
        ("体制の整備である。", "課題"),
    ]


def test_place() -> None:
    layout = read(TEXT)
    sections = split(layout)
    passage = make_passages(layout, sections)[3]
    start = passage.text.index("平成29年12月")
    place = passage.place(start, start + 8)
    assert TEXT[place.start : place.end] == "平成29年\n12月"
    assert place.text == "平成29年12月"
    assert (place.page, place.line) == (1, 5)
    assert place.sentence == "総務省において検討し、平成29年12月に公表した。"
    assert place.section == next(s.id for s in sections if s.title == "国内")
    later = make_passages(layout, sections)[5].place(0, 1)
    assert (later.page, later.line, later.sentence) == (2, 8, "市は条例を定めた。")


def test_a_place_over_two_sentences_shows_both() -> None:
    [passage] = make_passages(read("前文である。本文である。後文である。"), [])
    assert passage.place(3, 8).sentence == "前文である。本文"
    assert passage.section is None


@QUICKLY
@given(TEXTS)
def test_every_place_points_to_its_surface(text: str) -> None:
    layout = read(text)
    sections = split(layout)
    spans = {section.id: (section.start, section.end) for section in sections}
    passages = make_passages(layout, sections)
    assert [p.text for p in passages] == [p.text.text for p in layout.paragraphs]
    for passage in passages:
        place = passage.place(0, len(passage.text))
        assert place.text == layout.surface(passage.mapped.source(0, len(passage.text)))
        assert place.page >= 1
        if place.section is not None:
            start, end = spans[place.section]
            assert start <= place.start < end
