from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from pipeline.records import Section
from pipeline.sections import split
from pipeline.text.layout import read
from pipeline.text.marks import read_mark
from tests.reading import written_out
from tests.tables import cases

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.txt"))


def shown(sections: list[Section]) -> str:
    return "|".join(f"{s.level} {s.number or '-'} {s.title}" for s in sections)


@pytest.mark.parametrize(("text", "headings"), cases("headings", "text", "headings"))
def test_split(text: str, headings: str) -> None:
    assert shown(split(read(written_out(text)))) == headings


def half_width(text: str) -> str:
    """`text` with the marks at its lines' beginnings in half width, but those that have none."""
    lines = []
    for line in text.split("\n"):
        content = line.lstrip(" 　\f")
        mark = read_mark(content)
        if mark is None or mark.style in {"circled", "paren_digit", "tight"}:
            lines.append(line)
        else:
            narrow = unicodedata.normalize("NFKC", mark.text)
            lines.append(line[: len(line) - len(content)] + narrow + content[len(mark.text) :])
    return "\n".join(lines)


@pytest.mark.parametrize(("text", "headings"), cases("headings", "text", "headings"))
def test_full_and_half_width_marks_give_the_same_sections(text: str, headings: str) -> None:
    sections = split(read(half_width(written_out(text))))
    expected = [line.split(" ", 2) for line in headings.split("|") if line]
    assert [
        (s.level, unicodedata.normalize("NFKC", s.number or "-"), s.title) for s in sections
    ] == [
        (int(level), unicodedata.normalize("NFKC", number), title)
        for level, number, title in expected
    ]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_half_width_marks_change_no_report(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    full, narrow = split(read(text)), split(read(half_width(text)))
    assert [(s.level, unicodedata.normalize("NFKC", s.number or ""), s.title) for s in full] == [
        (s.level, unicodedata.normalize("NFKC", s.number or ""), s.title) for s in narrow
    ]
