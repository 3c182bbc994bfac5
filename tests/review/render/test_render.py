"""Every form says what changed and why, and no text of a document is more than text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli.messages import Words
from pipeline.display import width
from pipeline.review.changes import CAUSES, KINDS, TYPES, Change, Comparison, Field, Spot, Stale
from pipeline.review.diff import compare
from pipeline.review.render.data import to_json
from pipeline.review.render.markdown import LONGEST, to_markdown
from pipeline.review.render.page import MOST_PLACES, to_page
from pipeline.review.render.terminal import Look, to_terminal
from pipeline.review.words import CAUSES as CAUSE_WORDS
from pipeline.review.words import FIELDS, SAYINGS, Terms
from pipeline.review.words import KINDS as KIND_WORDS
from pipeline.review.words import TYPES as TYPE_WORDS
from tests.review.pairs import Memory, document, generator

ENGLISH, JAPANESE = Terms("en"), Terms("ja", Words("ja").reason)
PLAIN, COLOURED = Look(colour=False, columns=80), Look(colour=True, columns=80)
OLD = "（１）対策\n\n平成29年10月に経産省が方針を公表した。\n同年12月に総務省が続いた。\n"
NEW = "（１）対策\n\n平成28年10月に経済産業省が方針を公表した。\n同年12月に総務省が続いた。令和30年に終わる。\n"


def comparison() -> Comparison:
    before = Memory(
        document(OLD, identifier="a"), document(OLD, identifier="b"),
        document(OLD, identifier="gone"),
        generator=generator(rules="1", ja_ginza="5.2.0"), name="before",
    )  # fmt: skip
    after = Memory(
        document(NEW, identifier="a"), document(NEW, identifier="b"),
        generator=generator(rules="2", ja_ginza="5.3.0"), name="after",
        failures={"gone": "the file is empty"},
    )  # fmt: skip
    return compare(before, after)


def test_the_terminal_without_colours() -> None:
    assert to_terminal(comparison(), ENGLISH, PLAIN).splitlines() == [
        "before → after",
        "3 documents compared: 0 identical, the text of 2 edited",
        "differences of the program: rules, ja_ginza 5.2.0 → 5.3.0",
        "",
        "documents (1)",
        "  removed 「gone」",
        "      failed: the file is empty",
        "      cause: text or rules or model",
        "",
        "sections (4)",
        "  section changed 「（１）対策」",
        "      body: 29年10月に経産 → 28年10月に経済産業",
        "      cause: text · 2 places in 2 documents",
        "      a page 1, line 3 （１）対策",
        "      - 平成[-29年10月に経産-]省が方針を公表した。",
        "      + 平成{+28年10月に経済産業+}省が方針を公表した。",
        "      b page 1, line 3 （１）対策",
        "      - 平成[-29年10月に経産-]省が方針を公表した。",
        "      + 平成{+28年10月に経済産業+}省が方針を公表した。",
        "  section changed 「（１）対策」",
        "      body: none → 令和30年に終わる。",
        "      cause: text · 2 places in 2 documents",
        "      a page 1, line 4 （１）対策",
        "      + {+令和30年に終わる。+}",
        "      b page 1, line 4 （１）対策",
        "      + {+令和30年に終わる。+}",
        "",
        "dates (6)",
        "  value changed 「平成29年10月」 → 「平成28年10月」",
        "      iso: 2017-10 → 2016-10",
        "      cause: text · 2 places in 2 documents",
        "      a page 1, line 3 （１）対策",
        "      - [-平成29年10月-]に経産省が方針を公表した。",
        "      + {+平成28年10月+}に経済産業省が方針を公表した。",
        "      b page 1, line 3 （１）対策",
        "      - [-平成29年10月-]に経産省が方針を公表した。",
        "      + {+平成28年10月+}に経済産業省が方針を公表した。",
        "  value changed 「同年12月」",
        "      iso: 2017-12 → 2016-12",
        (
            "      cause: rules or context (the text elsewhere in the document)"
            " · 2 places in 2 documents"
        ),
        "      a page 1, line 4 （１）対策",
        "        >>同年12月<<に総務省が続いた。",
        "      b page 1, line 4 （１）対策",
        "        >>同年12月<<に総務省が続いた。",
        "  added 「令和30年」",
        "      iso: 2048",
        "      granularity: year",
        "      cause: text · 2 places in 2 documents",
        "      a page 1, line 4 （１）対策",
        "      + {+令和30年+}に終わる。",
        "      b page 1, line 4 （１）対策",
        "      + {+令和30年+}に終わる。",
        "",
        "organizations (2)",
        "  boundary changed 「経産省」 → 「経済産業省」",
        "      cause: text · 2 places in 2 documents",
        "      a page 1, line 3 （１）対策",
        "      - 平成29年10月に[-経産省-]が方針を公表した。",
        "      + 平成28年10月に{+経済産業省+}が方針を公表した。",
        "      b page 1, line 3 （１）対策",
        "      - 平成29年10月に[-経産省-]が方針を公表した。",
        "      + 平成28年10月に{+経済産業省+}が方針を公表した。",
        "",
        "documents 1, sections 4, dates 6, organizations 2",
    ]


def test_the_terminal_in_japanese() -> None:
    lines = to_terminal(comparison(), JAPANESE, PLAIN).splitlines()
    assert lines[1] == "文書 3 件を比較: 同一 0 件、原文の変更 2 件"
    assert lines[2] == "抽出の条件の違い: 規則、ja_ginza 5.2.0 → 5.3.0"
    assert "      失敗の理由: ファイルが空です" in lines
    assert "      原因: 規則、または文書のほかの箇所の変更 · 2 か所・2 文書" in lines
    assert "      a 1 頁 4 行 （１）対策" in lines
    assert lines[-1] == "文書 1、節 4、日付 6、組織 2"


def test_colours_say_what_brackets_said() -> None:
    coloured = to_terminal(comparison(), ENGLISH, COLOURED)
    assert "[-" not in coloured
    assert "\x1b[31m経産省\x1b[0m" in coloured
    assert "\x1b[32m経済産業省\x1b[0m" in coloured
    assert "\x1b[33m同年12月\x1b[0m" in coloured
    plain = re.sub(r"\x1b\[\d+m", "", coloured)
    bare = re.sub(r"\[-|-\]|\{\+|\+\}|>>|<<", "", to_terminal(comparison(), ENGLISH, PLAIN))
    assert plain == bare


@pytest.mark.parametrize("columns", [20, 40, 60, 81, 200])
def test_sentences_fit_the_terminal(columns: int) -> None:
    long = "昨年度は" + "経済産業省と総務省が開催した、" * 30
    changed = long.replace("昨年度", "平成30年度")
    before, after = (
        Memory(document(long, identifier="a")),
        Memory(document(changed, identifier="a")),
    )
    lines = to_terminal(compare(before, after), ENGLISH, Look(False, columns)).splitlines()
    sentences = [line for line in lines if re.match(r" {6}[-+ ] ", line)]
    assert sentences
    assert all(width(line) <= max(columns, 40) for line in sentences)
    assert any("{+平成30年度+}" in line for line in sentences)


def test_places_beyond_the_first_are_named() -> None:
    before = Memory(*(document(OLD, identifier=f"{n:02}") for n in range(30)))
    after = Memory(*(document(NEW, identifier=f"{n:02}") for n in range(30)))
    text = to_terminal(compare(before, after), ENGLISH, Look(False, 80, places=2))
    assert text.count("+ 平成28年10月に{+経済産業省+}") == 2
    assert "28 more: 02:3, 03:3," in text
    assert text.count("21:3, …") == 3


@pytest.mark.parametrize("terms", [ENGLISH, JAPANESE])
def test_no_changes(terms: Terms) -> None:
    nothing = replace(comparison(), changes=())
    for text in (
        to_terminal(nothing, terms, PLAIN), to_markdown(nothing, terms), to_page(nothing, terms)
    ):  # fmt: skip
        assert terms("nothing") in text
    assert json.loads(to_json(nothing))["groups"] == []


def test_markdown() -> None:
    lines = to_markdown(comparison(), ENGLISH).splitlines()
    assert lines[:8] == [
        "## What changed in the extraction", "", "**before → after**", "",
        "- 3 documents compared: 0 identical, the text of 2 edited",
        "- differences of the program: rules, ja&#95;ginza 5.2.0 → 5.3.0", "",
        "|  | added | removed | value changed | boundary changed | section changed |",
    ]  # fmt: skip
    assert "| dates | 2 |  | 4 |  |  |" in lines
    assert lines[-3:] == [
        "- **boundary changed** · 「経産省」 → 「経済産業省」 · *text* · 2 places in 2 documents",
        (
            "  - <b>a</b> page 1, line 3 （１）対策<br>平成29年10月に<del>経産省</del>が方針を公表した。"
            "<br>平成28年10月に<ins>経済産業省</ins>が方針を公表した。"
        ),
        (
            "  - <b>b</b> page 1, line 3 （１）対策<br>平成29年10月に<del>経産省</del>が方針を公表した。"
            "<br>平成28年10月に<ins>経済産業省</ins>が方針を公表した。"
        ),
    ]


def test_markdown_fits_a_comment() -> None:
    found = comparison()
    many = [
        replace(change, surface_before=f"{change.surface_before}{n}", document=f"{n:05}")
        for n in range(2000)
        for change in found.changes[:1]
    ]
    text = to_markdown(replace(found, changes=tuple(many)), ENGLISH)
    assert LONGEST * 0.9 < len(text) < 65_536
    assert re.search(r"\d{2,} more kinds of change: see houkoku diff\.\n$", text)


class Page(HTMLParser):
    """The elements of a page, the texts of some of them, and attributes that run or load."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marks: list[tuple[str, str]] = []
        self.texts: list[str] = []
        self.active: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.active += [
            n for n, _ in attributes if n.startswith("on") or n in ("href", "src", "style")
        ]
        if tag not in ("meta", "input", "br", "link"):
            self._open.append((tag, dict(attributes).get("class") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag, f"{tag} closes something else"

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1][0] == "mark":
            self.marks.append((self._open[-1][1], data))
        if self._open and self._open[-1][0] not in ("script", "style"):
            self.texts.append(data)


def test_the_page_shows_both_sides_and_loads_nothing() -> None:
    text = to_page(comparison(), ENGLISH)
    page = Page(text)
    assert page.active == []
    assert {"link", "img", "iframe", "object"}.isdisjoint(page.tags)
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert ("boundary edited", "産") in page.marks
    assert ("boundary edited", "済産業") in page.marks
    assert page.tags.count("article") == len(comparison().groups())
    assert "http" not in re.sub(r"http-equiv", "", text)


def test_the_page_lets_only_its_own_script_run() -> None:
    text = to_page(comparison(), ENGLISH)
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    assert "default-src &#39;none&#39;" in policy
    assert "unsafe" not in policy
    import base64
    import hashlib

    for tag in ("script", "style"):
        [content] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy.replace("&#43;", "+")


def test_a_page_of_very_many_places() -> None:
    spots = comparison().changes[-1]
    many = tuple(replace(spots, document=f"{n:04}") for n in range(MOST_PLACES + 7))
    page = Page(to_page(replace(comparison(), changes=many), ENGLISH))
    assert page.tags.count("section") == MOST_PLACES
    assert page.tags.count("details") == 1
    assert f"{MOST_PLACES + 7 - 3} more" in page.texts
    assert "7 more" in page.texts


HOSTILE = [
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "\x1b[2J\x1b]0;title\x07",
    "**bold** `code` [link](http://example.org) ![](x)", "| a | b |", "@octocat #12 www.example.org",
    "\u202egnp.exe", "a\nb\r\nc", "{{ 7*7 }} {% raw %}", "&lt;b&gt;", "\"'><svg/onload=x>", "\x9b31m",
    "</script><script>x", "- [ ] 1. # ~~x~~", "$x$ <!-- ", "\x00",
]  # fmt: skip
Form = Callable[[Comparison], str]


def hostile(text: str) -> Comparison:
    """A comparison whose every text is `text`."""
    spot = Spot(1, 1, 0, 1, text, f"前{text}後", (1, 1 + len(text)), ((1, 2),))
    fields = (Field("name", text, (text, text)), Field(text, None, text))
    common = {
        "document": text, "causes": ("rules",), "surface_before": text,
        "surface_after": f"{text}2", "fields": fields, "before": spot,
    }  # fmt: skip
    changes = (
        Change(kind="organizations", type="value", record="organization", after=spot, **common),
        Change(kind="dates", type="removed", record="date", after=None, **common),
        Change(kind="documents", type="added", record="document", document=text, causes=("text",)),
    )
    return Comparison(text, text, (), changes, documents=1, identical=0, texts=1)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_terminal_is_told_nothing_by_a_text(text: str) -> None:
    said = to_terminal(hostile(text), ENGLISH, PLAIN)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)
    coloured = to_terminal(hostile(text), ENGLISH, COLOURED)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", re.sub(r"\x1b\[\d+m", "", coloured)
    )
    assert len(said.splitlines()) == len(to_terminal(hostile("x"), ENGLISH, PLAIN).splitlines())


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_of_a_text_is_text(text: str) -> None:
    said, harmless = to_markdown(hostile(text), ENGLISH), to_markdown(hostile("x"), ENGLISH)
    assert len(said.splitlines()) == len(harmless.splitlines())
    own = re.sub(r"</?(?:b|del|ins|br)>", "", said)
    assert "<" not in own
    assert "`" not in own
    assert "](" not in own
    assert "@" not in own
    assert "://" not in own
    for line, other in zip(said.splitlines(), harmless.splitlines(), strict=True):
        assert line.count("|") == other.count("|")
        assert line.count("*") == other.count("*")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_of_a_text_is_text(text: str) -> None:
    said, harmless = (Page(to_page(hostile(t), ENGLISH)) for t in (text, "x" * len(text)))
    assert said.tags == harmless.tags
    assert said.active == []


@pytest.mark.parametrize("text", HOSTILE)
def test_json_of_a_text_holds_it_whole(text: str) -> None:
    said = to_json(hostile(text))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", said)
    assert json.loads(said)["groups"][-1]["surface_before"] == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_only_text(text: str) -> None:
    found = hostile(text)
    harmless = hostile("x" * len(text))
    assert Page(to_page(found, JAPANESE)).tags == Page(to_page(harmless, JAPANESE)).tags
    assert json.loads(to_json(found))["before"] == text
    assert "<script" not in to_markdown(found, JAPANESE)
    to_terminal(found, JAPANESE, COLOURED)


def test_every_name_has_words_in_both_languages() -> None:
    assert set(KIND_WORDS) == set(KINDS)
    assert set(TYPE_WORDS) == set(TYPES)
    assert set(CAUSE_WORDS) == set(CAUSES)
    for table in (KIND_WORDS, TYPE_WORDS, CAUSE_WORDS, FIELDS, SAYINGS):
        for japanese, english in table.values():
            assert japanese
            assert english
            assert sorted(re.findall(r"\{\w+\}", japanese)) == sorted(
                re.findall(r"\{\w+\}", english)
            )
            assert english.isascii() or english in ("{before} → {after}", "日本語")


STALE = (
    Stale("k-1", "a", "date", "reject", "<b>同年", "the quoted text is gone"),
    Stale("k-2", None, "organization", "override", "経" * 99, "contradicts k-1", is_new=False),
)


def test_decisions_that_hold_no_more_are_told_in_every_form() -> None:
    found = replace(comparison(), stale=STALE)
    lines = to_terminal(found, ENGLISH, PLAIN).splitlines()
    at = lines.index("Decisions that hold no more, to be looked at again: 2")
    assert lines[at + 1] == "  a: reject 「<b>同年」 [new] — the quoted text is gone"
    assert lines[at + 2].startswith("  all documents: override 「経経")
    assert "  a: 却下 「<b>同年」 [新規] — 引用した箇所がなくなりました" in to_terminal(
        found, JAPANESE, PLAIN
    )
    assert "- a: reject 「&#60;b&#62;同年」 &#91;new&#93; — the quoted text is gone" in to_markdown(
        found, ENGLISH
    )
    page = to_page(found, ENGLISH)
    assert "a: reject 「&lt;b&gt;同年」 [new]" in page
    assert Page(page).tags.count("article") == len(found.groups()) + 1


def test_decisions_are_told_where_nothing_changed() -> None:
    same = replace(comparison(), changes=(), stale=STALE)
    for text in (to_terminal(same, ENGLISH, PLAIN), to_markdown(same, ENGLISH)):
        assert "No changes." in text
        assert "looked at again: 2" in text
