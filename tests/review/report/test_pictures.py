from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.wareki import to_wareki, wareki_year
from pipeline.records import Document
from pipeline.review.report.drawing import label_width, shortened
from pipeline.review.report.facts import DateFact, Facts, Place, collect
from pipeline.review.report.network import draw_network
from pipeline.review.report.network_rows import MOST_ORGANIZATIONS, MOST_PEOPLE
from pipeline.review.report.scale import Scale
from pipeline.review.report.timeline import WIDTH, Timeline, draw_timeline
from pipeline.review.report.years import columns, draw_years
from tests.review.documents import make
from tests.review.report.pages import Element, Page

DAYS = st.dates(date(1873, 1, 1), date(2060, 12, 31))


def facts(document: Document) -> Facts:
    return collect(document, to_wareki)


def date_fact(number: int, first: date, last: date, count: int = 1) -> DateFact:
    places = tuple(Place(number * 100 + n, 1, 1) for n in range(count))
    return DateFact(
        f"d-{number}", first.isoformat(), first.isoformat(), None, "day", first.isoformat(),
        last.isoformat(), (), places, (),
    )  # fmt: skip


def timeline(dates: list[DateFact]) -> Timeline:
    drawn = draw_timeline(dates, wareki_year)
    assert drawn is not None
    return drawn


def boxes(page: Page, class_: str) -> list[tuple[float, float, float, float]]:
    return [
        (float(a["x"]), float(a["y"]), float(a["width"]), float(a["height"]))
        for a in (element.attributes for element in page.all("rect", class_))
    ]


def links(page: Page) -> list[Element]:
    return page.all("a")


@given(st.lists(DAYS, min_size=1, max_size=30), st.lists(DAYS, min_size=2, max_size=2))
def test_a_later_day_is_never_to_the_left(days: list[date], two: list[date]) -> None:
    scale = Scale([day.year for day in days], 10, 950)
    first, second = sorted(two)
    assert 10 <= scale.at(first) <= scale.at(second) <= 950 + 1e-6
    assert all(scale.at(day) < scale.at(day, end=True) for day in days)


def test_years_without_a_date_are_left_out() -> None:
    columns = Scale([1868, 2018, 2020], 0, 100).columns
    assert [(c.first, c.last) for c in columns] == [
        (1868, 1868), (1869, 2017), (2018, 2018), (2019, 2019), (2020, 2020),
    ]  # fmt: skip
    assert [c.is_cut for c in columns] == [False, True, False, False, False]
    assert columns[1].right - columns[1].left < columns[0].right - columns[0].left


def test_no_dates_make_no_timeline() -> None:
    assert draw_timeline([], wareki_year) is None
    unresolved = make("昨年", dates=[("昨年", None)])
    assert draw_timeline(facts(unresolved).dates, wareki_year) is None


@pytest.mark.parametrize("count", [1, 2, 200, 2000])
def test_every_date_is_drawn_or_handed_back(count: int) -> None:
    start = date(2018, 1, 1)
    dates = [date_fact(n, start + timedelta(n), start + timedelta(n)) for n in range(count)]
    drawn = timeline(dates)
    page = Page(drawn.svg)
    assert len(links(page)) + len(drawn.not_drawn) == count
    assert len(links(page)) >= min(count, 100)
    [svg] = page.all("svg")
    assert float(svg.attributes["height"]) < 500


@given(st.lists(st.tuples(DAYS, st.integers(0, 4000)), min_size=1, max_size=40))
def test_bars_lie_within_the_picture_and_beside_each_other(spans: list[tuple[date, int]]) -> None:
    dates = [date_fact(n, day, day + timedelta(length)) for n, (day, length) in enumerate(spans)]
    page = Page(timeline(dates).svg)
    [svg] = page.all("svg")
    height = float(svg.attributes["height"])
    bars = boxes(page, "bar")
    for x, y, width, tall in bars:
        assert x >= 0
        assert x + width <= WIDTH
        assert 0 <= y <= y + tall <= height
    for at, (x, y, width, _) in enumerate(bars):
        for other_x, other_y, other_width, _ in bars[:at]:
            if y == other_y:
                assert x >= other_x + other_width or other_x >= x + width


def test_those_named_most_are_drawn_first() -> None:
    day = date(2018, 1, 1)
    dates = [date_fact(n, day, day + timedelta(8 + n)) for n in range(60)]
    dates.append(date_fact(99, day, day + timedelta(100), count=9))
    drawn = timeline(dates)
    assert drawn.not_drawn
    assert "d-99" in {link.attributes["data-f"] for link in links(Page(drawn.svg))}


def test_equal_days_are_one_shape_with_their_count() -> None:
    document = make(
        "平成30年4月1日。2018年4月1日。平成30年4月1日。",
        dates=[("平成30年4月1日", "2018-04-01"), ("2018年4月1日", "2018-04-01")],
    )
    page = Page(timeline(list(facts(document).dates)).svg)
    [link] = links(page)
    assert "×3" in link.text


def test_years_of_long_ago_are_put_together() -> None:
    years = Counter(dict.fromkeys(range(2000, 2026), 1) | {1868: 2, 1912: 3, 1915: 4})
    found = columns(years)
    assert [tuple(column) for column in found[:4]] == [
        (1860, 1869, 2), (1910, 1919, 7), (2000, 2005, 6), (2006, 2006, 1),
    ]  # fmt: skip
    assert sum(column.dates for column in found) == sum(years.values())
    page = Page(draw_years(years) or "")
    assert len(page.all("rect", "bar")) == len(found)
    assert draw_years(Counter()) is None


def test_a_small_network() -> None:
    document = make(
        "経済産業省の課長 田中太郎", organizations=["経済産業省"],
        people=[("田中太郎", "経済産業省", "課長")],
    )  # fmt: skip
    found = facts(document)
    drawn = draw_network(found.organizations, found.people)
    assert drawn is not None
    page = Page(drawn.svg)
    assert [e.text for e in page.all("text")] == ["経済産業省 1", "課長", "田中太郎 1"]
    for edge in page.all("path", "edge"):
        assert edge.attributes["data-from"] == document.organizations[0].id
        assert edge.attributes["data-to"] == document.people[0].id
    assert len(page.all("path", "edge")) == 2


def test_a_large_network_shows_the_top_and_lists_the_rest() -> None:
    bodies = [f"第{n}委員会" for n in range(200)]
    people = [(f"人物{n:03}", f"第{n}委員会", "委員長") for n in range(200)]
    text = "\n".join(
        f"{body} 委員長 {name}" for body, (name, *_) in zip(bodies, people, strict=True)
    )
    found = facts(make(text + "\n第150委員会" * 3, organizations=bodies, people=people))
    drawn = draw_network(found.organizations, found.people)
    assert drawn is not None
    page = Page(drawn.svg)
    assert len(page.all("a", "person")) == MOST_PEOPLE
    assert len(page.all("a", "organization")) == MOST_ORGANIZATIONS
    assert len(drawn.people_left) == 200 - MOST_PEOPLE
    assert len(drawn.organizations_left) == 200 - MOST_ORGANIZATIONS
    shown = {link.attributes["data-f"] for link in links(page)}
    left = {fact.id for fact in (*drawn.people_left, *drawn.organizations_left)}
    assert shown & left == set()
    assert len(shown | left) == 400
    boxes_of_bodies = boxes(page, "body")
    assert len({y for _, y, _, _ in boxes_of_bodies}) == MOST_ORGANIZATIONS
    [svg] = page.all("svg")
    assert all(y + h <= float(svg.attributes["height"]) for _, y, _, h in boxes_of_bodies)
    assert all(x + w <= float(svg.attributes["width"]) for x, _, w, _ in boxes_of_bodies)


def test_nobody_and_nothing_make_no_network() -> None:
    assert draw_network([], []) is None


def test_labels_are_cut_by_their_width() -> None:
    assert shortened("経済産業省", 60) == "経済産業省"
    assert shortened("経済産業省", 50) == "経済産…"
    assert label_width(shortened("あ" * 99 + "a" * 99, 77)) <= 77
    assert label_width("ab") < label_width("経済")


def test_hostile_names_are_text_in_pictures() -> None:
    name = "</text><script>alert(1)</script>\u202e"
    found = facts(make(f"{name} {name}", organizations=[name], people=[(name, name, name)]))
    drawn = draw_network(found.organizations, found.people)
    assert drawn is not None
    assert "<script" not in drawn.svg
    assert not re.search("\u202e", drawn.svg)
