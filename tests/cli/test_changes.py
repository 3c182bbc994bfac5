"""What a run says at its end about the changes since the last commit."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import changes, main
from tests.documents import TEXT, fake_extract
from tests.repositories import commit, make_repository


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("raw").mkdir()
    put(a=TEXT, b=TEXT)


def put(**texts: str) -> None:
    for name, text in texts.items():
        Path("raw", f"{name}.txt").write_text(text, encoding="utf-8")


def extract(*arguments: str) -> int:
    return main(["extract", *arguments], extract=fake_extract)


def test_changes_since_the_last_commit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_repository(tmp_path)
    assert extract() == 0
    commit(tmp_path)
    capsys.readouterr()
    assert extract() == 0
    assert capsys.readouterr().out.endswith(
        "\nChanges since the last commit: none (see: make diff)\n"
    )
    put(c=TEXT, b="平成の報告\n" + TEXT)
    assert extract() == 0
    out = capsys.readouterr().out
    # A new document, and another title of an old one.
    assert "\nChanges since the last commit: documents 2" in out
    assert "git diff" not in out


def test_in_japanese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOUKOKU_LANG", "ja")
    make_repository(tmp_path)
    extract("--output", "結果")
    commit(tmp_path)
    capsys.readouterr()
    assert extract("--output", "結果") == 0
    assert capsys.readouterr().out.endswith(
        "\n最後のコミットからの変化: なし（詳しくは houkoku diff --output 結果）\n"
    )


def test_very_many_differences_are_counted_by_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_repository(tmp_path)
    extract()
    commit(tmp_path)
    put(a="一\n" + TEXT, b="二\n" + TEXT, c=TEXT)
    monkeypatch.setattr(changes, "MOST_READ", 2)
    extract()
    assert "last commit: documents 3 (see" in capsys.readouterr().out
    monkeypatch.setattr(changes, "MOST_DOCUMENTS", 1)
    extract()
    assert "last commit: " not in capsys.readouterr().out


@pytest.mark.parametrize("state", ["no git", "no repository", "no commit", "not committed"])
def test_without_a_last_commit_nothing_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    if state in ("no commit", "not committed"):
        make_repository(tmp_path)
    if state == "not committed":
        commit(tmp_path)
    if state == "no git":
        monkeypatch.setenv("PATH", str(tmp_path))
    assert extract() == 0
    out, err = capsys.readouterr()
    assert "last commit" not in out.replace("what changed since the last commit", "")
    assert "compared" not in err


def test_a_commit_that_cannot_be_read_is_named_and_fails_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_repository(tmp_path)
    extract()
    Path("outputs/documents/a.json").write_text("{}", encoding="utf-8")
    commit(tmp_path)
    put(a="一\n" + TEXT)
    assert extract() == 0
    err = capsys.readouterr().err
    assert "Cannot be compared with the last commit: " in err
    assert "outputs/documents/a.json: is no document record of houkoku" in err
