"""「30年度」, 「３月」, 「27日」, 「4/22」: whether a number without its year is a date.

Alone each of them may as well be a length of time, an ordinal or a fraction; what stands
around it decides, and whether there is anything to count from.
"""

from __future__ import annotations

import re

from pipeline.dates.context import Anchor, nearest_year
from pipeline.dates.grammar import Reading
from pipeline.dates.neighbours import NUMBER_BEFORE, Setting, before, behind, is_length
from pipeline.dates.pieces import KANJI, S, one_of
from pipeline.lexicon.calendar_words import load_date_words

# 「平成28年は３件、29年は５件」: years told together lie near one another.
NEAR_YEARS, FAR_YEARS = 10, 15

_DAY_WORDS = load_date_words().day
_DAY_STOPS = re.compile(one_of(_DAY_WORDS["not_before"]))
_DAY_GOES_ON = re.compile(
    rf"{S}(?:$|[、。,)」』(\]・~〜\-/]|{one_of(_DAY_WORDS['words'])}|\d{{1,2}}(?:時(?!間)|:))"
)
_FREQUENCY_BEFORE = re.compile("[月週年]に?$")
_PLACE_OR_NAME = re.compile("[町市村月駅場橋山川谷原路坊酔天草]")
_ORDINAL_BEFORE = re.compile("(?:第|[A-Za-z])$")
_YEAR_GOES_ON = re.compile(
    r"は|の(?!間|歴)|、|に(?!一|わ|1)|秋|春|夏|冬|末|以降|から|も|が|と比|比|中|産|版|分(?!の)|度"
)
_COUNTED_BEFORE = re.compile(
    rf"(?P<year>\d{{1,2}})年{S}\d{{1,4}}(?P<unit>[一-鿿](?<![年月日時分か箇]))[、,]{S}$"
)
_KANJI_MONTH_GOES_ON = re.compile(
    r"に(?!つき|一)|から|まで|は|の(?!間|期間)|、|,|と|頃|ごろ|以降|[~〜)）]|$"
)
_SLASH_GOES_ON = re.compile(r"[ ]?(?:に|から|まで|付|現在|時点|必着|締|〆|開催|~|以降)")
_KANJI = re.compile(KANJI)


def is_short_year(text: str, reading: Reading, setting: Setting) -> bool:
    """「30年度」, 「27年３月」, 「29年」: a year whose era only the context tells."""
    written, short = reading.written, reading.written.short or 0
    if written.unit == "decade":
        return short % 10 == 0
    if written.step is not None:
        return setting.base is not None
    if short == 1 and not setting.linked and text[reading.start] != "元":
        return False  # 「一事業年度」: the first year of an era is 元年
    numbered = NUMBER_BEFORE.search(before(text, reading)) is not None
    if written.month is not None and written.day is not None:
        return not numbered
    if numbered and not setting.linked:
        return False
    fiscal = written.unit == "fiscal"
    kind = "month" if written.month is not None else "fiscal" if fiscal else "year"
    narrowed = written.part is not None or written.quarter is not None or written.unit == "period"
    if not narrowed and is_length(kind, text, reading):
        return False
    if setting.base is None:
        return fiscal and short >= 10
    distance = abs(nearest_year(short, setting.base)[0] - setting.base.year)
    if kind != "year" or narrowed or setting.linked:
        return distance <= FAR_YEARS
    if setting.anchor is None or distance > NEAR_YEARS:
        return False
    goes_on = _YEAR_GOES_ON.match(text, reading.end) is not None
    return goes_on or _is_counted_alike(text, reading, setting.anchor)


def _is_counted_alike(text: str, reading: Reading, anchor: Anchor) -> bool:
    """「平成25年３校、26年５校」: what follows is counted as after the year before."""
    alike = _COUNTED_BEFORE.search(before(text, reading))
    if alike is None or nearest_year(int(alike["year"]), anchor)[0] != anchor.year:
        return False
    counted = re.compile(rf"{S}\d{{1,4}}{alike['unit']}")
    return counted.match(text, reading.end) is not None


def is_month(text: str, reading: Reading) -> bool:
    """A month without its year. With a day or a part it is one; alone it may be a length:
    in laws 「三月以内」, 「六月を経過」 count months."""
    written, preceding = reading.written, before(text, reading)
    if written.step is not None:
        return True
    if written.day is not None:
        return not _ORDINAL_BEFORE.search(preceding)
    if NUMBER_BEFORE.search(preceding):
        return False
    if written.part is not None:
        return True
    if is_length("month", text, reading):
        return False
    kanji = _KANJI.match(text, reading.start)
    return not kanji or _KANJI_MONTH_GOES_ON.match(text, reading.end) is not None


def is_day(text: str, reading: Reading, setting: Setting) -> bool:
    """A day without its month: 「27日に」, not 「14日以内」."""
    written, base = reading.written, setting.base
    if written.step is not None or written.stated_weekday is not None:
        return base is not None
    if _DAY_STOPS.match(text, behind(text, reading)):
        return False
    if setting.linked:
        return True
    if base is None or base.month is None or _PLACE_OR_NAME.match(text, reading.end):
        return False
    preceding = before(text, reading)
    if NUMBER_BEFORE.search(preceding) or _FREQUENCY_BEFORE.search(preceding):
        return False
    if written.day == 1 and setting.anchor is None and _KANJI.match(text, reading.start):
        return False  # 「一日も」, 「一日の」
    return _DAY_GOES_ON.match(text, reading.end) is not None


def is_month_and_day(text: str, reading: Reading) -> bool:
    """「4/22（日）」, 「04/22から」, 「10/2に」; 「1/2」 and 「4.27」 are a fraction and a decimal."""
    numbers = reading.written.numbers or ()
    if len(numbers) != 2 or not (1 <= numbers[0] <= 12 and 1 <= numbers[1] <= 31):
        return False
    if reading.written.stated_weekday is not None:
        return True
    month, day = numbers
    no_fraction = month >= day or day > 12 or text[reading.start] == "0"
    slash = "/" in text[reading.start : reading.end]
    return slash and no_fraction and _SLASH_GOES_ON.match(text, reading.end) is not None
