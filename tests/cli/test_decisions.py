"""Decisions on the command line: applied by `extract`, and told of where they hold no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.corpus.makers import without_model
from tests.corpus.test_decisions import MINISTRY, MONTH, REJECT, WIDE, decide


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    Path("raw").mkdir()
    Path("raw/a.txt").write_text(MINISTRY, encoding="utf-8")


def houkoku(*arguments: str) -> int:
    return main(["extract", *arguments], extract=without_model())


def names() -> list[str]:
    record = json.loads(Path("outputs/documents/a.json").read_bytes())
    return [organization["name"] for organization in record["organizations"]]


def write(*decisions: str, file: str = "decisions.jsonl") -> None:
    Path(file).write_text("".join(decisions), encoding="utf-8")


def test_a_decision_changes_the_next_extraction(capsys: pytest.CaptureFixture[str]) -> None:
    assert houkoku() == 0
    assert names() == ["経済産業省"]
    assert "Decisions" not in capsys.readouterr().out
    write(REJECT.to_line(), MONTH.to_line())
    assert houkoku("--explain") == 0
    assert names() == []
    out = capsys.readouterr().out
    assert "the decisions changed" in out
    assert "Decisions: 2\n" in out


def test_another_file_of_decisions(capsys: pytest.CaptureFixture[str]) -> None:
    write(REJECT.to_line(), file="mine.jsonl")
    assert houkoku() == 0
    assert names() == ["経済産業省"]
    assert houkoku("--decisions", "mine.jsonl") == 0
    assert names() == []
    assert houkoku("--decisions", "none.jsonl") == 2
    assert "none.jsonl: No such file" in capsys.readouterr().err


def test_decisions_that_hold_no_more_are_named_by_their_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = decide("a", "平成30年６月", "date", "reject")
    write(MONTH.to_line(), WIDE.to_line(), other.to_line(), decide("b", "総務省").to_line())
    assert houkoku() == 0
    out = capsys.readouterr().out
    assert "Decisions: 4; in 4 places one holds no more (also in outputs/stale.jsonl):" in out
    assert "decisions.jsonl:1: a: 「平成30年６月」 override: contradicts decisions.jsonl:3" in out
    assert "decisions.jsonl:3: a: 「平成30年６月」 reject: contradicts decisions.jsonl:1" in out
    assert "decisions.jsonl:2: 「平成29年度」 reject: it holds in no document" in out
    assert "decisions.jsonl:4: b: 「総務省」 reject: there is no such document" in out
    assert houkoku("--lang", "ja") == 0
    out = capsys.readouterr().out
    assert "decisions.jsonl:3: a の「平成30年６月」 却下: decisions.jsonl:1 と矛盾します" in out


def test_strict_minds_decisions_that_hold_no_more(capsys: pytest.CaptureFixture[str]) -> None:
    write(REJECT.to_line())
    assert houkoku("--strict") == 0
    write(decide("a", "総務省").to_line())
    assert houkoku("--strict") == 1
    assert "--strict: 1 warnings" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "english", "japanese"),
    [
        ("<<<<<<< HEAD\n", "a merge that was not finished", "終わっていないマージの印があります"),
        ('{"kind": "date"}\n', "'document' is missing", "'document' がありません"),
        ("{\n", "not JSON: ", "JSON として読めません"),
    ],
)
def test_a_bad_line_stops_the_run_before_anything_is_written(
    capsys: pytest.CaptureFixture[str], line: str, english: str, japanese: str
) -> None:
    write(REJECT.to_line(), line)
    for language, said in (("en", english), ("ja", japanese)):
        assert houkoku("--lang", language) == 2
        err = capsys.readouterr().err
        assert "decisions.jsonl:2" in err
        assert said in err
    assert not Path("outputs").exists()
