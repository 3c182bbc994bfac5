from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.heading_marks import MarkStyle, load_heading_marks
from pipeline.text.marks import Mark, is_ornament, read_bullet, read_mark
from tests.reading import QUICKLY, TEXTS
from tests.tables import cases

STYLES = load_heading_marks().styles
_KANJI = "一二三四五六七八九"
_KANA = "アイウエオカキクケコサシスセソタチツテト"
# I, V and X are Roman numerals before they are letters.
_LATIN = "ABCDEFGH"


def _kanji(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (
        ("" if tens < 2 else _KANJI[tens - 1])
        + ("十" if tens else "")
        + (_KANJI[ones - 1] if ones else "")
    )


def _full(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) for c in text)


# How each series writes 1, 2, 3 …; an independent list, from Unicode's own order.
SERIES: dict[str, list[str]] = {
    "arabic": [str(n) for n in range(1, 100)] + [_full(str(n)) for n in range(1, 100)],
    "wide_arabic": [_full(str(n)) for n in range(1, 100)],
    "kanji": [_kanji(n) for n in range(1, 100)],
    "kana": list(_KANA),
    "iroha": list("イロハニホヘトチリヌルヲ"),
    "roman": [chr(0x2160 + n) for n in range(12)] + ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"],
    "small_roman": [chr(0x2170 + n) for n in range(12)] + ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"],
    "latin": list(_LATIN) + [_full(c) for c in _LATIN],
    "small_latin": list(_LATIN.lower()) + [_full(c) for c in _LATIN.lower()],
    "circled": [chr(0x2460 + n) for n in range(20)] + [chr(0x3251 + n) for n in range(15)],
    "parenthesized": [chr(0x2474 + n) for n in range(20)],
}  # fmt: skip
_LENGTHS = {"arabic": 99, "roman": 12, "small_roman": 12, "latin": 8, "small_latin": 8}


def numbers(style: MarkStyle) -> list[tuple[str, int]]:
    return [
        (written, index % _LENGTHS.get(series, len(SERIES[series])) + 1)
        for series in style.series
        for index, written in enumerate(SERIES[series])
    ]


@pytest.mark.parametrize(
    ("line", "style", "number", "title"), cases("marks", "line", "style", "number", "title")
)
def test_read_mark(line: str, style: str, number: str, title: str) -> None:
    mark = read_mark(line)
    found = (mark.style, mark.text, line[mark.end :]) if mark else ("", "", "")
    assert found == (style, number, title)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.style)
def test_every_number_of_a_style_reads_back(style: MarkStyle) -> None:
    for written, number in numbers(style):
        text = style.shape.replace("{n}", written)
        gap = "" if style.after == "word" else "　"
        mark = read_mark(f"{text}{gap}概要")
        assert mark is not None, text
        assert (mark.style, mark.text, mark.rank) == (style.style, text, style.rank)
        assert number in mark.values
        assert mark.end == len(text) + len(gap)


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.style)
def test_half_width_and_full_width_are_one_style(style: MarkStyle) -> None:
    if set(style.series) & {"circled", "parenthesized"}:
        return  # Folding turns these into digits: they have no half width.
    for written, _ in numbers(style):
        text = style.shape.replace("{n}", written)
        half = unicodedata.normalize("NFKC", text)
        full, narrow = read_mark(f"{text} 概要"), read_mark(f"{half} 概要")
        assert full is not None
        assert narrow is not None
        assert full.style == narrow.style
        # 「ⅰ」 is one, and 「i」 is also the ninth letter.
        assert set(full.values) <= set(narrow.values)


def mark(content: str) -> Mark:
    found = read_mark(content)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("before", "after", "follows"),
    [
        ("１　甲", "２　乙", True),
        ("１　甲", "2 乙", True),
        ("９　甲", "１０　乙", True),
        ("１　甲", "３　丙", False),
        ("２　甲", "１　乙", False),
        ("１　甲", "１　乙", False),
        ("１　甲", "２．乙", False),
        ("ア　甲", "イ　乙", True),
        ("イ　甲", "ロ　乙", True),
        ("イ　甲", "ウ　乙", True),
        ("Ⅸ　甲", "Ⅹ　乙", True),
        ("⑳甲", "㉑乙", True),
        ("第九章　甲", "第十章　乙", True),
        ("別紙１　甲", "別紙２　乙", True),
        ("別紙１　甲", "別添２　乙", False),
        ("付録Ａ　甲", "付録Ｂ　乙", True),
        ("1.1 甲", "1.2 乙", True),
        ("1.9 甲", "1.10 乙", True),
    ],
)
def test_follows(before: str, after: str, follows: bool) -> None:
    assert mark(after).follows(mark(before)) is follows


@pytest.mark.parametrize(
    ("line", "starts"),
    [("１　甲", True), ("イ　甲", True), ("0 甲", True), ("２　甲", False), ("ウ　甲", False)],
)
def test_starts(line: str, starts: bool) -> None:
    assert mark(line).starts is starts


@pytest.mark.parametrize(
    ("line", "bullet"),
    [
        ("・項目", "・"),
        ("• 項目", "• "),
        ("○　項目", "○　"),
        ("〇項目", "〇"),
        ("〇三年の調査", ""),
        ("〇〇県知事", ""),
        ("●項目", "●"),
        ("◆項目", "◆"),
        ("■項目", "■"),
        ("➢ 項目", "➢ "),
        ("※項目", "※"),
        ("*項目", "*"),
        ("\uf0b7 項目", "\uf0b7 "),
        ("- 項目", "- "),
        ("－　項目", "－　"),
        ("-5", ""),
        ("ー項目", ""),
        ("項目", ""),
        ("１　項目", ""),
        ("（・）", ""),
        ("", ""),
    ],
)
def test_read_bullet(line: str, bullet: str) -> None:
    assert line[: read_bullet(line)] == bullet


@pytest.mark.parametrize("bullet", "■□◆◇○●◎★〇")
def test_ornaments_are_bullets_that_head(bullet: str) -> None:
    assert is_ornament(bullet)
    assert read_bullet(bullet + "背景") == 1


@pytest.mark.parametrize("bullet", ["・", "•", "※", "-", "項"])
def test_other_bullets_head_nothing(bullet: str) -> None:
    assert not is_ornament(bullet)


@QUICKLY
@given(TEXTS | st.text("0123456789０１（）().．-第章節ⅠⅹIVアイ一十〇①⑴ 　別紙資料", max_size=12))
def test_a_mark_is_the_beginning_of_its_line(line: str) -> None:
    content = line.strip()
    found = read_mark(content)
    if found is not None:
        assert content.startswith(found.text)
        assert len(found.text) <= found.end <= len(content)
        assert found.values
    assert 0 <= read_bullet(content) <= len(content)
