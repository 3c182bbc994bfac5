"""Written numbers to int: ３０, 三十, 三〇, 参拾, 廿."""

from __future__ import annotations

from functools import lru_cache

from pipeline.lexicon.numerals import load_numerals

_ARABIC = {**{str(value): value for value in range(10)}, **{chr(0xFF10 + v): v for v in range(10)}}
# No number of a report is longer, and Python refuses to read 4,300 digits.
LONGEST = 18


@lru_cache(maxsize=4096)
def read_number(text: str) -> int | None:
    """The number that all of `text` writes, or None.

    Arabic digits of either width, kanji by position (二〇一八) or by units (二千十八,
    三十一), 大字 (参拾), 廿 and 卅. No sign, no comma, no space: 「1,000」 is None.
    """
    if not text or len(text) > LONGEST:
        return None
    numerals = load_numerals()
    for digits in (_ARABIC, numerals.digits):
        if all(character in digits for character in text):
            return int("".join(str(digits[character]) for character in text))
    return _by_units(text)


def _by_units(text: str) -> int | None:
    """三十一 → 31, 百五 → 105, 二万三千 → 23000; units must fall, one digit before each.

    10⁴ and 10⁸ multiply all that stands before them, the smaller units one digit.
    """
    numerals = load_numerals()
    total = section = 0
    digit: int | None = None
    smallest, smallest_large = 10_000, 10**18
    for character in text:
        if character in numerals.digits:
            if digit not in (None, 0):  # 「三二十」 writes nothing; 「百〇五」 does
                return None
            digit = numerals.digits[character]
        elif character in numerals.tens:
            if digit is not None or smallest <= 10:
                return None
            section, smallest = section + numerals.tens[character], 10
        elif character in numerals.units:
            unit = numerals.units[character]
            if unit < 10_000:
                if unit >= smallest or digit == 0:
                    return None
                section, smallest = section + (digit or 1) * unit, unit
            else:
                section += digit or 0
                if unit >= smallest_large or section == 0:
                    return None
                total, section, smallest, smallest_large = total + section * unit, 0, 10_000, unit
            digit = None
        else:
            return None
    return total + section + (digit or 0)
