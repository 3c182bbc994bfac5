from __future__ import annotations

import pytest
from hypothesis import given

from pipeline.text.lines import BLANKS, columns, split_lines
from pipeline.text.width import column_width
from tests.reading import QUICKLY, TEXTS


@QUICKLY
@given(TEXTS)
def test_lines_are_the_text(text: str) -> None:
    lines, starts = split_lines(text)
    assert [line.index for line in lines] == list(range(len(lines)))
    ends = [start - 1 for start in starts[1:]] + [len(text)]
    assert "\n".join(text[start:end] for start, end in zip(starts, ends, strict=True)) == text
    for line, start, end in zip(lines, starts, ends, strict=True):
        assert text[line.content_start : line.content_end] == line.content
        assert text[start : line.content_start] == line.lead
        assert start <= line.content_start <= line.content_end <= end
        assert line.content == line.content.strip(BLANKS)
        assert line.reach == line.indent + line.width


def test_only_a_line_feed_ends_a_line() -> None:
    assert len(split_lines("報\u2028告\u0085書\x1c\x0b年\x0c度")[0]) == 1


@pytest.mark.parametrize(
    ("text", "content", "indent", "form_feed"),
    [
        ("　報告書 ", "報告書", 2, False),
        ("  報告書\t", "報告書", 2, False),
        ("\t報告書", "報告書", 4, False),
        ("\f 報告書", "報告書", 1, True),
        ("報告書\f", "報告書", 0, False),
        ("\u00a0\u2003報　告", "報　告", 2, False),
        ("　", "", 2, False),
        ("\f", "", 0, True),
        ("", "", 0, False),
    ],
)
def test_split_lines(text: str, content: str, indent: int, form_feed: bool) -> None:
    [line], _ = split_lines(text)
    assert (line.content, line.indent, line.form_feed) == (content, indent, form_feed)


def test_columns_agree_with_the_width_of_characters() -> None:
    """Of those that CP932 can write, which is what `columns` goes by."""
    kana_and_kanji = [chr(c) for c in range(0x3041, 0x9FA0)]
    others = "ABCabc123ｱｲｳ（）「」、。・ー～①⑳ⅠⅫ㈱㎡→■○×÷"
    for character in (*kana_and_kanji, *others):
        try:
            character.encode("cp932")
        except UnicodeEncodeError:
            continue
        assert columns(character) == column_width(character)
