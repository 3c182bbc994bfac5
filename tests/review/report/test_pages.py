from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import unquote, urljoin

import pytest

from pipeline.records import Document
from pipeline.review.report import Failure, Stale
from tests.documents import DECIDED, make_document
from tests.review.documents import make
from tests.review.report.pages import Page, report

HOSTILE = (
    "<script>alert(1)</script> \"'` </mark></div> --> ]]> &amp; {{ 7*7 }} {% raw %} "
    "\u202egnp.exe \x00\x1b \u2028 𠮷野家 <img src=x onerror=alert(1)> </script><script>"
)


def hostile(identifier: str = "a") -> Document:
    """A document all of whose words are hostile."""
    document = make(
        f"{HOSTILE}\n本文 {HOSTILE}\n" + "長" * 100_000,
        dates=[(HOSTILE[:9], None)],
        organizations=[HOSTILE, "script"],
        people=[(HOSTILE[8:30], HOSTILE, HOSTILE)],
        headings=[HOSTILE],
        identifier=identifier,
        title=HOSTILE,
        warnings=[HOSTILE],
    )
    organizations = tuple(replace(o, aliases=(HOSTILE,)) for o in document.organizations)
    return replace(document, organizations=organizations, source=HOSTILE, warnings=(HOSTILE,))


ODD_NAMES = ["a b", "a#b?c%41", "x/y/z", "\"'<>&", "名前/ファイル", "-", "%FF"]


def pages(contents: dict[str, str]) -> dict[str, Page]:
    return {path: Page(html) for path, html in contents.items() if path.endswith(".html")}


ALL = {
    "ordinary": report(make_document("2018/renkei"), make_document("b")),
    "hostile": report(
        hostile(),
        hostile("b"),
        failures=[Failure(HOSTILE, HOSTILE)],
        stale=[Stale(HOSTILE, "reject", HOSTILE, HOSTILE)],
    ),
    "odd names": report(*(make_document(name) for name in ODD_NAMES)),
    "empty": report(),
    "an address": report(replace(make_document("a"), source_url="https://example.invalid/a")),
    "nothing found": report(make("本文だけ。")),
}


@pytest.fixture(params=ALL)
def contents(request: pytest.FixtureRequest) -> dict[str, str]:
    return ALL[request.param]


def test_a_page_a_document_and_an_index() -> None:
    paths = set(ALL["ordinary"])
    assert {"index.html", "documents/2018/renkei.html", "documents/b.html"} <= paths
    assert list(ALL["ordinary"])[-1] == "index.html"


def test_the_same_bytes_twice() -> None:
    assert report(hostile(), make_document("b")) == report(hostile(), make_document("b"))


def test_no_element_but_ours(contents: dict[str, str]) -> None:
    """Hostile words make no element, no attribute and no script: the pages of ordinary ones have them all."""
    expected: set[tuple[str, str]] = set()
    for name in ("ordinary", "odd names", "nothing found", "hostile"):
        for page in pages(ALL[name]).values():
            expected |= {(e.tag, name) for e in page.elements for name in e.attributes}
    assert not {name for _, name in expected if name.startswith("on") or name == "style"}
    for page in pages(contents).values():
        for script in page.all("script"):
            if script.attributes.get("type") == "application/json":
                assert "<" not in script.text
            else:
                assert not script.text
                assert re.fullmatch(r"(\.\./)*assets/[a-z]+\.js", script.attributes["src"])
        assert not page.all("img")
        assert not page.all("iframe")


def test_hostile_words_are_text() -> None:
    page = pages(ALL["hostile"])["documents/a.html"]
    shown = "".join(line.text for line in page.all("span", "line"))
    assert "<script>alert(1)</script>" in shown
    assert "{{ 7*7 }} {% raw %}" in shown
    assert "‹U+202E›gnp.exe" in shown
    for html in ALL["hostile"].values():
        assert not re.search("[\u202e\x00\x1b]", html)


def test_nothing_is_fetched_from_elsewhere(contents: dict[str, str]) -> None:
    for path, page in pages(contents).items():
        for element in page.elements:
            for name in ("href", "src", "action", "xlink:href", "srcset", "data"):
                address = element.attributes.get(name, "")
                # A document's own address: a link, followed by who clicks it.
                if address and element.attributes.get("class") == "web":
                    assert address.startswith("https://example.invalid/")
                    continue
                assert not re.match(r"([a-z]+:|//)", address, re.IGNORECASE), (path, address)
        assert "default-src 'none'" in page.all("meta")[1].attributes["content"]
    for path, content in contents.items():
        if path.startswith("assets/"):
            assert "//" not in re.sub(r"(?m)^\s*//.*$", "", content), path
            assert "url(" not in content
            assert "@import" not in content


def test_every_link_leads_somewhere(contents: dict[str, str]) -> None:
    found = pages(contents)
    for path, page in found.items():
        ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
        assert len(ids) == len(set(ids)), f"{path}: an id twice"
        for element in page.elements:
            address = element.attributes.get("href") or element.attributes.get("src") or ""
            if element.attributes.get("class") == "web":
                continue
            if address.startswith("#"):
                assert address[1:] in ids, (path, address)
            elif address:
                base = "/".join(["report", *path.split("/")])
                joined = unquote(urljoin(f"file:///{base.replace('%', '%25')}", address))
                assert joined.removeprefix("file:///report/") in contents, (path, address)
            for name in ("for", "aria-controls", "data-f"):
                for reference in element.attributes.get(name, "").split():
                    assert reference in ids, (path, name, reference)


def test_what_has_a_name_has_one_in_both_languages(contents: dict[str, str]) -> None:
    for page in pages(contents).values():
        for element in page.elements:
            if element.tag in ("input", "select", "nav", "aside"):
                inside_label = any(e.tag == "label" for e in element.inside)
                named = "data-t-aria-label" in element.attributes or inside_label
                assert named, (element.tag, element.attributes)


def test_iso_and_wareki_stand_beside_each_other() -> None:
    page = pages(ALL["ordinary"])["documents/b.html"]
    assert [e.text for e in page.all("span", "iso")] == ["2017-12-22"]
    assert [e.text for e in page.all("span", "wareki")] == ["平成29年12月22日"]


def test_dates_that_say_the_same_are_one_fact_with_all_their_places() -> None:
    document = make("平成30年4月1日と平成30年4月1日", dates=[("平成30年4月1日", "2018-04-01")])
    page = pages(report(document))["documents/a.html"]
    [fact] = page.all("li", "fact")
    places = [e for e in page.all("a", "place") if fact in e.inside]
    assert [place.attributes["href"] for place in places] == ["#m1", "#m2"]
    marks = page.all("mark")
    assert [mark.attributes["data-f"] for mark in marks] == [d.id for d in document.dates]
    ids = {fact.attributes["id"], *(p.attributes.get("id") for p in places)}
    assert {d.id for d in document.dates} <= ids


def test_lines_that_a_wrap_made_stand_in_one_paragraph() -> None:
    text = "一 表題\n経産省が\n  述べた。\n\n別の段落\n"
    page = pages(report(make(text, headings=["一 表題"])))["documents/a.html"]
    assert [p.text for p in page.all("div", "paragraph") if p.text.strip("\u200b")] == [
        "一 表題", "経産省が  述べた。", "別の段落",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("address", "is_link"),
    [("https://example.invalid/a?b=1&c=<d>", True), ("javascript:alert(1)", False), ("//x", False)],
)
def test_the_address_of_a_document(address: str, is_link: bool) -> None:
    document = replace(make_document("a"), source_url=address)
    page = pages(report(document))["documents/a.html"]
    assert [link.attributes["href"] for link in page.all("a", "web")] == [address] * is_link
    assert address in "".join(value.text for value in page.all("dd"))


def test_warnings_in_both_languages() -> None:
    page = pages(ALL["ordinary"])["documents/b.html"]
    [said] = [e for e in page.elements if e.attributes.get("data-en") == "no such day"]
    assert said.attributes["data-ja"] == said.text == "訳：no such day"


def test_failures_stand_in_the_index() -> None:
    index = report(make_document("b"), failures=[Failure("c.txt", "the file is empty")])
    page = Page(index["index.html"])
    assert ["c.txt", "訳：the file is empty"] in [
        [cell.text for cell in page.all("td") if row in cell.inside] for row in page.all("tr")
    ]


def test_decisions_that_hold_no_more_stand_in_the_index_and_in_their_document() -> None:
    gone = replace(DECIDED, spans=(), reason="the quoted text is gone")
    stale = [Stale("b", "reject", "関係者", "the quoted text is gone"),
             Stale(None, "add", "経産省", "it holds in no document")]  # fmt: skip
    written = report(replace(make_document("b"), decisions=(gone,)), stale=stale)
    index, page = Page(written["index.html"]), Page(written["documents/b.html"])
    rows = [
        [cell.text for cell in index.all("td") if row in cell.inside] for row in index.all("tr")
    ]
    assert ["b", "却下 「関係者」", "訳：the quoted text is gone"] in rows
    assert ["全文書", "追加 「経産省」", "訳：it holds in no document"] in rows
    [told] = [item.text for item in page.all("li") if "関係者" in item.text and "却下" in item.text]
    assert told == "却下 「関係者」: 訳：the quoted text is gone"


def test_a_date_that_was_decided_says_so() -> None:
    dates = tuple(replace(date, found_by="decision") for date in make_document("b").dates)
    page = Page(report(replace(make_document("b"), dates=dates))["documents/b.html"])
    assert all("人が決定" in fact.text for fact in page.all("li", "date"))


def test_words_that_point_lead_to_what_they_stand_for() -> None:
    page = pages(ALL["ordinary"])["documents/b.html"]
    [pointing] = page.all("mark", "r")
    [ministry] = [f for f in page.all("li", "organization") if "経産省" in f.text]
    assert pointing.attributes["data-f"] == ministry.attributes["id"]
    assert "同省" in ministry.text
