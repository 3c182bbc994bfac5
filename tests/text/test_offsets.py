from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.text.offsets import MappedText, Span
from tests.reading import QUICKLY


@st.composite
def mapped_texts(draw: st.DrawFn) -> tuple[MappedText, str]:
    """A text of pieces of a source, some of them as they stand, some of another length, gaps between."""
    pieces: list[tuple[str, int, int]] = []
    position = 0
    for length in draw(st.lists(st.integers(1, 4), max_size=8)):
        position += draw(st.integers(0, 2))
        text = draw(st.text("平成年月㍻パ ", min_size=1, max_size=5))
        pieces.append((text, position, length))
        position += length
    return MappedText(pieces), "".join(text for text, _, _ in pieces)


@QUICKLY
@given(mapped_texts())
def test_every_character_has_a_source_and_they_ascend(made: tuple[MappedText, str]) -> None:
    mapped, text = made
    assert (mapped.text, len(mapped)) == (text, len(text))
    spans = [mapped.source(index, index + 1) for index in range(len(text))]
    assert all(span.start < span.end for span in spans)
    for before, after in pairwise(spans):
        assert before == after or before.end <= after.start


@QUICKLY
@given(mapped_texts(), st.data())
def test_a_stretch_comes_from_its_first_to_its_last_character(
    made: tuple[MappedText, str], data: st.DataObject
) -> None:
    mapped, text = made
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start == end:
        with pytest.raises(IndexError):
            mapped.source(start, end)
    else:
        first, last = mapped.source(start, start + 1), mapped.source(end - 1, end)
        assert mapped.source(start, end) == (first.start, last.end)


@QUICKLY
@given(mapped_texts(), st.data())
def test_a_slice_keeps_the_sources(made: tuple[MappedText, str], data: st.DataObject) -> None:
    mapped, text = made
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    part = mapped.slice(start, end)
    assert part.text == text[start:end]
    for index in range(end - start):
        here, there = part.source(index, index + 1), mapped.source(start + index, start + index + 1)
        # A piece of another length that was cut may have become as long as its source.
        assert Span(*there).contains(here)


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (1, 1), (2, 1), (0, 4)])
def test_no_source_outside_the_text(start: int, end: int) -> None:
    with pytest.raises(IndexError, match="3"):
        MappedText.of("報告書").source(start, end)


def test_a_piece_of_another_length_maps_as_a_whole() -> None:
    mapped = MappedText([("平成", 3, 1), ("29年", 4, 3)])
    assert mapped.source(0, 1) == mapped.source(1, 2) == mapped.source(0, 2) == (3, 4)
    assert mapped.source(2, 5) == (4, 7)
    assert mapped.source(1, 3) == (3, 5)


def test_what_was_dropped_has_no_piece() -> None:
    mapped = MappedText([("平成29年", 0, 5), ("12月", 7, 3)])
    assert mapped.source(3, 6) == (3, 8)


def test_a_text_as_it_stands() -> None:
    assert MappedText.of("報告", 5).source(1, 2) == (6, 7)
    assert MappedText.of("").text == ""
    assert repr(MappedText.of("報告")) == "MappedText('報告')"


@pytest.mark.parametrize(
    ("other", "overlaps", "contains"),
    [
        ((3, 5), True, True),
        ((2, 6), True, True),
        ((1, 3), True, False),
        ((5, 9), True, False),
        ((0, 2), False, False),
        ((6, 8), False, False),
    ],
)
def test_spans(other: tuple[int, int], overlaps: bool, contains: bool) -> None:
    span = Span(2, 6)
    assert (span.overlaps(other), span.contains(other)) == (overlaps, contains)
