"""What the page asks and is told, without a browser and without a server."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.decisions.values import CHECKS
from pipeline.desk.actions import Actions, WrongError
from pipeline.desk.forms import FORMS, filled, new_value, read_form
from pipeline.desk.page import SCRIPTS, STYLE, Frame, asset, make_page
from pipeline.desk.showing import show_list
from pipeline.desk.store import Store
from pipeline.desk.words import SAYINGS, Sayings
from pipeline.records import Document
from pipeline.review.words import Terms
from tests.decisions.deciding import decision, read
from tests.desk.test_session import NOW, begin, named, without
from tests.review.report.test_pages import hostile

ROOT = Path(__file__).parents[2] / "pipeline"
JA, EN = Sayings(Terms("ja")), Sayings(Terms("en"))
ALL: dict[str, Any] = {"scope": "place", "by": "山田", "why": "", "value": {}, "all_alike": False}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "decisions.jsonl"


@pytest.fixture
def actions(file: Path) -> Actions:
    return Actions(begin(file), lambda: "2026-04-01", "")


def test_a_case_is_shown_and_decided(actions: Actions, file: Path) -> None:
    number = named(actions.session, "経産省")
    shown = actions.do("case", {"number": number, "index": 1}, JA)["case"]
    assert (shown["subject"], shown["document"], shown["count"]) == ("「経産省」", "b", 3)
    assert [each["choice"] for each in shown["choices"]] == ["accept", "reject", "edit"]
    assert shown["choices"][1]["meaning"] == "組織ではない。今後は抽出しない"
    [here] = [part for part in shown["context"] if part["here"]]
    start, end = here["here"]
    assert here["text"][start:end] == "経産省"
    asked = {"number": number, "index": 1, **ALL, "choice": "reject", "why": " 略\n称 "}
    told = actions.do("decide", asked, JA)
    assert told["message"] == "却下しました（1 か所）"
    assert told["next"] == number
    [line] = file.read_text(encoding="utf-8").splitlines()
    record = json.loads(line)
    assert (record["by"], record["why"], record["when"]) == ("山田", "略 称", "2026-04-01")
    told = actions.do("decide", {**asked, "index": 0, "all_alike": True}, EN)
    assert told["message"] == "Reject: 2"
    assert told["next"] != number
    assert actions.do("undo", {}, JA)["next"] == number
    assert actions.by == "山田"


def test_what_cannot_be_is_told(actions: Actions, file: Path) -> None:
    number = named(actions.session, "平成29年12月22日")
    asked = {"number": number, "index": 0, **ALL, "choice": "edit"}
    told = actions.do("decide", {**asked, "value": {"iso": "2017-13", "boundary": ""}}, JA)
    assert told == {"fields": {"iso": "there is no such day"}}
    told = actions.do("decide", {**asked, "value": {"iso": "2017", "boundary": "どこにもない"}}, JA)
    assert told["error"] == "the new boundary does not stand there"
    assert not file.exists()
    file.write_text("{", encoding="utf-8")
    told = actions.do("decide", {**asked, "choice": "accept"}, JA)
    assert told["error"].startswith(f"{file}:1: not JSON")
    file.unlink()
    file.mkdir()
    assert str(file) in actions.do("case", {"number": number, "index": 0}, JA)["error"]


def test_what_was_missed_is_added_where_it_was_selected(actions: Actions, file: Path) -> None:
    number = named(actions.session, "平成29年12月22日")
    shown = actions.do("case", {"number": number, "index": 0}, JA)["case"]
    [part] = [p for p in shown["context"] if "会議" in p["text"]]
    start = part["first"] + part["text"].index("会議")
    asked = {"number": number, "index": 0, **ALL, "kind": "organization",
             "passage": part["passage"], "start": start, "end": start + 2,
             "value": {"name": "", "type": "council", "parent": ""}}  # fmt: skip
    told = actions.do("add", asked, JA)
    assert (told["message"], told["next"]) == ("追加しました", None)
    [(_, made)] = Store(file).read()
    assert (made.verdict, made.quote.exact, made.values) == ("add", "会議", {"type": "council"})
    told = actions.do("add", {**asked, "kind": "date", "value": {"iso": "x"}}, JA)
    assert "YYYY" in told["fields"]["iso"]


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("nothing", {}),
        ("case", {}),
        ("case", {"number": 999, "index": 0}),
        ("case", {"number": 1, "index": 99}),
        ("case", {"number": True, "index": 0}),
        ("case", {"number": 1, "index": -1}),
        ("decide", {"number": 1, "index": 0, **ALL, "choice": "delete"}),
        ("decide", {"number": 1, "index": 0, **ALL, "choice": "accept", "scope": "*"}),
        ("decide", {"number": 1, "index": 0, **ALL, "choice": "accept", "by": 1}),
        ("decide", {"number": 1, "index": 0, **ALL, "choice": "accept", "why": "x" * 999}),
        ("decide", {"number": 1, "index": 0, **ALL, "choice": "edit", "value": []}),
        ("add", {"number": 1, "index": 0, **ALL, "kind": "place"}),
        ("add", {"number": 1, "index": 0, **ALL, "kind": "person", "passage": 999, "start": 0, "end": 1}),
        ("add", {"number": 1, "index": 0, **ALL, "kind": "person", "passage": 0, "start": 3, "end": 3}),
        ("skip", {}),
    ],
)  # fmt: skip
def test_what_no_page_of_ours_asks(actions: Actions, file: Path, name: str, asked: Any) -> None:
    with pytest.raises(WrongError):
        actions.do(name, asked, JA)
    assert not file.exists()


@pytest.mark.parametrize(
    "value", [{"positions": "x"}, {"positions": [1]}, {"name": 3}, {"name": []}]
)
def test_values_of_another_type_are_wrong_fields(actions: Actions, value: Any) -> None:
    number = named(actions.session, "吉田眞人")
    asked = {"number": number, "index": 0, **ALL, "choice": "edit", "value": value}
    told = actions.do("decide", asked, JA)
    assert list(told["fields"]) == list(value)


def test_a_form_begins_with_what_is_said_and_says_the_same() -> None:
    for kind, fields in FORMS.items():
        assert {field.key for field in fields} <= CHECKS[kind].keys()
    before = without(NOW, decision("person", "[吉田眞人]", "override", reading="ヨシ"))
    session = begin(Path("nowhere.jsonl"), [before], [NOW])
    [subject] = [s for case in session.cases.values() for s in case.subjects if s]
    form = filled(subject)
    assert form["positions"] == [{"affiliation": "経済産業省", "title": "局長"}]
    assert read_form("person", form) == form
    assert new_value("date", {"iso": " ", "granularity": ""}) == {"iso": None}
    assert read_form("section", {"level": "2", "title": ""}) == {"level": 2, "title": None}
    assert read_form("section", {"level": "二"}) == {"level": "二"}


def test_words_are_the_same_in_both_languages() -> None:
    for japanese, english in SAYINGS.values():
        assert set(re.findall(r"{\w+}", japanese)) == set(re.findall(r"{\w+}", english))
    used = "".join([*map(asset, SCRIPTS), template("review.html"), *sources()])
    for name in SAYINGS:
        stem = name.rsplit("_", 1)[0]
        if stem in ("accept", "reject", "edit", "drop"):
            continue  # what a verdict means: all are asked for in the tests above
        assert re.search(f"[\"']{name}[\"']|[\"'`]{stem}_", used), name


def template(name: str) -> str:
    return (ROOT / "desk/templates" / name).read_text(encoding="utf-8")


def sources() -> list[str]:
    files = [*Path("pipeline/desk").glob("*.py"), *Path("pipeline/cli").glob("*.py")]
    return [
        p.read_text(encoding="utf-8") for p in files if p.name != "words.py" or "desk" not in str(p)
    ]


def test_hostile_text_is_only_text(file: Path) -> None:
    after: Document = replace(hostile("h<i>"), source="h")
    before = replace(after, dates=(), organizations=(), people=(), references=())
    session = begin(file, [before], [after])
    page = make_page(
        session, Frame("<b>&", ["</script>"], "f<x>", ["<img src=x>"], "<u>"), '">', JA
    )
    assert page.count("<script") == len(SCRIPTS) + 1
    assert page.count("</script>") == len(SCRIPTS) + 1
    for tag in ("<b>&", "<img", "<u>", "f<x>"):
        assert tag not in page
    assert 'value="&#34;&gt;"' in page
    start = json.loads(page.split('id="start">')[1].split("</script>")[0])
    assert start["cases"] == json.loads(json.dumps(show_list(session, JA)))
    assert not re.search(r"\son\w+=|style=", page.split('id="start">')[0])


def test_characters_that_would_obey_are_shown(file: Path) -> None:
    after = read("経産\u202e省が、総務省\x07と\u200f会う。\n")
    session = begin(file, [replace(after, organizations=())], [after])
    actions = Actions(session, lambda: "", "")
    for number, case in session.cases.items():
        for index in range(len(case.subjects)):
            told = actions.do("case", {"number": number, "index": index}, JA)
            assert not re.search("[\x00-\x1f\u202e\u200f]", json.dumps(told, ensure_ascii=False))
            for part in told["case"]["context"]:
                assert len(part["text"]) == len(session.rooms["a"].passages[part["passage"]].text)


def test_assets_ask_for_nothing_elsewhere() -> None:
    for name in (*SCRIPTS, STYLE):
        content = asset(name)
        assert "http" not in content
        assert "innerHTML" not in content
        assert "eval(" not in content
