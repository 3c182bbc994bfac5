"""The table of written forms, and the one expression that finds them.

Order decides: at one place the first row that fits is taken, so a row stands before
those that would read less of the same text. Each row's examples are run by
tests/dates/test_forms.py: text, then the `iso` it is to have with 2018-04-01 as the
reference date. What a row accepts may still be no date; see `not_dates.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.dates.pieces import (
    DAY, ERA, FISCAL, INNER_YEAR, KANJI, MONTH, NOT_IN_NUMBER, NUMBER, NUMBERED_YEAR, OF, OUTER_YEAR,
    PART_OF_DECADE, PART_OF_MONTH, PART_OF_YEAR, QUARTER, S, WEEK_WORD, WEEKDAY, YEAR_NUMBER,
    YEAR_WORD, linked_to, one_of,
)  # fmt: skip
from pipeline.dates.readers import read_groups
from pipeline.dates.written import Written
from pipeline.lexicon.calendar_words import load_date_words, load_eras
from pipeline.lexicon.numerals import load_numerals


class Form(NamedTuple):
    name: str
    pattern: str
    examples: tuple[tuple[str, str], ...]


STEP = "(?P<step>同|翌)?"

FORMS = (
    # The shorter end of a range or list, which takes its unit from the other.
    Form("shared_unit_year",
         rf"{STEP} {NUMBERED_YEAR} (?:{S}{INNER_YEAR})? {linked_to(f'(?P<shared>{FISCAL}|年)')}",
         (("平成28～30年度", "2016-04-01/2019-03-31"), ("平成27、28年", "2015|2016"))),
    Form("decade",
         rf"{NUMBERED_YEAR} {S}(?P<decade>年代) (?:{OF}{PART_OF_DECADE})?",
         (("昭和30年代", "1955/1964"), ("1990年代後半", "1995/1999"))),
    Form("century",
         rf"{NOT_IN_NUMBER}(?P<century>\d{{1,2}}|{KANJI}{{1,3}}) {S}世紀 (?:{OF}{PART_OF_DECADE})?",
         (("20世紀", "1901/2000"), ("19世紀後半", "1851/1900"))),
    # 平成29年12月22日, 2018年5月上旬, 昨年秋, 平成30年度第２四半期, 2025年３月期.
    Form("year",
         rf"""{STEP}
         (?: {NUMBERED_YEAR} {S}(?:{INNER_YEAR}{S})? (?:(?P<fiscal>{FISCAL})|年(?!代)) (?:{S}{OUTER_YEAR})?
           | {YEAR_WORD}(?!代|齢|輩|次|金) )
         (?: (?<!度){OF}{MONTH} (?:(?P<period>期)(?!間|日|限|末|首) | {OF}{DAY} | {OF}{PART_OF_MONTH})?
           | {OF}{PART_OF_YEAR} )?
         (?: (?<=[年度期)\]]){OF}{QUARTER} )?""",
         (("平成29年12月22日", "2017-12-22"), ("㍻30年", "2018"), ("平成三十年５月上旬", "2018-05-01/2018-05-10"),
          ("2025年３月期", "2024-04-01/2025-03-31"), ("平成30年度第２四半期", "2018-07/2018-09"),
          ("昨年度末", "2018-03-31"), ("2019年（令和元年）5月1日", "2019-05-01"), ("本年秋", "2018-09/2018-11"))),
    Form("fiscal_letters",
         rf"(?<![A-Za-z])FY[ ]?['’]?(?P<fiscal_year>\d{{4}}|\d\d)(?!\d) {S}(?:年度)? (?:{OF}{PART_OF_YEAR}|{S}{QUARTER})?",
         (("FY2018", "2018-04-01/2019-03-31"), ("FY19", "2019-04-01/2020-03-31"))),
    # H30.3.20, S63/4/1, R元.5.1, 令和2-4-1; R2.3末.
    Form("era_numbers",
         rf"""(?P<era>{ERA}){S}(?P<era_year>元|\d{{1,2}}) {S}(?P<mark>[./\-]){S} (?P<month>\d{{1,2}})
         (?: {S}(?P=mark){S}(?P<day>\d{{1,2}}) )? (?![\d]|[ ]?(?P=mark)[ ]?\d) (?:{OF}{PART_OF_MONTH})?""",
         (("H30.3.20", "2018-03-20"), ("R元.5.1", "2019-05-01"), ("Ｓ６３／４／１", "1988-04-01"), ("R2.3末", "2020-03-31"))),
    # 2018/3/20, 2018.3.20, 2018-03-20, 2018/03.
    Form("western_numbers",
         rf"""(?<![\d./A-Za-z\-])(?P<western>1[5-9]\d\d|2[01]\d\d) (?P<mark>[./\-])[ ]?(?P<month>\d{{1,2}})
         (?: (?P=mark)[ ]?(?P<day>\d{{1,2}}) )? (?![\d]|(?P=mark)\d|[A-SU-Za-z]) (?:{OF}{PART_OF_MONTH})?""",
         (("2018/3/20", "2018-03-20"), ("2018-03-20", "2018-03-20"), ("2018.3.20", "2018-03-20"), ("2018/03", "2018-03"))),
    # H30, 令2: an era and a number alone.
    Form("era_alone",
         rf"(?P<era>{ERA}){S}(?P<era_year>元|\d{{1,2}})(?![\d.A-Za-z]) (?:{OF}{PART_OF_YEAR})?",
         (("H29実績", "2017"), ("令2の実績", "2020"))),
    # 今から３日後.
    Form("distance",
         rf"""(?P<from_now>(?:今|今日|本日|現在|これ)から)? {NOT_IN_NUMBER}(?P<count>\d{{1,3}}(?!\d)|{KANJI}{{1,3}}) {S}
         (?P<distance_unit>日|週間?|[かカヵヶケ箇]月|年) {S}(?P<direction>前|後)""",
         (("今から3日後", "2018-04-04"), ("10年前", "2008"))),
    Form("month",
         rf"{STEP} {NOT_IN_NUMBER}{MONTH} (?: {OF}{DAY} | {OF}{PART_OF_MONTH} )?",
         (("3月20日", "2018-03-20"), ("4月～6月", "2018-04/2018-06"), ("来月上旬", "2018-05-01/2018-05-10"))),
    # 4/22, 4.27, 30.3: dates beside another one only, or with a weekday.
    Form("numbers",
         rf"""(?<![\d./\-A-Za-z,:]) (?P<first>\d{{1,2}})(?P<mark>[./])(?P<second>\d{{1,2}}) (?:(?P=mark)(?P<third>\d{{1,2}}))?
         (?![\d]|(?P=mark)\d) (?: (?={S}[(]{S}(?P<weekday>[{WEEKDAY}]){S}(?:曜|[)・祝])) | )""",
         (("2018/4/1～4/30", "2018-04-01/2018-04-30"), ("H29.10～30.3", "2017-10/2018-03"))),
    Form("day",
         rf"{STEP} {NOT_IN_NUMBER}{DAY}",
         (("4月2日～27日", "2018-04-02/2018-04-27"), ("本日", "2018-04-01"), ("4月20日、22日", "2018-04-20|2018-04-22"))),
    Form("week",
         rf"{WEEK_WORD} (?: {OF}(?P<day_of_week>[{WEEKDAY}])曜日? )?",
         (("今週", "2018-03-26/2018-04-01"), ("来週の火曜日", "2018-04-03"))),
    # 上旬～中旬, 第１～第３四半期, 下期, 年度末: a part without what it is a part of.
    Form("quarter", QUARTER, (("平成30年度第１四半期～第３四半期", "2018-04/2018-12"),)),
    Form("half", one_of(["上半期", "下半期", "上期", "下期"]).replace("?:", "?P<half>", 1),
         (("平成30年度上期、下期", "2018-04/2018-09|2018-10/2019-03"),)),
    Form("end", r"(?P<end_unit>年度|年|月)(?P<part>末日|末|初|当初|頭)(?!年始|年末|め|旬|予算|調整|商戦|締|払|尾)",
         (("年末", "2018-12-31"), ("平成30年度の年度末", "2018-04-01/2019-03-31|2019-03-31"))),
    Form("part", rf"(?P<lone_part>{one_of(['上旬', '中旬', '下旬', '末', '前半', '後半'])})",
         (("5月上旬～中旬", "2018-05-01/2018-05-20"),)),
)  # fmt: skip


@cache
def _master() -> tuple[re.Pattern[str], dict[int, tuple[int, tuple[str, ...], tuple[int, ...]]]]:
    """One expression for all rows, and for each row's group: (row, names, group numbers)."""
    rows = []
    for number, form in enumerate(FORMS):
        pattern = re.sub(r"\(\?P<(\w+)>", rf"(?P<\1_{number}>", form.pattern)
        pattern = re.sub(r"\(\?P=(\w+)\)", rf"(?P=\1_{number})", pattern)
        rows.append(f"(?P<form_{number}>{pattern})")
    first = "".join(sorted(_first_characters()))
    master = re.compile(f"(?=[{re.escape(first)}])(?:{'|'.join(rows)})", re.VERBOSE)
    layout = {}
    for number in range(len(FORMS)):
        ending = f"_{number}"
        groups = {
            name.removesuffix(ending): index
            for name, index in master.groupindex.items()
            if name.endswith(ending) and name.removesuffix(ending).rstrip("_0123456789") != "form"
        }
        layout[master.groupindex[f"form{ending}"]] = (number, tuple(groups), tuple(groups.values()))
    return master, layout


def _first_characters() -> set[str]:
    """Every character that a date can begin with: elsewhere no row is tried."""
    words = load_date_words()
    firsts = set("0123456789'’元同翌第今本現こ上中下前後末年月QF") | set(
        load_numerals().up_to_hundred
    )
    firsts |= {word[0] for word in words.relative} | {"千"}
    for era in load_eras().values():
        firsts |= {era.name[0], *(short[0] for short in era.short)}
    return firsts


class Reading(NamedTuple):
    """One place where a form fits: `text[start:end]`."""

    form: str
    start: int
    end: int
    written: Written


def find_readings(text: str) -> Iterator[Reading]:
    """What the forms read in folded text, in order, never overlapping."""
    master, layout = _master()
    for match in master.finditer(text):
        lastindex = match.lastindex
        assert lastindex is not None
        number, _, indices = layout[lastindex]
        written = _read(number, tuple([match[index] for index in indices]))
        if written is not None:
            yield Reading(FORMS[number].name, match.start(), match.end(), written)


@lru_cache(maxsize=8192)
def _read(number: int, values: tuple[str | None, ...]) -> Written | None:
    _, layout = _master()
    names = next(names for row, names, _ in layout.values() if row == number)
    return read_groups({name: value for name, value in zip(names, values, strict=True) if value})
