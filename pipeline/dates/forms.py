"""The table of written forms.

Order decides: at one place the first row that fits is taken, so a row stands before
those that would read less of the same text. Rows that begin alike share that beginning
(`begin`), which is then read once. Each row's examples are run by
tests/dates/test_forms.py: text, then the `iso` it is to have with 2018-04-01 as the
reference date. What a row accepts may still be no date; see `not_dates.py`.

`(?(era)…|(?!))` lets a row go on only where the beginning read an era.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.dates.pieces import (
    DASHES,
    DAY,
    DAY_UNIT,
    DAY_WORD,
    FISCAL,
    INNER_YEAR,
    MARK,
    MONTH,
    MONTH_UNIT,
    MONTH_WORD,
    NOT_IN_NUMBER,
    NUMBERED_YEAR,
    OF,
    OUTER_YEAR,
    PART_OF_DECADE,
    PART_OF_MONTH,
    PART_OF_YEAR,
    PERIOD_WORD,
    PLAIN_NUMBER,
    QUARTER,
    STATED_WEEKDAY,
    WEEK_WORD,
    WEEKDAY,
    YEAR_WORD,
    S,
    linked_to,
    one_of,
)  # fmt: skip


class Form(NamedTuple):
    name: str
    begin: str
    pattern: str
    examples: tuple[tuple[str, str], ...]


STEP = "(?P<step>同|翌)?"
A_YEAR = rf"(?>{STEP}(?:{YEAR_WORD}(?!代|齢|輩|次|金)|{NUMBERED_YEAR}(?:{S}{INNER_YEAR})?))"
A_NUMBER = rf"(?>{STEP}(?:{MONTH_WORD}|{DAY_WORD}|{NOT_IN_NUMBER}(?P<number>{PLAIN_NUMBER})))"
DISTANCE = rf"{S}(?P<distance_unit>日|週間?|[かカヵヶケ箇]月|年){S}(?P<direction>前|後)"

FORMS = (
    # The quarter, half or month before this one's year: 「第１四半期は前年同期を上回った」.
    Form("same_period", "", PERIOD_WORD,
         (("平成30年度第１四半期は前年同期を", "2018-04/2018-06|2017-04/2017-06"),)),
    # 平成29年12月22日, 2018年5月上旬, 昨年秋, 平成30年度第２四半期, 2025年３月期.
    Form("year", A_YEAR,
         rf"""(?(year_word)|{S}(?:(?P<fiscal>{FISCAL})|両?年(?!代|[前後](?![半期後]))) (?:{S}{OUTER_YEAR})?)
         (?: (?<!度){OF}{MONTH} (?:(?P<period>期)(?![間日限末首]) | {OF}{DAY} | {OF}{PART_OF_MONTH})?
           | {OF}{PART_OF_YEAR} )?
         (?: (?<=[年度期)\]]){OF}{QUARTER} )? (?:(?<=期)(?P<at_end>末))?""",
         (("平成29年12月22日", "2017-12-22"), ("㍻30年", "2018"), ("平成三十年５月上旬", "2018-05-01/2018-05-10"),
          ("2025年３月期", "2024-04-01/2025-03-31"), ("平成30年度第２四半期", "2018-07/2018-09"),
          ("昨年度末", "2018-03-31"), ("平成30年度上期末", "2018-09-30"),
          ("2019年（令和元年）5月1日", "2019-05-01"), ("本年秋", "2018-09/2018-11"))),
    Form("decade", A_YEAR,
         rf"(?(year_word)(?!)|{S}(?P<decade>年代) (?:{OF}{PART_OF_DECADE})?)",
         (("昭和30年代", "1955/1964"), ("1990年代後半", "1995/1999"))),
    # The shorter end of a range or list, which takes its unit from the other.
    Form("shared_unit_year", A_YEAR,
         rf"(?(year_word)(?!)|{linked_to(f'(?P<shared>{FISCAL}|両?年)')})",
         (("平成28～30年度", "2016-04-01/2019-03-31"), ("平成27、28年", "2015|2016"))),
    # H30.3.20, S63/4/1, R元.5.1, 令和2-4-1; R2.3末.
    Form("era_numbers", A_YEAR,
         rf"""(?(era)|(?!)) {S}(?P<mark>{MARK}){S}(?P<month>\d{{1,2}})
         (?: {S}(?P=mark){S}(?P<day>\d{{1,2}}) )? (?!\d|[ ]?(?P=mark)[ ]?\d)
         (?(day){STATED_WEEKDAY}|(?:{OF}{PART_OF_MONTH})?)""",
         (("H30.3.20", "2018-03-20"), ("R元.5.1", "2019-05-01"), ("Ｓ６３／４／１", "1988-04-01"), ("R2.3末", "2020-03-31"))),
    # H30, 令2: an era and a number alone.
    Form("era_alone", A_YEAR,
         rf"(?(era)|(?!)) (?![\d.A-Za-z]) (?:{OF}{PART_OF_YEAR})?",
         (("H29実績", "2017"), ("令2の実績", "2020"))),
    # 2018/3/20, 2018.3.20, 2018-03-20, 2018/03.
    Form("western_numbers", "",
         rf"""(?<![\d./A-Za-z])(?<![A-Za-z]-)(?P<western>1[5-9]\d\d|2[01]\d\d) (?P<mark>{MARK})[ ]?(?P<month>\d{{1,2}})
         (?: (?P=mark)[ ]?(?P<day>\d{{1,2}}) )? (?!\d|(?P=mark)\d|[A-SU-Za-z])
         (?(day){STATED_WEEKDAY}|(?:{OF}{PART_OF_MONTH})?)""",
         (("2018/3/20", "2018-03-20"), ("2018-03-20", "2018-03-20"), ("2018.3.20", "2018-03-20"), ("2018/03現在", "2018-03"))),
    Form("fiscal_letters", "",
         rf"(?<![A-Za-z])FY[ ]?['’]?(?P<fiscal_year>\d{{4}}|\d\d)(?!\d) {S}(?:年度)? (?:{OF}{PART_OF_YEAR}|{S}{QUARTER})?",
         (("FY2018", "2018-04-01/2019-03-31"), ("FY19", "2019-04-01/2020-03-31"))),
    Form("from_now", "",
         rf"(?P<from_now>今|今日|本日|現在|これ)から (?P<number>{PLAIN_NUMBER}) {DISTANCE}",
         (("今から3日後", "2018-04-04"), ("本日から2週間後", "2018-04-15"))),
    Form("distance", A_NUMBER, rf"(?(number)|(?!)) {DISTANCE}",
         (("10年前と比べて", "2008"), ("3か月後に", "2018-07"))),
    Form("month", A_NUMBER,
         rf"(?(month_word)|(?(number){MONTH_UNIT}|(?!))) (?: {OF}{DAY} | {OF}{PART_OF_MONTH} )?",
         (("3月20日", "2018-03-20"), ("4月～6月", "2018-04/2018-06"), ("来月上旬", "2018-05-01/2018-05-10"))),
    Form("day", A_NUMBER, rf"(?(day_word)|(?(number){DAY_UNIT}|(?!))) {STATED_WEEKDAY}",
         (("4月2日～27日", "2018-04-02/2018-04-27"), ("本日", "2018-04-01"), ("4月20日、22日", "2018-04-20|2018-04-22"))),
    Form("century", A_NUMBER, rf"(?(number)|(?!)) {S}世紀 (?:{OF}{PART_OF_DECADE})?",
         (("20世紀", "1901/2000"), ("19世紀後半", "1851/1900"))),
    # 4/22, 4.27, 30.3: dates beside another one only, or with a weekday.
    Form("numbers", "",
         rf"""(?<![\d./\-A-Za-z,:]) (?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}}) (?:(?P=mark)(?P<third>\d{{1,2}}))?
         (?!\d|(?P=mark)\d) (?: (?={S}[(]{S}(?P<weekday>[{WEEKDAY}]){S}(?:曜|[)・祝])) | )""",
         (("2018/4/1～4/30", "2018-04-01/2018-04-30"), ("H29.10～30.3", "2017-10/2018-03"))),
    Form("week", "", rf"{WEEK_WORD} (?: {OF}(?P<day_of_week>[{WEEKDAY}])曜日? )?",
         (("今週", "2018-03-26/2018-04-01"), ("来週の火曜日", "2018-04-03"))),
    # 上旬～中旬, 第１～第３四半期, 下期, 年度末: a part without what it is a part of.
    Form("quarter", "", QUARTER, (("平成30年度第１四半期～第３四半期", "2018-04/2018-12"),)),
    Form("number_after_dash", "", rf"(?<=[{re.escape(DASHES)}]) [ ]? (?P<first>\d{{1,2}}) (?![\d.:/A-Za-z%]|{S}[年月日時分円人件個回名社台ヶかヵカ条項号章節頁部倍点％億万千])",
         (("H29.10～12", "2017-10/2017-12"), ("H30.4.2～27", "2018-04-02/2018-04-27"))),
    Form("half", "", f"(?P<half>{one_of(['上半期', '下半期', '上期', '下期'])})",
         (("平成30年度上期、下期", "2018-04/2018-09|2018-10/2019-03"),)),
    Form("end", "", r"(?P<end_unit>年度|年|月)(?P<part>末日|末|初|当初|頭)(?!年始|年末|来|め|旬|予算|調整|商戦|締|払|尾)",
         (("年末", "2018-12-31"), ("平成30年度の年度末", "2018-04-01/2019-03-31|2019-03-31"))),
    Form("part", "", f"(?P<lone_part>{one_of(['上旬', '中旬', '下旬', '末', '前半', '後半'])})",
         (("5月上旬～中旬", "2018-05-01/2018-05-20"),)),
)  # fmt: skip
