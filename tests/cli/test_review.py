from __future__ import annotations

import hashlib
import io
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.cli.review import _running_heads
from tests.decisions.deciding import TEXT, decision, read
from tests.decisions.deciding import decide as applied
from tests.repositories import commit, git, make_repository, write_outputs

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "pipeline", "review"]
NOW = read()
OLD = replace(applied(NOW, decision("date", "[平成29年12月22日]", "reject")), decisions=())
DECISIONS = Path("decisions.jsonl")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("HOUKOKU_LANG", "en")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def edited(tmp_path: Path) -> None:
    """A date is found that was not in the last commit."""
    make_repository(tmp_path)
    write_outputs(Path("outputs"), [OLD])
    commit(tmp_path)
    write_outputs(Path("outputs"), [NOW])


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.mark.usefixtures("edited")
def test_on_a_pipe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "r")
    assert main(["review", "--tty", "--by", "山田"]) == 0
    out, err = capsys.readouterr()
    assert "1 of 1 left" in out
    assert "  r  Reject — it is no date, now and later" in out
    assert "All is decided" in out
    assert "\x1b" not in out
    assert err == "0 left. The decisions are in decisions.jsonl.\n"
    record = json.loads(DECISIONS.read_text(encoding="utf-8"))
    assert (record["verdict"], record["by"]) == ("reject", "山田")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", record["when"])
    assert main(["review", "--tty"]) == 0
    assert "All is decided" in capsys.readouterr().out


@pytest.mark.usefixtures("edited")
def test_who_decides_is_asked_of_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    git(tmp_path, "config", "user.name", "吉田")
    type_in(monkeypatch, "a")
    assert main(["review", "--tty"]) == 0
    assert json.loads(DECISIONS.read_text(encoding="utf-8"))["by"] == "吉田"


@pytest.mark.usefixtures("edited")
def test_another_file_and_filters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    type_in(monkeypatch, "a")
    for wanted in (["--kind", "people"], ["--document", "z*"], ["--type", "removed"]):
        assert main(["review", "--tty", *wanted]) == 0
    assert not DECISIONS.exists()
    other = tmp_path / "elsewhere.jsonl"
    assert main(["review", "--tty", "--kind", "dates", "--decisions", str(other)]) == 0
    assert not DECISIONS.exists()
    assert len(other.read_text(encoding="utf-8").splitlines()) == 1


def test_two_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    write_outputs(Path("a"), [NOW])
    write_outputs(Path("b"), [OLD])
    type_in(monkeypatch, "r")
    assert main(["review", "a", "b", "--tty"]) == 0
    assert json.loads(DECISIONS.read_text(encoding="utf-8"))["verdict"] == "add"


@pytest.mark.parametrize("arguments", [[], ["--warnings"]])
def test_without_a_commit_what_is_doubted_is_gone_through(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_outputs(Path("outputs"), [NOW])
    monkeypatch.setenv("HOUKOKU_LANG", "ja")
    type_in(monkeypatch, "a")
    assert main(["review", "--tty", *arguments]) == 0
    out = capsys.readouterr().out
    assert ("比べる相手がありません" in out) == (not arguments)
    assert ("Git のリポジトリの中にありません" in out) == (not arguments)
    assert "「平成30年２月30日」" in out
    assert json.loads(DECISIONS.read_text(encoding="utf-8"))["verdict"] == "accept"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "outputs: holds no outputs of houkoku"),
        (["--warnings"], "outputs: holds no outputs of houkoku"),
        (["nothing"], "lies in no Git repository"),
        (["--port", "x"], "not a number"),
    ],
)
def test_a_wrong_command(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if arguments == ["nothing"]:
        write_outputs(Path("outputs"), [NOW])
    assert main(["review", "--tty", *arguments]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.usefixtures("edited")
def test_a_bad_line_is_named_before_anything_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    DECISIONS.write_text('\n{"kind": "date"}\n', encoding="utf-8")
    assert main(["review", "--tty"]) == 2
    assert capsys.readouterr().err == "error: decisions.jsonl:2: 'document' is missing\n"


@pytest.mark.usefixtures("edited")
def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["review", "--no-browser", "--port", str(port)]) == 2
    assert f"port {port} cannot be had" in capsys.readouterr().err
    assert main(["review", "--no-browser", "--port", "99999"]) == 2


@contextmanager
def running(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address that it prints."""
    with subprocess.Popen(
        [*PROGRAM, "--no-browser", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.kill()


def post(address: str, action: str, **asked: object) -> dict[str, object]:
    request = urllib.request.Request(
        f"{address}{action}?lang=en", json.dumps(asked).encode(), method="POST",
        headers={"Content-Type": "application/json", "Origin": address[: address.index("/", 8)]},
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=20) as answer:
        told: dict[str, object] = json.load(answer)
        return told


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_server_decides_and_ends_in_order(number: signal.Signals) -> None:
    with running() as (process, address):
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{40,}/", address)
        page = urllib.request.urlopen(address, timeout=20).read().decode()
        assert "Review of the extraction" in page
        asked = {"number": 1, "index": 0, "choice": "accept", "scope": "place", "by": "", "why": ""}
        assert post(address, "decide", **asked)["message"] == "Accept: 1"
        assert json.loads(DECISIONS.read_text(encoding="utf-8"))["verdict"] == "accept"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(address.rsplit("/", 2)[0] + "/", timeout=20)
        assert refused.value.code == 403
        refused.value.close()
        process.send_signal(number)
        assert process.wait(5) == 0
        assert process.stderr is not None
        said = process.stderr.read()
    assert "0 left" in said
    assert "Traceback" not in said
    assert address not in said


@pytest.mark.usefixtures("edited")
def test_a_key_is_enough_on_a_keyboard() -> None:
    master, slave = pty.openpty()
    with subprocess.Popen([*PROGRAM, "--tty"], stdin=slave, stdout=slave, stderr=slave) as process:
        os.close(slave)
        said = b""
        keys = iter([b"\x1b[A", b"a"])  # an arrow is no answer
        while True:
            try:
                piece = os.read(master, 4096)
            except OSError:
                break
            if not piece:
                break
            said += piece
            if said.endswith(b"> "):
                os.write(master, next(keys))
    os.close(master)
    assert process.returncode == 0
    assert b"Accept: 1" in said
    assert "\x1b[32m平成29年12月22日\x1b[0m" in said.decode()
    assert json.loads(DECISIONS.read_text(encoding="utf-8"))["verdict"] == "accept"


def test_running_heads_are_those_of_the_same_sidecar(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "a.txt").write_text(TEXT, encoding="utf-8")
    content = b'running_heads = ["\xe6\x9f\xb1"]\n'
    (raw / "a.toml").write_bytes(content)
    told = replace(NOW, sidecar=hashlib.sha256(content).hexdigest())
    assert _running_heads(told) == ("柱",)
    assert _running_heads(replace(told, sidecar="0" * 64)) == ()
    assert _running_heads(replace(told, sidecar=None)) == ()
    (raw / "a.toml").unlink()
    assert _running_heads(told) == ()
