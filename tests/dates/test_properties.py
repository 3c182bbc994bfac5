"""What holds for every date, however it is written, and for every text."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline import Date, find_dates
from pipeline.lexicon.calendar_words import Era, load_eras
from tests.reading import QUICKLY, TEXTS
from tests.text.test_numerals import by_units

FULL_WIDTH = str.maketrans("0123456789()/.-~,HSTMR", "０１２３４５６７８９（）／．－～，ＨＳＴＭＲ")
KANJI = str.maketrans("0123456789", "〇一二三四五六七八九")
GREGORIAN = date(1873, 1, 1)


@st.composite
def days_of_eras(draw: st.DrawFn) -> tuple[Era, date]:
    era = draw(st.sampled_from([e for e in load_eras().values() if e.key in MODERN]))
    first = max(era.first_day, GREGORIAN)
    return era, draw(st.dates(first, era.last_day or date(2050, 12, 31)))


MODERN = ("meiji", "taisho", "showa", "heisei", "reiwa")


def writings(era: Era, day: date) -> list[str]:
    """Every kind of writing of one day."""
    n = day.year - era.first_year + 1
    year = "元" if n == 1 else str(n)
    letter, kanji = era.short[0], era.short[1]
    plain = f"{era.name}{year}年{day.month}月{day.day}日"
    units = (
        f"{era.name}{by_units(n) if n > 1 else '元'}年{by_units(day.month)}月{by_units(day.day)}日"
    )
    return [
        plain, plain.translate(FULL_WIDTH), plain.translate(KANJI), units,
        f"{' '.join(era.name)} {year} 年 {day.month} 月 {day.day} 日",
        f"{letter}{year}.{day.month}.{day.day}", f"{letter}{year}/{day.month:02}/{day.day:02}",
        f"{kanji}{year}.{day.month}.{day.day}", f"{letter}{year}年{day.month}月{day.day}日",
        f"{letter}{year}.{day.month}.{day.day}".translate(FULL_WIDTH),
        f"{era.name}{year}（{day.year}）年{day.month}月{day.day}日",
        f"{day.year}年（{era.name}{year}年）{day.month}月{day.day}日",
        f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}", day.isoformat(),
    ]  # fmt: skip


@given(days_of_eras())
def test_every_day_of_every_era_reads_back_in_every_writing(era_day: tuple[Era, date]) -> None:
    era, day = era_day
    for text in writings(era, day):
        [found] = find_dates(f"会議は{text}に開催した。")
        assert (found.text, found.iso, found.warnings) == (text, day.isoformat(), ())


@given(days_of_eras(), st.data())
def test_a_line_break_moves_offsets_and_nothing_else(
    era_day: tuple[Era, date], data: st.DataObject
) -> None:
    era, day = era_day
    text = data.draw(st.sampled_from(writings(era, day)[:4]))
    sentence = f"この計画の取りまとめに向けた会議は{text}に開催することとされたところである。"
    cut = data.draw(st.integers(sentence.index(text) + 1, sentence.index(text) + len(text) - 1))
    assume(sentence[cut] != "〇")  # at a line's beginning it marks an item
    [whole] = find_dates(sentence)
    [broken] = find_dates(f"{sentence[:cut]}\n{sentence[cut:]}")
    assert (broken.text, broken.iso, broken.sentence) == (whole.text, whole.iso, whole.sentence)
    assert (broken.start, broken.end) == (whole.start, whole.end + 1)


@given(days_of_eras())
def test_full_and_half_width_agree(era_day: tuple[Era, date]) -> None:
    era, day = era_day
    for text in writings(era, day):
        [half] = find_dates(f"会議は{text}に")
        [full] = find_dates(f"会議は{text.translate(FULL_WIDTH)}に")
        assert (half.iso, half.start, half.end) == (full.iso, full.start, full.end)


PIECES = st.sampled_from([
    *"0123456789０１一二三十廿元年月日度末~～、・（）()./- 　\n", "平成", "令和", "㍻", "H", "R", "2018", "平成30年",
    "年度", "上旬", "第", "四半期", "同", "翌", "前年", "昨年度", "から", "まで", "より", "自", "至", "今週", "火曜", "以内",
    "間", "毎年", "世紀", "年代", "期", "西暦", "約", "の", "に", "。", "①", "か月", "前", "後", "\u200b", "ﾊﾟ",
])  # fmt: skip
CONFUSIONS = st.lists(PIECES, max_size=40).map("".join)


def check(text: str, found: list[Date]) -> None:
    position = 0
    for record in found:
        assert position <= record.start < record.end <= len(text)
        position = record.end
        if record.iso is None:
            assert (record.first_day, record.last_day) == (None, None)
            assert record.granularity == "unresolved"
            assert record.warnings
        else:
            assert record.first_day is not None
            assert record.last_day is not None
            assert date.fromisoformat(record.first_day) <= date.fromisoformat(record.last_day)
            assert record.granularity != "unresolved"
        if "\n" not in text:
            assert text[record.start : record.end] == record.text
    assert len({record.id for record in found}) == len(found)


@given(CONFUSIONS, st.none() | st.dates())
def test_whatever_is_mixed_up_records_are_sound(text: str, reference: date | None) -> None:
    check(text, find_dates(text, reference_date=reference))


@QUICKLY
@given(TEXTS, st.none() | st.dates())
def test_any_text_gives_sound_records(text: str, reference: date | None) -> None:
    check(text, find_dates(text, reference_date=reference))
