from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.cli.report import write_pages
from tests.browser.conftest import Reader

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SAMPLE = Path(__file__).parents[2] / "outputs"


def rows(page: Page) -> list[str]:
    return page.locator("#documents tbody tr:visible td:first-child a").all_inner_texts()


def test_documents_are_found_by_title_and_by_name(reader: Reader) -> None:
    page = reader.open("index.html")
    assert len(rows(page)) == 3
    page.fill("#search", "審議の")
    assert rows(page) == ["審議の記録"]
    page.fill("#search", "経済産業")
    assert rows(page) == ["審議の記録", "x/b #2"]
    page.locator("#names button").first.click()
    assert page.locator("#search").input_value() == "経済産業省"
    page.click("#clear")
    # A form is reset behind its own event; then the page filters anew.
    page.locator("#clear").wait_for(state="hidden")
    assert len(rows(page)) == 3


def test_filter_by_year_and_warning(reader: Reader) -> None:
    page = reader.open("index.html")
    page.fill("#year-from", "2019")
    assert rows(page) == ["審議の記録"]
    page.fill("#year-from", "")
    page.check("#warned")
    assert len(rows(page)) == 2


def test_a_years_column_narrows_the_list(reader: Reader) -> None:
    page = reader.open("index.html")
    column = page.locator(".years a", has_text="2019")
    column.click()
    assert rows(page) == ["審議の記録"]
    assert page.locator("#year-from").input_value() == "2019"
    column.click()
    assert len(rows(page)) == 3


def test_sort(reader: Reader) -> None:
    page = reader.open("index.html")
    header = page.locator("th", has_text="人物").first
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    assert rows(page)[0] == "審議の記録"
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    assert rows(page)[0] == "x/b #2"


def test_names_of_many_documents_lead_to_them(reader: Reader) -> None:
    page = reader.open("index.html")
    page.locator(".names-top button", has_text="経済産業省").click()
    assert rows(page) == ["審議の記録", "x/b #2"]


def test_a_title_opens_its_page(reader: Reader) -> None:
    page = reader.open("index.html")
    page.locator("#documents a", has_text="x/b #2").click()
    assert page.locator("h1").inner_text() == "x/b #2"


@pytest.mark.parametrize("reader", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
def test_a_narrow_window(reader: Reader) -> None:
    page = reader.open("index.html")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_sample(browser: Browser, tmp_path: Path) -> None:
    """The outputs in the repository: written by the whole pipeline."""
    for path in SAMPLE.rglob("*"):
        if path.is_file() and "report" not in path.parts:
            target = tmp_path / path.relative_to(SAMPLE)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    index, count = write_pages(tmp_path, None)
    reader = Reader(browser, index.parent)
    page = reader.open("index.html")
    assert len(rows(page)) == count
    page.locator("#documents a").first.click()
    page.wait_for_url("**/documents/**", wait_until="load")
    page.keyboard.press("n")
    assert page.locator("mark.chosen").count() >= 1
    assert page.locator(".fact.chosen").count() == 1
    reader.context.close()
    assert reader.problems == []
