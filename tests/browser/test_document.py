from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import Reader, ordinary

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGE = "documents/a.html"
ENGLISH = {"locale": "en-US"}
NARROW = {"viewport": {"width": 390, "height": 800}}


def chosen(page: Page) -> str:
    """The words of the place that is chosen."""
    return "".join(page.locator("mark.chosen").all_inner_texts())


def facts(page: Page) -> list[str]:
    # Not the inner texts: of what is far from the window, the browser renders none.
    return page.locator(".fact:visible .label").all_text_contents()


def test_a_fact_shows_its_place(reader: Reader) -> None:
    page = reader.open(PAGE)
    assert not page.locator("mark", has_text="令和2年3月31日").is_visible() or not in_view(page)
    page.locator(".fact", has_text="令和2年3月31日").locator(".go").click()
    assert chosen(page) == "令和2年3月31日"
    page.wait_for_function(IN_VIEW)
    assert page.evaluate("scrollY") == 0


IN_VIEW = """() => {
  const box = document.querySelector('mark.chosen').getBoundingClientRect();
  return box.top > 48 && box.bottom < innerHeight;
}"""


HERE = "[...CSS.highlights.get('here')].map(range => String(range).replace(/\\s/g, ''))"


def in_view(page: Page) -> bool:
    return page.evaluate(
        """() => {
          const marks = [...document.querySelectorAll('mark')];
          const box = marks.find(m => m.textContent === '令和2年3月31日').getBoundingClientRect();
          return box.bottom < innerHeight;
        }"""
    )  # type: ignore[no-any-return]


def test_a_place_shows_its_fact(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.locator("mark", has_text="情報通信政策審議会").click()
    assert chosen(page) == "情報通信政策審議会"
    assert page.locator(".fact.chosen .label").inner_text() == "情報通信政策審議会"


def test_a_mark_over_a_line_end_is_one(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.locator("mark", has_text="業省").last.click()
    assert chosen(page) == "経済産業省"
    assert page.locator("mark.chosen").count() == 2
    assert page.locator("mark.same").count() == 3


def test_nested_marks_are_chosen_in_turn(reader: Reader) -> None:
    page = reader.open("documents/h.html")
    inner = page.locator("mark mark").first
    inner.click()
    first = page.locator(".fact.chosen").get_attribute("data-kind")
    inner.click()
    assert page.locator(".fact.chosen").get_attribute("data-kind") != first


def test_the_keys_n_and_p(reader: Reader) -> None:
    page = reader.open(PAGE)
    said = []
    for key in "nnnpn":
        page.keyboard.press(key)
        said.append(chosen(page))
    assert said == [
        "経済産業省",
        "平成29年12月22日",
        "情報通信政策審議会",
        "平成29年12月22日",
        "情報通信政策審議会",
    ]
    page.keyboard.press("Escape")
    assert page.locator(".chosen").count() == 0
    page.keyboard.press("p")
    assert chosen(page) == "令和2年3月31日"


def test_the_keys_are_letters_in_the_search_field(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.keyboard.press("/")
    page.keyboard.type("npn")
    assert page.locator("#search").input_value() == "npn"
    assert page.locator("mark.chosen").count() == 0


def test_search(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.fill("#search", "田中")
    assert facts(page) == ["情報通信政策審議会", "田中太郎"]
    assert "本文に 2 か所" in page.locator("#shown").inner_text()
    assert page.locator("mark:not(.off)").all_inner_texts() == [
        "情報通信政策審議会",
        "田中太郎",
        "田中太郎",
    ]
    page.click("#clear")
    # A form is reset behind its own event; then the page filters anew.
    page.locator("#clear").wait_for(state="hidden")
    assert len(facts(page)) == 8


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("2017-12", ["平成29年12月22日"]),
        ("令和元年5月1日", ["令和元年５月１日"]),
        ("ｻﾞﾁｮｳ", []),
        ("座長", ["情報通信政策審議会", "田中太郎"]),
        ("ない", []),
    ],
)
def test_search_by_what_a_fact_says(reader: Reader, query: str, found: list[str]) -> None:
    page = reader.open(PAGE)
    page.fill("#search", query)
    assert facts(page) == found
    assert page.locator("#nothing").is_visible() == (not found)


def test_words_are_found_over_line_ends_and_stepped_through(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.fill("#search", "本文の続き")
    assert "本文に 60 か所" in page.locator("#shown").inner_text()
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == ["本文の続き"]
    page.keyboard.press("Enter")
    assert page.locator("#shown").inner_text() == "2 / 60"
    page.fill("#search", "経済産業省で")
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == ["経済産業省で"]
    assert page.evaluate("CSS.highlights.get('found').size") == 1


def test_filter_by_kind(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.uncheck('[name="kind"][value="organization"]')
    page.uncheck('[name="kind"][value="date"]')
    assert facts(page) == ["田中太郎", "吉田花子"]
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    assert chosen(page) == "田中太郎"


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("#type", "day", ["平成29年12月22日", "令和元年５月１日", "令和2年3月31日"]),
        ("#type", "council", ["経済産業省", "情報通信政策審議会"]),
        ("#year-from", "2019", ["令和元年５月１日", "令和2年3月31日"]),
        ("#year-to", "2018", ["平成29年12月22日"]),
    ],
)
def test_filter_by_type_and_year(reader: Reader, field: str, value: str, found: list[str]) -> None:
    page = reader.open(PAGE)
    page.click(".more summary")
    if field == "#type":
        page.select_option(field, value)
    else:
        page.fill(field, value)
    assert facts(page) == found


def test_filter_by_warning(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.click(".more summary")
    page.check("#warned")
    assert facts(page) == ["昨年"]
    assert "訳：" in page.locator(".fact:visible .warned").inner_text()


def test_order(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.click(".more summary")
    assert facts(page)[:4] == ["平成29年12月22日", "令和元年５月１日", "昨年", "令和2年3月31日"]
    page.select_option("#order", "date")
    assert facts(page)[:4] == ["平成29年12月22日", "令和元年５月１日", "令和2年3月31日", "昨年"]
    page.select_option("#order", "count")
    assert facts(page)[4] == "経済産業省"


def test_the_language(reader: Reader) -> None:
    page = reader.open(PAGE)
    assert page.evaluate("document.documentElement.lang") == "ja"
    assert page.locator(".left h2").inner_text() == "節"
    page.click("#language")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator(".left h2").inner_text() == "Sections"
    assert page.locator("#search").get_attribute("placeholder") == "Search facts and text"
    assert page.locator(".fact .warned").inner_text() == "no reference date to count from"
    assert page.locator("#view-text").get_attribute("lang") == "ja"
    page.click(".home")
    assert page.locator("h1").inner_text() == "Extraction report"


@pytest.mark.parametrize("reader", [ENGLISH], indirect=True)
def test_the_browsers_language_is_the_first(reader: Reader) -> None:
    page = reader.open(PAGE)
    assert page.locator(".left h2").inner_text() == "Sections"


def test_pictures_lead_to_the_text(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.click('.views [data-view="pictures"]')
    assert not page.locator("#view-text").is_visible()
    page.locator(".timeline a", has_text="令和2年3月31日").click()
    assert page.locator("#view-text").is_visible()
    assert chosen(page) == "令和2年3月31日"
    page.click('.views [data-view="pictures"]')
    page.locator(".network a.person", has_text="吉田花子").click()
    assert chosen(page) == "吉田花子"
    page.click('.views [data-view="pictures"]')
    page.locator(".counts a", has_text="三 末尾").click()
    assert page.locator("#view-text").is_visible()


def test_sections_lead_to_their_headings(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.locator(".sections a", has_text="三 末尾").click()
    page.wait_for_function(
        "() => document.querySelector('.sections [aria-current]').textContent === '三 末尾'"
    )


def test_an_address_leads_to_a_fact(reader: Reader) -> None:
    [wanted] = [date for date in ordinary().dates if date.iso == "2020-03-31"]
    page = reader.open(PAGE, f"#{wanted.id}")
    assert chosen(page) == "令和2年3月31日"


def test_the_lines_of_the_source(reader: Reader) -> None:
    page = reader.open(PAGE)
    tops = "() => ['L2', 'L3'].map(id => document.getElementById(id).getClientRects()[0].left)"
    joined = page.evaluate(tops)
    page.check("#lines")
    apart = page.evaluate(tops)
    assert joined[0] < joined[1]
    assert apart[0] == apart[1]


def test_neighbours_and_the_list_of_documents(reader: Reader) -> None:
    page = reader.open(PAGE)
    assert page.locator("#documents-list a").count() == 3
    page.fill("#documents-search", "x/b")
    page.locator("#documents-list a").click()
    page.wait_for_url("**/x/b%20%232.html*")
    assert page.locator("h1").inner_text() == "x/b #2"
    page.click('[rel="prev"]')
    page.click('[rel="prev"]')
    assert page.locator("h1").inner_text() == "審議の記録"


def test_hostile_words_are_text(reader: Reader) -> None:
    page = reader.open("documents/h.html")
    assert "<script>alert(1)</script>" in page.locator("#view-text").inner_text()
    assert page.evaluate("document.querySelectorAll('img, iframe').length") == 0
    assert page.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
    page.fill("#search", "</script>")
    assert "本文に" in page.locator("#shown").inner_text()


def test_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator(".fact .go").nth(1).focus()
    page.keyboard.press("Enter")
    assert chosen(page) == "令和元年５月１日"
    assert "2019-05-01" in page.locator("#said").inner_text()


@pytest.mark.parametrize("reader", [NARROW], indirect=True)
def test_a_narrow_window(reader: Reader) -> None:
    page = reader.open(PAGE)
    assert page.locator("#view-text").is_visible()
    assert not page.locator(".right").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.click('.tabs [data-panel="facts"]')
    assert not page.locator("#view-text").is_visible()
    page.locator(".fact .go", has_text="吉田花子").click()
    assert page.locator("#view-text").is_visible()
    assert chosen(page) == "吉田花子"
    page.locator("mark", has_text="平成29年12月22日").click()
    assert page.locator(".fact.chosen .label").inner_text() == "平成29年12月22日"
    page.click('.tabs [data-panel="sections"]')
    page.locator(".sections a", has_text="三 末尾").click()
    assert page.locator("#view-text").is_visible()


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_it_can_still_be_read(reader: Reader) -> None:
    page = reader.open(PAGE)
    assert page.locator("#view-text").is_visible()
    assert page.locator(".timeline").is_visible()
    page.locator(".fact .go", has_text="令和2年3月31日").click()
    assert page.url.split("#")[1].startswith("m")


def test_on_paper_nothing_is_cut_off(reader: Reader) -> None:
    page = reader.open(PAGE)
    page.emulate_media(media="print")
    for part in ("#view-text", "#view-pictures", ".lists"):
        assert page.locator(part).is_visible()
    for part in (".top", ".filter", ".left"):
        assert not page.locator(part).is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('main')).overflowY") == "visible"
