"""The named pieces that written dates are made of, as regular expressions.

They read folded text (`surface.fold_dates`): digits and marks are half width, ㍻ is 平成.
Every repetition is bounded, so a match costs no more than a constant wherever it is
tried. A group's name says what it holds; `readers.py` turns the groups into a Written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.lexicon.calendar_words import PartWord, Unit, load_date_words, load_eras
from pipeline.lexicon.numerals import load_numerals


def one_of(words: Iterable[str]) -> str:
    """The longest of `words`, as a group; single characters are looked up at once."""
    ordered = sorted(words, key=lambda word: (-len(word), word))
    alternatives = [re.escape(word) for word in ordered if len(word) > 1]
    single = "".join(word for word in ordered if len(word) == 1)
    if single:
        alternatives.append(f"[{re.escape(single)}]")
    return f"(?:{'|'.join(alternatives)})"


def _part(name: str, *scales: str) -> str:
    def alternative(part: PartWord) -> str:
        stop = f"(?!{one_of(part.not_before)})" if part.not_before else ""
        return one_of(part.words) + stop

    fitting = [part for part in _WORDS.parts if set(scales) & set(part.of)]
    return f"(?P<{name}>{'|'.join(alternative(part) for part in fitting)})"


def _relative(*units: Unit) -> str:
    return one_of(word for word, meaning in _WORDS.relative.items() if meaning.unit in units)


_WORDS = load_date_words()
_ERAS = load_eras().values()

# Texts set wide (「平 成 30 年 ３月」) put a space or two between any two signs.
S = r"[ \t]{0,3}"
OF = rf"{S}(?:の{S})?"

KANJI = f"[{load_numerals().up_to_hundred}]"
KANJI_DIGIT = "[〇一二三四五六七八九]"
PLAIN_NUMBER = rf"(?:\d{{1,2}}(?!\d)|{KANJI}{{1,4}})"
NUMBER = rf"(?:\d\ \d(?!\d)|{KANJI}(?:\ {KANJI}){{1,3}}|{PLAIN_NUMBER})"
YEAR_NUMBER = rf"(?:元|{NUMBER})"
# 「昭和100年」 counts on, as 「昭和百年」 does.
HUNDREDS = rf"(?:1\d\d(?!\d)|百{KANJI}{{0,3}})"
WESTERN_NUMBER = (
    rf"(?:[12]\d{{3}}(?!\d)|[12](?:\ \d){{3}}(?!\d)|[一二]{KANJI_DIGIT}{{3}}"
    r"|(?:[一二]?千[一二三四五六七八九]百|二千)[一二三四五六七八九十百]{0,5})"
)
# 「３.10月」, 「第30日」 and 「十三日」 read from 三 are cut out of a longer number.
NOT_IN_NUMBER = rf"(?<!\d)(?<!\d\.)(?<!{KANJI})"

_NAMES = "|".join(S.join(era.name) for era in reversed(_ERAS))
_LETTERS = "".join(short for era in _ERAS for short in era.short if short.isascii())
_KANJI_SHORT = "".join(short for era in _ERAS for short in era.short if not short.isascii())
# 「法令２条」, 「最大2.5」, 「AH30」 end in a letter that also shortens an era; a judgment
# (「東京地判平29.1.18」) stands right before one.
ERA = rf"(?:{_NAMES}|(?<![A-Za-z0-9])[{_LETTERS}][.]?|(?:(?<![一-鿿々〇])|(?<=[判決]))[{_KANJI_SHORT}])"

_OTHER_YEAR = (
    rf"[(\[〔]{S}(?:西暦{S})?(?:(?P<@_era>{ERA}){S}(?P<@_number>{YEAR_NUMBER})"
    rf"|(?P<@_western>{WESTERN_NUMBER})){S}(?:年度|年)?{S}[)\]〕]"
)
INNER_YEAR = _OTHER_YEAR.replace("@", "inner")  # 平成29(2017)年
OUTER_YEAR = _OTHER_YEAR.replace("@", "outer")  # 平成29年（2017年）

# 「昭 和 六 十 年 度」; 「年 度重なる」 is none.
FISCAL = r"(?:会計|事業|予算|学|両|各)?年(?:度|[ \t]{1,3}度(?![々重合外]))"
NUMBERED_YEAR = (
    rf"(?:(?P<era>{ERA}){S}(?P<era_year>{HUNDREDS}(?={S}年)|{YEAR_NUMBER})"
    rf"|(?<!\d)(?<!{KANJI})(?P<western>['’]\d\d|{WESTERN_NUMBER})|{NOT_IN_NUMBER}(?P<short>{YEAR_NUMBER}))"
)
YEAR_WORD = rf"(?P<year_word>{_relative('year', 'fiscal')})"

_LINK = one_of([*_WORDS.links["dashes"], *_WORDS.links["range_words"], *_WORDS.links["separators"]])
_STEP = rf"{S}{_LINK}{S}第?(?:{ERA}{S})?(?:\d{{1,4}}+|元|{KANJI}{{1,4}}+)"


def linked_to(unit: str) -> str:
    """What follows is linked to a number that bears `unit`: 「28」 in 「平成28～30年度」.

    Ten elements of a list are looked through, no more.
    """
    return rf"(?=(?:{_STEP}){{1,10}}+{S}{unit})"


DASHES = "".join(dash for dash in _WORDS.links["dashes"])
MARK = r"[./\-‐‑−]"
WEEKDAY = "月火水木金土日"
STATED_WEEKDAY = (
    rf"(?:(?={S}[(]?{S}(?P<weekday>[{WEEKDAY}])(?:曜|{S}[)・/、,祝休]))|)"  # 3月20日（火）
)
MONTH_WORD = rf"(?P<month_word>{_relative('month')})(?!曜)"
DAY_WORD = rf"(?P<day_word>{_relative('day')})(?!本|曜|香)"
# After a number; or the number is linked to one that bears the unit (「4～6月」).
MONTH_UNIT = rf"(?:{S}月(?!曜|間)|{linked_to(rf'月(?!{S}[0-9]{{1,2}}{S}日|曜|間)')})"
# 「十日町市」, 「四日市」 are places; 「三月二十日市長は」 goes on with the mayor.
_NO_PLACE = rf"(?:(?<!{KANJI}日)|(?!町(?![長議])|市(?![長議民])))"
DAY_UNIT = rf"(?:{S}日(?!間|目|当|あた|平均|につき){_NO_PLACE}|{linked_to('日(?!間|目)')})"
MONTH = rf"(?:(?P<month>{NUMBER}){MONTH_UNIT}|{MONTH_WORD})"
DAY = rf"(?:(?:(?P<day>{NUMBER}){DAY_UNIT}|{DAY_WORD}){STATED_WEEKDAY})"
WEEK_WORD = rf"(?P<week_word>{_relative('week')})"
PERIOD_WORD = rf"(?P<period_word>{_relative('period')})"
PART_OF_MONTH = _part("part", "month")
PART_OF_YEAR = _part("year_part", "year", "fiscal")
PART_OF_DECADE = _part("part", "decade")
QUARTER = (
    rf"(?:第?{S}(?P<quarter>[1-4一二三四])(?:{S}・?四半期|{linked_to('四半期')})"
    r"|(?P<quarter_letter>(?<![A-Za-z0-9])[1-4]Q(?![A-Za-z0-9])|Q[1-4](?![A-Za-z0-9])))"
)
