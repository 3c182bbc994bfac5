"""What a date counts from, in whole texts: sections, headings, speakers, tables, the head."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline import find_dates
from pipeline.dates import find
from pipeline.records import Section
from pipeline.text import layout
from pipeline.text.passages import make_passages


def isos(text: str, reference: date | None = None) -> list[str | None]:
    return [found.iso for found in find_dates(text, reference_date=reference)]


def section(text: str, number: int, title: str, *, parent: str | None = None) -> Section:
    """A section from the line of `title` to the next line that begins with ■, or the end."""
    start = text.index(title)
    end = text.find("■", start + len(title)) if parent or number else len(text)
    return Section(
        f"s-{number}", parent, 2 if parent else 1, None, title.lstrip("■"),
        start, end if end > 0 else len(text), start, start + len(title), "",
    )  # fmt: skip


def isos_in(text: str, sections: list[Section], reference: date | None = None) -> list[str | None]:
    passages = make_passages(layout.read(text), sections)
    return [found.iso for found in find(passages, sections, reference).dates]


TWO = "■前回\n平成28年６月に取りまとめた。その後、12月に改定した。\n■今回\n７月に着手した。\n"


def test_a_year_carries_within_its_section_and_not_beyond() -> None:
    sections = [section(TWO, 1, "■前回"), section(TWO, 2, "■今回")]
    assert isos_in(TWO, sections) == ["2016-06", "2016-12", None]
    assert isos_in(TWO, sections, date(2018, 4, 1)) == ["2016-06", "2016-12", "2018-07"]


def test_the_heading_comes_before_the_reference_date() -> None:
    text = "■平成29年の取組\n７月に着手した。\n"
    found = isos_in(text, [section(text, 1, "■平成29年の取組")], date(2018, 4, 1))
    assert found == ["2017", "2017-07"]


def test_the_heading_may_stand_after_the_body() -> None:
    text = "７月に着手した。\n\n平成29年の取組\n"
    start = text.index("平成")
    heading = Section(
        "s-1", None, 1, None, "平成29年の取組", 0, len(text), start, len(text) - 1, ""
    )
    assert isos_in(text, [heading]) == ["2017-07", "2017"]


def test_a_heading_without_a_date_hands_on_that_of_its_parent() -> None:
    text = "■平成29年の取組\n■概要\n７月に着手した。\n"
    outer = section(text, 0, "■平成29年の取組")
    inner = section(text, 2, "■概要", parent="s-0")
    assert isos_in(text, [outer, inner]) == ["2017", "2017-07"]


@pytest.mark.parametrize("turn", ["○山田委員　", "○山田　", "【事務局】", "○山田（太）委員　"])
def test_another_speaker_begins_anew(turn: str) -> None:
    text = f"○田中座長　平成28年６月に取りまとめました。\n{turn}７月に着手しました。\n"
    assert isos(text) == ["2016-06", None]
    assert isos(text, date(2018, 4, 1)) == ["2016-06", "2018-07"]


@pytest.mark.parametrize("bullet", ["・", "○ ", "○　", "（２）"])
def test_another_item_goes_on(bullet: str) -> None:
    text = f"平成28年６月に対策本部を設置した。\n{bullet}７月に復旧した。\n"
    assert isos(text) == ["2016-06", "2016-07"]


def test_down_a_column_the_year_goes_on() -> None:
    table = "回　　　開催日　　　　　　　議題\n第１回　平成29年５月10日　　要綱\n第２回　　　　　６月14日　　論点\n"
    assert isos(table) == ["2017-05-10", "2017-06-14"]


def test_a_row_hands_nothing_to_what_follows_the_table() -> None:
    text = "区分　　　完成年月\n庁舎　　　昭和45年３月\n\n本計画は、７月に改定した。\n"
    assert isos(text) == ["1970-03", None]


def test_rows_that_differ_before_the_date_do_not_date_one_another() -> None:
    roster = "田中　一郎　　平成28年４月１日就任\n山田　花子　　５月１日就任\n"
    assert isos(roster) == ["2016-04-01", None]


@pytest.mark.parametrize(
    ("head", "reference"),
    [
        ("平成30年３月20日\n総務省\n\n", "2018-03-20"),
        ("　　　　　　　　　　　　令和６年２月16日（金）\n　　　　　　　　　　　　厚生労働省\n\n", "2024-02-16"),
        ("平成30年３月20日現在\n\n", "2018-03-20"),
        ("事業報告書\n平成30年３月\n総務省\n\n", "2018-03-01"),
        ("2018年3月20日 公表\n\n", "2018-03-20"),
        ("令和５年版　防災白書\n\n", "2023-01-01"),
        ("平成30年度　事業報告書\n\n", "2018-04-01"),
        ("第12回審議会　議事録\n\n１．日　時　　令和５年11月８日（水）　14：00～16：10\n\n", "2023-11-08"),
    ],
)  # fmt: skip
def test_the_head_tells_the_reference_date(head: str, reference: str) -> None:
    read = layout.read(head + "　本計画は、平成17年に策定され、その後改定されたものである。\n")
    assert find(make_passages(read, []), [], None).reference_date == reference


@pytest.mark.parametrize(
    "text",
    [
        "平成28年に策定した計画を改定する。",
        "個人情報の保護に関する法律（平成15年法律第57号）",
        "１　はじめに\n",
        "",
    ],
)
def test_no_head_tells_no_date(text: str) -> None:
    read = layout.read(text)
    assert find(make_passages(read, []), [], None).reference_date is None


def test_the_argument_comes_before_the_head() -> None:
    text = "平成30年３月20日\n\n　昨年に続いて開催した。\n"
    assert isos(text) == ["2018-03-20", "2017"]
    assert isos(text, date(2011, 1, 1)) == ["2018-03-20", "2010"]


def test_a_year_alone_at_the_head_tells_no_month() -> None:
    assert isos("令和５年版　防災白書\n\n　昨年は雨が多かった。今月も多い。\n") == [
        "2023",
        "2022",
        None,
    ]


def test_records_say_where_they_stand() -> None:
    text = "前文。\n\n会議は平成30年\n３月20日に開催した。\n"
    [found] = find_dates(text)
    assert text[found.start : found.end] == "平成30年\n３月20日"
    assert (found.text, found.line, found.page) == ("平成30年３月20日", 3, 1)
    assert found.sentence == "会議は平成30年３月20日に開催した。"
    assert (found.era, found.granularity) == ("heisei", "day")


def test_an_id_is_made_of_surface_and_sentence() -> None:
    [before] = find_dates("平成30年に開催した。")
    [after] = find_dates("冒頭に文を足した。\n\n平成30年に開催した。")
    assert before.id == after.id
    first, second = find_dates("平成30年、平成30年。")
    assert second.id == f"{first.id}-2"
