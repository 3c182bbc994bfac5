from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import DataError
from pipeline.lexicon import heading_marks
from pipeline.lexicon.heading_marks import AFTER, SERIES, MarkStyle, load_heading_marks
from pipeline.text.marks import read_mark

STYLES = load_heading_marks().styles


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.style)
def test_the_example_of_a_style_reads_as_it(style: MarkStyle) -> None:
    line, number = style.example
    mark = read_mark(line)
    assert mark is not None
    assert (mark.style, mark.text, mark.rank) == (style.style, number, style.rank)


def test_styles_are_named_once_and_ranks_rise() -> None:
    assert len({style.style for style in STYLES}) == len(STYLES)
    ranks = [style.rank for style in STYLES if style.rank is not None]
    assert ranks == sorted(set(ranks))
    assert {series for style in STYLES for series in style.series} <= SERIES
    assert {style.after for style in STYLES} <= AFTER


@pytest.mark.parametrize("word", load_heading_marks().appendix_words)
def test_every_appendix_word_takes_a_number(word: str) -> None:
    mark = read_mark(f"{word}１　構成員")
    assert mark is not None
    assert (mark.style, mark.text, mark.word) == (f"appendix:{word}", f"{word}１", word)


@pytest.mark.parametrize("word", load_heading_marks().part_words)
def test_every_part_word_takes_a_number(word: str) -> None:
    mark = read_mark(f"{word}１　構成員")
    assert mark is not None
    assert (mark.style, mark.text, mark.word) == (f"part:{word}", f"{word}１", word)


@pytest.mark.parametrize("unit", load_heading_marks().units_after_number)
def test_a_numeral_before_a_unit_is_a_count(unit: str) -> None:
    assert read_mark(f"10{unit}") is None
    assert read_mark(f"10 {unit}") is None


@pytest.mark.parametrize("unit", load_heading_marks().units_after_dai)
def test_an_ordinal_is_no_division(unit: str) -> None:
    mark = read_mark(f"第３{unit}")
    assert mark is None or mark.style != "dai"  # 「第３目」 is a division of its own


ROW = """
[[mark]]
style = "dot"
shape = "{shape}"
series = {series}
after = "{after}"
example = {example}
"""
GOOD = {
    "shape": "{n}．",
    "series": '["arabic"]',
    "after": "title",
    "example": '["１．背景", "１．"]',
}


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "heading_marks.toml"
    monkeypatch.setattr(heading_marks, "_PATH", path)
    load_heading_marks.cache_clear()
    yield path
    load_heading_marks.cache_clear()


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"series": '["greek"]'}, "greek"),
        ({"series": '"arabic"'}, "arabic"),
        ({"after": "nothing"}, "nothing"),
        ({"shape": "．"}, "lacks"),
        ({"example": '["１．背景"]'}, "example"),
        ({}, "words"),
    ],
    ids=["series", "series no list", "after", "shape", "example", "a table is missing"],
)
def test_a_row_that_cannot_be_used_is_named(
    table: Path, wrong: dict[str, str], reason: str
) -> None:
    row = ROW
    for key, value in {**GOOD, **wrong}.items():
        row = row.replace(f"{{{key}}}", value)
    table.write_text(row, encoding="utf-8")
    with pytest.raises(DataError, match=reason) as caught:
        load_heading_marks()
    assert str(caught.value).startswith("pipeline/data/heading_marks.toml")


def test_a_broken_file_is_named(table: Path) -> None:
    table.write_text("[[mark]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"heading_marks\.toml"):
        load_heading_marks()
