from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.review.diff.compact import Compact, squeeze

TEXTS = st.text(alphabet="あ漢a1 \n\f　\t。", max_size=60)


@given(TEXTS)
def test_every_character_finds_its_way_back(text: str) -> None:
    compact = Compact(text)
    assert compact.text == squeeze(text)
    for index, character in enumerate(compact.text):
        start, end = compact.expand(index, index + 1)
        assert text[start:end] == character
        assert compact.compact(start) == index
        assert compact.compact(end) == index + 1


@given(TEXTS)
def test_a_span_expands_to_its_own_characters(text: str) -> None:
    compact = Compact(text)
    for start in range(len(compact.text)):
        first, last = compact.expand(start, len(compact.text))
        assert squeeze(text[first:last]) == compact.text[start:]
        assert not text[first].isspace()
        assert not text[last - 1].isspace()


@given(TEXTS)
def test_a_blank_counts_as_the_character_after_it(text: str) -> None:
    compact = Compact(text)
    for offset in range(len(text) + 1):
        assert compact.compact(offset) == len(squeeze(text[:offset]))


@pytest.mark.parametrize(("offset", "line"), [(0, 1), (1, 1), (2, 2), (3, 3), (4, 3)])
def test_lines_count_line_feeds(offset: int, line: int) -> None:
    assert Compact("あ\n\nう\fえ").line(offset) == line


def test_what_was_left_out_before_a_character() -> None:
    compact = Compact("　あ\n\nい う")
    assert [compact.seam(index) for index in range(4)] == ["　", "\n\n", " ", ""]
