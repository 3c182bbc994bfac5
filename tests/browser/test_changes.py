from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.cli.report import address_of
from pipeline.corpus.files import write_files
from pipeline.review.changes import Comparison
from pipeline.review.diff import compare_document
from pipeline.review.render.page import Links, to_page
from pipeline.review.words import Terms
from tests.browser.conftest import Reader, ordinary
from tests.review.report.pages import report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture
def changed(browser: Browser, tmp_path: Path) -> Reader:
    """A report with a page of changes: a date has another value, another is gone."""
    before, after = ordinary(), ordinary()
    first, *others, last = after.dates
    dates = (replace(first, iso="2017-12-23"), *others)
    after = replace(after, dates=dates)
    changes = tuple(compare_document(before, after, ()))
    comparison = Comparison("a", "b", (), changes, documents=1, identical=0, texts=0)
    links = Links("index.html", "changes.en.html", address_of)
    pages = report(after)
    for language, other in (("ja", "en"), ("en", "ja")):
        own = links._replace(other_language=f"changes.{other}.html")
        pages[f"changes.{language}.html"] = to_page(comparison, Terms(language), own)
    write_files(tmp_path, pages.items())
    assert last.id not in {date.id for date in dates}
    return Reader(browser, tmp_path)


def test_changes_lead_to_their_places(changed: Reader) -> None:
    page = changed.open("changes.ja.html")
    assert page.locator("article").count() == 2
    page.select_option('[name="type"]', "value")
    shown = page.locator("article:visible")
    assert shown.count() == 1
    assert shown.locator(".before mark").inner_text() == "平成29年12月22日"
    shown.locator("h3 a").click()
    page.wait_for_url("**/documents/a.html*", wait_until="load")
    assert page.locator("mark.chosen").inner_text() == "平成29年12月22日"
    assert page.locator(".fact.chosen .iso").inner_text() == "2017-12-23"
    page.go_back()
    page.locator("article").last.locator("h3 a").click()
    page.wait_for_url("**/documents/a.html#L*", wait_until="load")
    page.go_back()
    page.locator(".ways a").last.click()
    page.wait_for_url("**/changes.en.html")
    assert page.locator("h1").inner_text() == "What changed in the extraction"
    changed.context.close()
    assert changed.problems == []
