from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.numerals import load_numerals
from pipeline.text.numerals import read_number
from tests.tables import cases

DIGITS = "〇一二三四五六七八九"


@pytest.mark.parametrize(("text", "number"), cases("numerals", "text", "number"))
def test_read_number(text: str, number: str) -> None:
    assert read_number(text) == (int(number) if number else None)


def test_every_numeral_has_the_value_that_unicode_gives_it() -> None:
    numerals = load_numerals()
    for characters in (numerals.digits, numerals.units, numerals.tens):
        for character, value in characters.items():
            assert unicodedata.numeric(character) == value, character


def by_units(number: int) -> str:
    """As 常用 writes it: 1905 is 千九百五."""
    digits = str(number)
    places = zip(digits, ["千", "百", "十", ""][4 - len(digits) :], strict=True)
    return "".join(
        (DIGITS[int(digit)] if digit != "1" or not unit else "") + unit
        for digit, unit in places
        if digit != "0"
    )


@given(st.integers(1, 9999))
def test_every_writing_of_a_number_reads_back(number: int) -> None:
    arabic = str(number)
    full_width = "".join(chr(ord(digit) + 0xFEE0) for digit in arabic)
    positional = "".join(DIGITS[int(digit)] for digit in arabic)
    for written in (arabic, full_width, positional, by_units(number)):
        assert read_number(written) == number, written


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = read_number(text)
    assert number is None or number >= 0
