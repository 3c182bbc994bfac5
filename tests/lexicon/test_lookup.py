"""Words found by where they stand: the same as trying each of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.lookup import Beginnings, Endings
from tests.reading import QUICKLY

WORDS = st.lists(st.text("局課部長", min_size=1, max_size=4), max_size=12)
TEXT = st.text("局課部長の", max_size=10)


@QUICKLY
@given(WORDS, TEXT)
def test_endings_are_those_the_text_ends_in(words: list[str], text: str) -> None:
    endings = Endings((word, word) for word in words)
    meant = sorted({word for word in words if text.endswith(word)}, key=len, reverse=True)
    assert [word for _, word in endings.before(text, len(text))] == meant
    assert endings.longest(text) == (meant[0] if meant else None)


@QUICKLY
@given(WORDS, TEXT, st.integers(0, 10))
def test_endings_before_a_place_are_those_of_the_text_up_to_it(
    words: list[str], text: str, end: int
) -> None:
    endings = Endings((word, word) for word in words)
    up_to = text[: min(end, len(text))]
    found = list(endings.before(text, len(up_to)))
    assert found == list(endings.before(up_to, len(up_to)))
    assert all(text[start : len(up_to)] == word for start, word in found)


@QUICKLY
@given(WORDS, TEXT)
def test_beginnings_are_those_that_stand_there(words: list[str], text: str) -> None:
    beginnings = Beginnings(words)
    for start in range(len(text)):
        standing = {word for word in words if text.startswith(word, start)}
        assert list(beginnings.at(text, start)) == sorted(standing, key=len, reverse=True)
        assert not standing or start in beginnings.places(text)


def test_of_two_words_written_alike_the_first_counts() -> None:
    assert Endings([("局", 1), ("局", 2)]).longest("総務局") == 1


def test_nothing_stands_in_an_empty_text() -> None:
    assert Endings([("局", 1)]).longest("") is None
    assert list(Endings([("局", 1)]).before("", 0)) == []
    assert Beginnings(["局"]).places("") == [] == list(Beginnings(["局"]).at("", 0))
