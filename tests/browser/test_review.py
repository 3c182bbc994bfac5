"""The review in a real browser: the real command serves it, real keys decide."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.cli import main
from pipeline.records import Document
from tests.browser.conftest import Reader
from tests.decisions.deciding import decision, read
from tests.desk.test_session import NEW, NOW, OLD, without
from tests.fakes import FakeEngine
from tests.repositories import commit, make_repository, write_outputs
from tests.review.report.test_pages import hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]


class Sitting:
    """A review that is open in a window; `file` is what it writes."""

    def __init__(self, reader: Reader, process: subprocess.Popen[str], file: Path) -> None:
        self.reader, self.process = reader, process
        self.page: Page = reader.page
        self._file = file

    @property
    def decided(self) -> list[dict[str, Any]]:
        if not self._file.exists():
            return []
        return [json.loads(line) for line in self._file.read_text(encoding="utf-8").splitlines()]

    def press(self, key: str, said: str) -> None:
        """A key, and what is told of it."""
        self.page.keyboard.press(key)
        self.told(said)

    def told(self, said: str) -> None:
        """Waits for it, and puts it away: the next may say the same."""
        self.page.locator("#toast", has_text=said).wait_for()
        self.page.locator("#toast").evaluate("each => { each.hidden = true; }")

    def subject(self, text: str) -> None:
        self.page.locator("#subject", has_text=re.compile(f"^「{re.escape(text)}」$")).wait_for()

    def open(self, text: str) -> None:
        self.page.locator("#list button", has_text=text).first.click()
        self.subject(text)


class Visitor(Reader):
    """Asks only for what the review's own server gives."""

    def _check(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.startswith((self.folder.as_posix().replace(":/", "://", 1), "data:,")):
            self.problems.append(url)


@contextmanager
def sitting(
    browser: Browser, folder: Path, *arguments: str, **settings: object
) -> Iterator[Sitting]:
    """The command in `folder`, with its page open; nothing may be said on the console."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "GIT_CEILING_DIRECTORIES": str(folder.parent),
    }
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "review", "--no-browser", "--lang", "ja", "--by", "山田",
         *arguments],
        cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        reader = Visitor(browser, Path(address), **settings)
        reader.context.set_default_timeout(15_000)  # a server and a browser share the machine
        try:
            reader.page.goto(address)
            reader.page.locator("#case:visible, #finished:visible").wait_for()
            yield Sitting(reader, process, folder / "decisions.jsonl")
        finally:
            reader.context.close()
            process.terminate()
            process.wait(10)
    assert reader.problems == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A date, a name in three places of two documents, a person: all found since the last commit."""
    return outputs(tmp_path, OLD, NEW)


def outputs(folder: Path, before: list[Document], after: list[Document]) -> Path:
    make_repository(folder)
    write_outputs(folder / "outputs", before)
    commit(folder)
    write_outputs(folder / "outputs", after)
    return folder


def test_keys_decide_and_take_back(browser: Browser, folder: Path) -> None:
    with sitting(browser, folder) as desk:
        page = desk.page
        desk.subject("平成29年12月22日")
        assert page.locator("#left").inner_text() == "残り 3 / 3 件 · 5 か所"
        assert page.locator(".pair .after mark").inner_text() == "平成29年12月22日"
        assert page.locator("#context mark.here").inner_text() == "平成29年12月22日"
        desk.press("a", "承認しました（1 か所）")
        desk.subject("経産省")
        assert [(d["verdict"], d["by"]) for d in desk.decided] == [("accept", "山田")]
        desk.press("r", "却下しました（1 か所）")
        page.locator("#place-index", has_text="2 / 3").wait_for()
        desk.press("s", "保留にしました")
        desk.subject("吉田眞人")
        assert page.locator("#left").inner_text() == "残り 2 / 3 件 · 3 か所 · 保留 1"
        for expected in ("経産省", "経産省", "平成29年12月22日"):
            desk.press("u", "取り消しました")
            desk.subject(expected)
        assert desk.decided == []
        page.keyboard.press("u")
        page.locator("#error", has_text="取り消すものがありません").wait_for()


def test_all_that_are_alike(browser: Browser, folder: Path) -> None:
    with sitting(browser, folder) as desk:
        desk.open("経産省")
        assert desk.page.locator('[data-all="accept"]').inner_text().startswith("3 か所とも")
        desk.press("Shift+R", "却下しました（3 か所）")
        assert [(d["verdict"], d["document"]) for d in desk.decided] == [
            ("reject", "a"), ("reject", "b"), ("reject", "b"),
        ]  # fmt: skip
        desk.subject("吉田眞人")
        desk.press("u", "取り消しました")
        desk.subject("経産省")
        desk.page.select_option("#scope", "everywhere")
        desk.page.fill("#why", "略称はいらない")
        desk.page.locator('[data-choice="reject"]').click()
        desk.told("却下しました")
        [everywhere] = desk.decided
        assert (everywhere["scope"], everywhere["document"]) == ("everywhere", "*")
        assert everywhere["why"] == "略称はいらない"
        row = desk.page.locator("#list .row", has_text="経産省")
        assert "done" in (row.get_attribute("class") or "")


def test_places_and_the_list(browser: Browser, folder: Path) -> None:
    with sitting(browser, folder) as desk:
        page = desk.page
        page.keyboard.press("n")
        desk.subject("経産省")
        index = page.locator("#place-index")
        assert index.inner_text() == "1 / 3 か所目"
        page.keyboard.press("j")
        page.locator("#document", has_text=re.compile("^b$")).wait_for()
        page.keyboard.press("k")
        page.locator("#document", has_text=re.compile("^a$")).wait_for()
        page.keyboard.press("p")
        desk.subject("平成29年12月22日")
        page.fill("#search", "眞人")
        assert page.locator("#list .row:visible").count() == 1
        page.keyboard.press("a")  # typed into the search, and no verdict
        assert desk.decided == []
        page.fill("#search", "")
        page.locator("#place").click()
        page.keyboard.press("?")
        assert page.locator("#help").is_visible()
        page.locator("#help button").click()
        assert page.locator("#help").is_hidden()


def test_an_edit_with_its_reasons(browser: Browser, folder: Path) -> None:
    with sitting(browser, folder) as desk:
        page = desk.page
        page.keyboard.press("e")
        assert page.input_value("#field-iso") == "2017-12-22"
        page.fill("#field-iso", "2017-13")
        page.keyboard.press("Enter")
        page.locator("#field-iso-error", has_text="その日は存在しません").wait_for()
        page.fill("#field-iso", "2017-12")
        page.fill("#field-boundary", "どこにもない")
        page.keyboard.press("Enter")
        page.locator("#form-error", has_text="新しい範囲の文字がそこにありません").wait_for()
        assert desk.decided == []
        page.fill("#field-boundary", "平成29年12月")
        page.keyboard.press("Enter")
        desk.told("訂正しました")
        [made] = desk.decided
        assert made["verdict"] == "override"
        assert made["value"] == {"boundary": "平成29年12月", "iso": "2017-12"}
        desk.open("吉田眞人")
        page.keyboard.press("e")
        page.locator(".posts .post input").last.fill("総括局長")
        page.locator("#field-positions").click()
        page.locator(".posts .post").nth(1).locator("input").last.fill("座長")
        page.locator("#form .primary").click()
        desk.told("訂正しました")
        assert desk.decided[-1]["value"]["positions"] == [
            {"affiliation": "経済産業省", "title": "総括局長"}, {"affiliation": None, "title": "座長"},
        ]  # fmt: skip


SELECT = """text => {
  const walker = document.createTreeWalker(document.getElementById("context"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(text);
    if (at >= 0) {
      getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + text.length);
      return;
    }
  }
}"""


def test_what_was_missed_is_selected_and_added(browser: Browser, tmp_path: Path) -> None:
    """𠮟 is one character of the text, and two of JavaScript's."""
    after = replace(
        read("𠮟責があった。𠮟責の後、平成30年３月に総務省の有識者会合が開かれた。\n"), id="a"
    )
    before = without(after, decision("date", "[平成30年３月]", "reject"))
    with sitting(browser, outputs(tmp_path, [before], [after])) as desk:
        page = desk.page
        page.evaluate(SELECT, "有識者会合")
        page.locator("#pick").click()
        assert page.locator("#form-title").inner_text() == "追加 「有識者会合」"
        scopes = page.locator("#scope option").all_inner_texts()
        assert scopes[1] == "この文書の「有識者会合」すべて"
        page.locator("#form-cancel").click()
        scopes = page.locator("#scope option").all_inner_texts()
        assert scopes[1] == "この文書の「平成30年３月」すべて"
        page.locator("#pick").click()  # the text is selected still
        page.select_option("#field-type", "council")
        page.locator("#form .primary").click()
        desk.told("追加しました")
        [made] = desk.decided
        assert (made["kind"], made["verdict"]) == ("organization", "add")
        assert (made["quote"]["exact"], made["value"]) == ("有識者会合", {"type": "council"})
        page.evaluate(SELECT, "𠮟責の後")
        page.locator("#pick").click()
        page.select_option("#form-kind", "date")
        page.locator("#form .primary").click()
        desk.told("追加しました")
        assert desk.decided[-1]["quote"]["exact"] == "𠮟責の後"
        desk.press("u", "取り消しました")
        assert len(desk.decided) == 1


def test_hostile_text_is_only_text(browser: Browser, tmp_path: Path) -> None:
    after = replace(hostile("h<img src=x onerror=alert(1)>"), source="h")
    before = replace(after, dates=(), organizations=(), people=(), references=())
    with sitting(browser, outputs(tmp_path, [before], [after])) as desk:
        page = desk.page
        for row in page.locator("#list .row button").all():
            row.click()
            page.wait_for_timeout(50)
        assert page.locator("img, iframe, script:not([src]):not(#start)").count() == 0
        assert page.evaluate("window.hacked") is None
        desk.press("Shift+A", "承認しました")


def test_nothing_left_says_what_comes_next(browser: Browser, folder: Path) -> None:
    with sitting(browser, folder) as desk:
        for _ in range(3):
            desk.press("Shift+A", "承認しました")
        desk.page.locator("#finished-title", has_text="すべて判断しました").wait_for()
        assert "decisions.jsonl" in desk.page.locator("#finished p").inner_text()
        assert desk.page.locator("#progress").get_attribute("aria-valuenow") == "5"
        desk.page.locator('[data-choice="undo"]').click()
        desk.subject("吉田眞人")


def test_without_a_commit_and_in_english(browser: Browser, tmp_path: Path) -> None:
    write_outputs(tmp_path / "outputs", [NOW])
    with sitting(browser, tmp_path) as desk:
        desk.subject("平成30年２月30日")
        assert "比べる相手がありません" in desk.page.locator("#no-baseline").inner_text()
        desk.page.locator(".language").click()
        desk.page.locator('[data-choice="accept"]', has_text="Accept").wait_for()
        desk.press("a", "Accept: 1")


@pytest.mark.parametrize("size", [(1400, 900), (400, 800)])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_its_window(
    browser: Browser, folder: Path, size: tuple[int, int], scheme: str
) -> None:
    viewport = {"width": size[0], "height": size[1]}
    with sitting(browser, folder, viewport=viewport, color_scheme=scheme) as desk:
        page = desk.page
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        for choice in ("accept", "reject", "edit", "skip"):
            box = page.locator(f'[data-choice="{choice}"]').bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= size[0]
            assert box["y"] + box["height"] <= size[1]
        if size[0] < 500:
            page.locator("#to-list").click()
            desk.open("吉田眞人")


def test_a_review_that_has_ended_says_so(browser: Browser, folder: Path) -> None:
    with sitting(browser, folder) as desk:
        desk.process.terminate()
        desk.process.wait(10)
        desk.page.keyboard.press("a")
        desk.page.locator("#error", has_text="houkoku review が動いていません").wait_for()
        assert desk.decided == []
        [problem] = desk.reader.problems
        assert "ERR_CONNECTION_REFUSED" in problem
        desk.reader.problems.clear()


def extracted(folder: Path) -> list[tuple[str, str | None, str]]:
    record = json.loads((folder / "outputs/documents/a.json").read_text(encoding="utf-8"))
    return [(date["text"], date["iso"], date["found_by"]) for date in record["dates"]]


def test_a_decision_made_in_the_page_changes_the_next_extraction(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: extract, commit, another text, review, extract."""
    from pipeline.flow import extract

    def run() -> int:
        return main(
            ["extract"], extract=lambda text, **said: extract(text, engine=FakeEngine(), **said)
        )

    monkeypatch.chdir(tmp_path)
    make_repository(tmp_path)
    source = tmp_path / "raw/a.txt"
    source.parent.mkdir()
    source.write_text("（１）経緯\n平成29年12月22日に決めた。\n", encoding="utf-8")
    assert run() == 0
    commit(tmp_path)
    source.write_text(
        "（１）経緯\n平成29年12月22日に決めた。\n平成30年３月末に終わり、平成31年に続く。\n",
        encoding="utf-8",
    )
    assert run() == 0
    assert extracted(tmp_path)[1:] == [
        ("平成30年３月末", "2018-03-31", "form"), ("平成31年", "2019", "form"),
    ]  # fmt: skip
    with sitting(browser, tmp_path) as desk:
        desk.subject("平成30年３月末")
        desk.page.keyboard.press("e")
        desk.page.fill("#field-iso", "2018-03-30")
        desk.page.keyboard.press("Enter")
        desk.told("訂正しました")
        desk.subject("平成31年")
        desk.press("r", "却下しました")
    assert run() == 0
    assert extracted(tmp_path) == [
        ("平成29年12月22日", "2017-12-22", "form"), ("平成30年３月末", "2018-03-30", "decision"),
    ]  # fmt: skip
    with sitting(browser, tmp_path) as desk:
        assert desk.page.locator("#left").inner_text().startswith("残り 0 ")
    # Another edit of the text above moves the place, and the decision goes with it.
    source.write_text("まえがき。\n\n" + source.read_text(encoding="utf-8"), encoding="utf-8")
    assert run() == 0
    assert ("平成30年３月末", "2018-03-30", "decision") in extracted(tmp_path)
