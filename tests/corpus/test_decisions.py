"""Decisions over a whole run: what they cost, what they do, and what is told of those that hold no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.corpus import find_corpus, load_decisions, plan_corpus
from pipeline.corpus.stale import FAILED, NO_DOCUMENT, NOWHERE, STALE
from pipeline.decisions import Decision, Decisions, make_decision
from pipeline.decisions.claims import GONE
from pipeline.errors import DataError
from tests.corpus.makers import recipe, without_model
from tests.corpus.runs import SETTINGS, contents, put, run

MINISTRY = "経済産業省は、平成30年６月に報告書を公表した。"
OTHER = "総務省は、平成29年度に調査をした。"


def decide(document: str, exact: str, kind: str = "organization", verdict: str = "reject",
           **value: str | None) -> Decision:  # fmt: skip
    scope = "everywhere" if document == "*" else "place"
    record = {
        "kind": kind, "document": document, "scope": scope, "quote": {"exact": exact},
        "verdict": verdict,
    }  # fmt: skip
    return make_decision(record | ({"value": value} if value else {}))


REJECT = decide("a", "経済産業省")
WIDE = decide("*", "平成29年度", "date")
MONTH = decide("a", "平成30年６月", "date", "override", iso="2018-07")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    put(tmp_path / "raw", a=MINISTRY, b=OTHER, c=MINISTRY)
    return tmp_path / "raw"


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


def causes(raw: Path, outputs: Path, *decisions: Decision) -> dict[str, list[str]]:
    found = find_corpus([raw], outputs)
    plan = plan_corpus(found, outputs, SETTINGS, Decisions(decisions))
    return {task.source.id: [why.cause for why in task.why] for task in plan.tasks}


def stale(outputs: Path) -> list[tuple[str | None, str, str]]:
    lines = (outputs / STALE).read_text(encoding="utf-8").splitlines()
    found = map(json.loads, lines)
    return [(each["document"], each["text"], each["reason"]) for each in found]


def record(outputs: Path, document: str) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(
        (outputs / "documents" / f"{document}.json").read_bytes()
    )
    return found


def test_what_is_decided_is_what_is_written(raw: Path, outputs: Path) -> None:
    report = run(raw, outputs, without_model(), Decisions([REJECT, MONTH, WIDE]))
    assert (report.decisions, report.stale) == (3, [])
    a, c = record(outputs, "a"), record(outputs, "c")
    assert a["organizations"] == []
    assert [o["name"] for o in c["organizations"]] == ["経済産業省"]
    assert [(d["iso"], d["found_by"]) for d in a["dates"]] == [("2018-07", "decision")]
    assert record(outputs, "b")["dates"] == []
    assert {d["id"] for d in a["decisions"]} == {REJECT.id, MONTH.id}
    generator = json.loads((outputs / "datapackage.json").read_bytes())["generator"]
    assert generator["digests"]["decisions"] == Decisions([REJECT, MONTH, WIDE]).digest


def test_a_decision_costs_only_what_it_concerns(raw: Path, outputs: Path) -> None:
    run(raw, outputs, without_model())
    assert causes(raw, outputs) == {}
    assert causes(raw, outputs, REJECT) == {"a": ["decisions"]}
    assert causes(raw, outputs, WIDE) == {"b": ["decisions"]}
    assert causes(raw, outputs, decide("*", "令和")) == {}
    run(raw, outputs, without_model(), Decisions([REJECT, WIDE]))
    assert causes(raw, outputs, WIDE, REJECT) == {}
    assert causes(raw, outputs, REJECT, WIDE, MONTH) == {"a": ["decisions"]}
    assert causes(raw, outputs) == {"a": ["decisions"], "b": ["decisions"]}


def test_a_run_without_the_decisions_leaves_no_trace_of_them(raw: Path, outputs: Path) -> None:
    run(raw, outputs, without_model())
    before = contents(outputs)
    run(raw, outputs, without_model(), Decisions([REJECT, MONTH, WIDE, decide("x", "経産省")]))
    assert contents(outputs) != before
    run(raw, outputs, without_model())
    assert contents(outputs) == before


def test_one_process_and_several_write_the_same(raw: Path, tmp_path: Path) -> None:
    decisions = Decisions([REJECT, MONTH, WIDE])
    run(raw, tmp_path / "one", recipe("without_model"), decisions)
    run(raw, tmp_path / "two", recipe("without_model"), decisions, workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_what_holds_no_more_is_listed_until_it_is_mended(raw: Path, outputs: Path) -> None:
    decisions = [REJECT, decide("x", "経済産業省"), decide("*", "令和", "date"), MONTH]
    put(raw, a="総務省は、平成30年６月に報告書を公表した。")
    run(raw, outputs, without_model(), Decisions(decisions))
    told = [(None, "令和", NOWHERE), ("a", "経済産業省", GONE), ("x", "経済産業省", NO_DOCUMENT)]
    assert stale(outputs) == told
    report = run(raw, outputs, without_model(), Decisions(decisions))
    assert [(s.document, s.decision.quote.exact, s.reason) for s in report.stale] == told
    run(raw, outputs, without_model(), Decisions([MONTH]))
    assert not (outputs / STALE).exists()


def test_the_decisions_of_a_document_that_fails_are_kept_in_sight(raw: Path, outputs: Path) -> None:
    put(raw, a=b"\0\1")
    report = run(raw, outputs, without_model(), Decisions([REJECT]))
    assert [s.reason for s in report.stale] == [FAILED]


def test_a_contradiction_names_both(raw: Path, outputs: Path) -> None:
    other = decide("a", "平成30年６月", "date", "reject")
    run(raw, outputs, without_model(), Decisions([MONTH, other]))
    assert sorted(reason for _, _, reason in stale(outputs)) == sorted(
        [f"contradicts {MONTH.id}", f"contradicts {other.id}"]
    )
    assert [d["iso"] for d in record(outputs, "a")["dates"]] == ["2018-06"]


def test_a_file_of_decisions_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert len(load_decisions(None)) == 0
    Path("decisions.jsonl").write_text("\ufeff" + REJECT.to_line() + "\n" + WIDE.to_line(), "utf-8")
    assert {i: d.lines for i, d in load_decisions(None)} == {REJECT.id: (1,), WIDE.id: (3,)}


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (REJECT.to_line().encode() + b"{", "decisions.jsonl:2"),
        (REJECT.to_line().encode() + b"\n\xff\n", "decisions.jsonl:3"),
        (b"<<<<<<< HEAD\n", "decisions.jsonl:1"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("decisions.jsonl").write_bytes(content)
    with pytest.raises(DataError) as caught:
        load_decisions(None)
    assert caught.value.place == place


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file"):
        load_decisions(tmp_path / "none.jsonl")
