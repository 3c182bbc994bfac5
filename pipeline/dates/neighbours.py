"""What stands directly before and after a reading, and what is known around it."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.dates.context import Anchor
from pipeline.dates.grammar import Reading
from pipeline.dates.pieces import KANJI, S, one_of
from pipeline.lexicon.calendar_words import load_date_words

_WORDS = load_date_words()
_LOOK_BACK = 10  # as far as the longest word that stands before a number
_NUMERAL = re.compile(rf"{KANJI}|元|\d")


class Setting(NamedTuple):
    """`linked`: beside another date in a list or range. `anchor` is the date before in the
    section, `recurring` says that a frequency was told in the sentence."""

    linked: bool
    anchor: Anchor | None
    heading: Anchor | None
    reference: Anchor | None
    recurring: bool = False

    @property
    def base(self) -> Anchor | None:
        return self.anchor or self.heading or self.reference


def before(text: str, reading: Reading) -> str:
    return text[max(0, reading.start - _LOOK_BACK) : reading.start]


def ending(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{one_of(words)}{S}$")


def starting(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(S + one_of(words))


def is_elided(text: str, reading: Reading) -> bool:
    """「28」 of 「平成28～30年度」 or 「4」 of 「4～6月」: its unit stands with a later number."""
    bears_unit = reading.form not in ("shared_unit_year", "month", "day", "year")
    return not bears_unit and _NUMERAL.match(text, reading.end - 1) is not None


# 「第30日」, 「約10年」, 「過去５年」, 「4-1月」: a number that counts or orders something.
NUMBER_BEFORE = re.compile(rf"(?:{one_of(_WORDS.not_after['number'])}|[A-Za-z]|\d[\-./,:]?){S}$")
AMERICAN_BEFORE = ending(_WORDS.not_after["american"])
RECURRING_BEFORE = ending(_WORDS.not_after["recurring"])
# 「５年間」, 「３月以内」, 「２年度にわたり」; but 「平成５年生まれ」 is a year.
_LENGTH_AFTER = {
    kind: re.compile(f"(?!生まれ){one_of(words)}") for kind, words in _WORDS.not_before.items()
}
_GAP = re.compile(S)


def behind(text: str, reading: Reading) -> int:
    """Where what is written onto the reading begins. A gap parts columns (「８月　山の日施行」),
    but for letters set apart (「３ 年 間」)."""
    gap = _GAP.match(text, reading.end) if text[reading.end - 2] == " " else None
    return gap.end() if gap else reading.end


def is_length(kind: str, text: str, reading: Reading) -> bool:
    """Does what follows make a length of time or a name of it?"""
    return _LENGTH_AFTER[kind].match(text, behind(text, reading)) is not None
