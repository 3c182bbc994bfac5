from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from tests.documents import DATE, make_document
from tests.repositories import GENERATOR, commit, make_repository, write_outputs

ROOT = Path(__file__).parents[2]
BEFORE = make_document("2018/a")
LATER = replace(DATE, iso="2017-12", granularity="month")
AFTER = replace(BEFORE, dates=(LATER, *BEFORE.dates[1:]))
OTHER = make_document("2019/b")
NEW_RULES = {**GENERATOR, "digests": {"rules": "2"}}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))


@pytest.fixture
def edited(tmp_path: Path) -> None:
    """One of two documents says something else than in the last commit."""
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [BEFORE, OTHER])
    commit(tmp_path)
    write_outputs(Path("outputs"), [AFTER, OTHER], NEW_RULES)


@pytest.mark.usefixtures("edited")
def test_against_the_last_commit(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert "2 documents compared: 1 identical, the text of 0 edited" in out
    assert "  value changed 「平成29年12月22日」\n      iso: 2017-12-22 → 2017-12\n" in out
    assert "      cause: rules\n" in out
    assert "        >>平成29年12月22日<<に経産省の" in out
    assert "\x1b" not in out


@pytest.mark.usefixtures("edited")
def test_in_japanese(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOUKOKU_LANG", "ja")
    assert main(["diff"]) == 0
    out = capsys.readouterr().out
    assert "  値の変化 「平成29年12月22日」" in out
    assert "      原因: 規則" in out


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    ("arguments", "status", "kinds"),
    [
        ([], 1, {"dates"}),
        (["--kind", "dates"], 1, {"dates"}),
        (["--kind", "people", "--kind", "dates"], 1, {"dates"}),
        (["--kind", "people"], 0, set()),
        (["--type", "value", "--cause", "rules"], 1, {"dates"}),
        (["--type", "added"], 0, set()),
        (["--cause", "text"], 0, set()),
        (["--document", "2019/*"], 0, set()),
        (["--document", "2019/*", "--document", "2018/?"], 1, {"dates"}),
        (["HEAD", "HEAD"], 0, set()),
        (["outputs", "outputs"], 0, set()),
        (["outputs", "HEAD"], 1, {"dates"}),
    ],
)
def test_exit_code_and_filters(
    capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, kinds: set[str]
) -> None:
    assert main(["diff", *arguments, "--exit-code", "--format", "json"]) == status
    found = json.loads(capsys.readouterr().out)
    assert {group["kind"] for group in found["groups"]} == kinds
    assert main(["diff", *arguments]) == 0


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    ("form", "begins"),
    [("terminal", "HEAD ("), ("json", "{"), ("markdown", "## "), ("html", "<!doctype html>")],
)
def test_forms(capsys: pytest.CaptureFixture[str], form: str, begins: str) -> None:
    assert main(["diff", "--format", form]) == 0
    out = capsys.readouterr().out
    assert out.startswith(begins)
    assert "平成29年12月22日" in out


@pytest.mark.usefixtures("edited")
def test_results_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_outputs(Path("results"), [BEFORE])
    commit(tmp_path)
    write_outputs(Path("results"), [])
    assert main(["diff", "--output", "results", "--exit-code"]) == 1
    assert "removed 「2018/a」" in capsys.readouterr().out


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "outputs: lies in no Git repository"),
        (
            ["--output", "nowhere"],
            "nowhere: holds no outputs of houkoku: run houkoku extract first",
        ),
        (["nowhere"], "outputs: lies in no Git repository"),
        (["--kind", "x"], "--kind: invalid choice: 'x'"),
        (["--places", "x"], "--places"),
        (["a", "b", "c"], "unrecognized arguments: c"),
    ],
)
def test_what_cannot_be_compared(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    said: str,
    language: str,
) -> None:
    monkeypatch.setenv("HOUKOKU_LANG", language)
    write_outputs(Path("outputs"), [BEFORE])
    assert main(["diff", *arguments, "--exit-code"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: " if language == "en" else "エラー: ")
    assert (said in err) or language == "ja"


def test_a_file_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(Path("outputs"), [BEFORE])

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied", "outputs/documents/2018/a.json")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert main(["diff", "outputs", "outputs", "--exit-code"]) == 2
    assert capsys.readouterr().err == (
        "error: outputs/documents/2018/a.json: Permission denied\n"
    )  # fmt: skip


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "HOUKOKU_LANG": "en", "TERM": "xterm"}
PROGRAM = [sys.executable, "-m", "pipeline", "diff"]


def on_a_terminal(**environment: str) -> str:
    """What the command writes to a terminal of 80 columns."""
    master, slave = pty.openpty()
    clean = {name: value for name, value in ENVIRONMENT.items() if name != "NO_COLOR"}
    with subprocess.Popen(PROGRAM, env={**clean, **environment}, stdout=slave) as process:
        os.close(slave)
        said = b""
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
    os.close(master)
    assert process.returncode == 0
    return said.decode()


@pytest.mark.usefixtures("edited")
def test_a_terminal_has_colours_unless_they_are_not_wanted() -> None:
    assert "\x1b[33m平成29年12月22日\x1b[0m" in on_a_terminal()
    for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        said = on_a_terminal(**environment)
        assert "\x1b" not in said
        assert ">>平成29年12月22日<<" in said


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize("form", ["json", "markdown", "html"])
def test_a_file_is_utf_8_whatever_the_terminal_is(form: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "--format", form], env={**ENVIRONMENT, "PYTHONIOENCODING": "cp932"},
        capture_output=True, check=True,
    )  # fmt: skip
    assert "平成29年12月22日" in done.stdout.decode("utf-8")


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize("form", ["terminal", "json", "markdown", "html"])
def test_nothing_heavy_is_loaded(form: str) -> None:
    code = (
        "import sys\n"
        "from pipeline.__main__ import main\n"
        f"assert main(['diff', '--format', {form!r}]) == 0\n"
        "heavy = {'spacy', 'ginza', 'fugashi', 'pandas', 'numpy', 'rich'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.usefixtures("edited")
def test_names_cannot_speak_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = make_document("c\x1b[2Jd")
    write_outputs(Path("outputs"), [BEFORE, hostile])
    assert main(["diff"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "c\\x1b[2Jd" in out


@pytest.mark.usefixtures("edited")
def test_nothing_is_written(tmp_path: Path) -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {
            str(p): (p.stat().st_mtime_ns, p.stat().st_size) for p in tmp_path.rglob("*") if p.is_file()
        }  # fmt: skip

    before = state()
    assert main(["diff"]) == 0
    assert main(["diff", "HEAD", "HEAD"]) == 0
    assert state() == before
    assert not re.search(r"index\.lock", str(sorted(before)))
