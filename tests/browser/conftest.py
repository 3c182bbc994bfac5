"""The report in a real browser: Chromium without a window, pages from the disk, no network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.corpus.files import write_files
from pipeline.records import Document
from tests.review.documents import make
from tests.review.report.pages import report
from tests.review.report.test_pages import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

TEXT = """一 経緯
経済産業省は、平成29年12月22日に情報通信政策審議会を
開いた。座長は田中太郎氏である。

二 今後
令和元年５月１日に、田中太郎氏と
吉田花子氏が経済産
業省で説明する。昨年のことは不明である。
""" + "".join(f"\n第{n}項 本文の続きである。\n" for n in range(1, 61)) + """
三 末尾
令和2年3月31日に終わる。
"""  # fmt: skip


def ordinary() -> Document:
    document = make(
        TEXT,
        dates=[("平成29年12月22日", "2017-12-22"), ("令和元年５月１日", "2019-05-01"),
               ("令和2年3月31日", "2020-03-31"), ("昨年", None)],
        organizations=["経済産業省", "情報通信政策審議会"],
        people=[("田中太郎", "情報通信政策審議会", "座長"), ("吉田花子", None, None)],
        headings=["一 経緯", "二 今後", "三 末尾"],
        identifier="a", title="審議の記録",
    )  # fmt: skip
    warned = [replace(d, warnings=() if d.iso else ("no reference date to count from",))
              for d in document.dates]  # fmt: skip
    return replace(document, dates=tuple(warned))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    wanted = (os.environ.get("HOUKOKU_CHROMIUM") or "", *CHROMIUM)
    executable = next(filter(None, map(shutil.which, wanted)), None)
    if executable is None:
        pytest.exit("Chromium is needed: apt install chromium fonts-noto-cjk", returncode=1)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of three documents; its folder."""
    folder = tmp_path_factory.mktemp("報告 #1")
    others = make("別の文書。経済産業省。", organizations=["経済産業省"], identifier="x/b #2")
    contents = report(ordinary(), hostile("h"), others)
    write_files(folder, contents.items())
    return folder


class Reader:
    """Opens pages from the disk; `problems` are what the console said and what was asked of a network."""

    def __init__(self, browser: Browser, folder: Path, **settings: object) -> None:
        settings = {"viewport": {"width": 1400, "height": 900}, "locale": "ja-JP", **settings}
        self.context = browser.new_context(**settings)  # type: ignore[arg-type]
        self.context.set_default_timeout(5000)
        self.page: Page = self.context.new_page()
        self.folder = folder
        self.problems: list[str] = []
        self.page.on("console", lambda message: self.problems.append(message.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.on("dialog", lambda dialog: self.problems.append(dialog.message))
        self.page.on("request", self._check)

    def _check(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.startswith("file://"):
            self.problems.append(url)

    def open(self, path: str, fragment: str = "") -> Page:
        self.page.goto((self.folder / path).as_uri() + fragment)
        return self.page


@pytest.fixture
def reader(browser: Browser, pages: Path, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A window as wide as a desk's screen; a marker's parameters change what a context is made of."""
    reader = Reader(browser, pages, **getattr(request, "param", {}))
    yield reader
    reader.context.close()
    assert reader.problems == []
