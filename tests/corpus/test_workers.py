"""Worker processes: the same bytes however many, and none that is killed takes others along."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import DataError, WorkerError
from tests.corpus.makers import recipe
from tests.corpus.runs import contents, put, run
from tests.corpus.varied import varied_extract

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="processes of POSIX")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


@pytest.fixture
def met(tmp_path: Path) -> Path:
    """Where processes say what they have met."""
    folder = tmp_path / "met"
    folder.mkdir()
    return folder


@pytest.fixture(autouse=True)
def _none_is_left() -> object:
    """Whatever happens, no worker of ours outlives its test."""
    yield
    assert children(os.getpid()) == []


def children(parent: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(parent)], capture_output=True, text=True
    ).stdout
    return [int(line.split()[0]) for line in listed.splitlines() if "pipeline.corpus" in line]


def lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_for(condition: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return bool(condition())


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_the_bytes_are_those_of_one_process(
    raw: Path, outputs: Path, tmp_path: Path, workers: int
) -> None:
    put(raw, **{f"{n:02}": f"報告{n}" * (n + 1) for n in range(12)}, broken=b"\xff\xff", c="失敗")
    (raw / os.fsdecode(b"caf\xe9.txt")).write_text("報告")
    report = run(raw, outputs, recipe(), workers=workers)
    alone = run(raw, tmp_path / "alone", varied_extract)
    assert contents(outputs) == contents(tmp_path / "alone")
    assert (report.summaries, report.warned) == (alone.summaries, alone.warned)
    assert [f.to_dict() for f in report.failures] == [f.to_dict() for f in alone.failures]


def test_the_longest_comes_first(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="三" * 3, c="二" * 2)
    seen: list[str] = []
    run(raw, outputs, recipe(), workers=1, watch=lambda t: seen.append(t.source.id if t else "-"))
    assert seen == ["-", "b", "c", "a"]


def test_a_document_whose_worker_is_killed_is_tried_again(
    raw: Path, outputs: Path, met: Path, tmp_path: Path
) -> None:
    put(raw, a="一", b="一度だけ", c="三", d="四")
    report = run(raw, outputs, recipe("deadly", folder=str(met)), workers=2)
    assert report.failures == []
    run(raw, tmp_path / "alone", varied_extract)
    assert contents(outputs) == contents(tmp_path / "alone")
    assert sum(name.read_text() == "一度だけ" for name in met.iterdir()) == 2


def test_a_document_that_kills_its_worker_twice_fails_alone(
    raw: Path, outputs: Path, met: Path
) -> None:
    put(raw, a="一", b="殺す", c="三", d="落ちる", e="殺せ")
    report = run(raw, outputs, recipe("deadly", folder=str(met)), workers=2)
    assert list(report.summaries) == ["a", "c"]
    lines = (outputs / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    errors = [json.loads(line) for line in lines]
    killed, crashed = "was killed (out of memory?)", f"crashed with signal {signal.SIGABRT:d}"
    assert [(e["document"], e["stage"], e["error"], e["reason"]) for e in errors] == [
        (name, "extract", "WorkerError", f"the process that read it {how}")
        for name, how in (("b", killed), ("d", crashed), ("e", killed))
    ]
    met_by = [name.name.split("-")[0] for name in met.iterdir() if name.read_text() == "殺す"]
    assert len(set(met_by)) == len(met_by) == 2


def test_workers_that_cannot_start_end_the_run(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二")
    with pytest.raises(WorkerError, match="cannot be started: it ended with status 3"):
        run(raw, outputs, recipe("stillborn"), workers=2)
    run(raw, outputs, recipe(), workers=2)
    assert not (outputs / "unfinished.jsonl").exists()


def test_a_table_that_cannot_be_used_ends_the_run(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二")
    with pytest.raises(DataError, match=r"^table.csv:3: a row without a name"):
        run(raw, outputs, recipe("unusable"), workers=2)


def test_a_full_disk_ends_the_run(raw: Path, outputs: Path) -> None:
    put(raw, a="一", b="二", c="三")
    with pytest.raises(OSError, match="No space left on device") as raised:
        run(raw, outputs, recipe("full_disk"), workers=2)
    assert raised.value.filename == "a.json"
    assert [name for name in contents(outputs) if name.endswith(".tmp")] == []


def test_threads_are_limited_but_not_those_of_the_user(
    raw: Path, outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.setattr("pipeline.corpus.run.count_cores", lambda: 6)
    put(raw, a="一", b="二")
    run(raw, outputs, recipe("environment", path=str(tmp_path / "env")), workers=2)
    found = json.loads((tmp_path / "env").read_text())
    assert (found["OPENBLAS_NUM_THREADS"], found["OMP_NUM_THREADS"]) == ("3", "7")


@pytest.fixture
def command(raw: Path, outputs: Path, met: Path) -> list[str]:
    """The command in a process of its own, with two workers that sleep over their documents."""
    program = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "from tests.corpus.makers import recipe\n"
        f"arguments = ['extract', {str(raw)!r}, '--output', {str(outputs)!r},"
        " '--workers', '2', '--lang', 'en']\n"
        f"sys.exit(main(arguments, extract=recipe('sleepy', folder={str(met)!r})))\n"
    )
    return [sys.executable, "-c", program]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("manner", ["", "頑固"])
def test_a_signal_ends_the_run_and_its_workers(
    raw: Path, outputs: Path, met: Path, command: list[str], number: signal.Signals, manner: str
) -> None:
    put(raw, a="済" * 99, b="一" + manner, c="二" + manner)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        start_new_session=True,
    ) as process:  # fmt: skip
        assert wait_for(lambda: len(list(met.iterdir())) == 2, 60)
        workers = [int(name.name) for name in met.iterdir()]
        # As a terminal does: to all that belong to the command.
        os.killpg(process.pid, number)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 128 + number
    assert "Traceback" not in err
    assert "Interrupted. The 1 documents done so far are saved in" in err
    assert not any(map(lives, workers))
    assert sorted(contents(outputs)) == [
        "documents/a.json", "schema/document.schema.json", "texts/a.txt", "unfinished.jsonl",
    ]  # fmt: skip


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a stubborn worker is not killed")
@pytest.mark.parametrize("manner", ["", "頑固"])
def test_workers_end_with_a_parent_that_is_killed(
    raw: Path, met: Path, command: list[str], manner: str
) -> None:
    put(raw, b="一" + manner, c="二" + manner)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        assert wait_for(lambda: len(list(met.iterdir())) == 2, 60)
        process.kill()
    workers = [int(name.name) for name in met.iterdir()]
    assert wait_for(lambda: not any(map(lives, workers)), 10)


def test_a_worker_notices_the_end_of_its_pipe_without_the_kernel(
    raw: Path, met: Path, command: list[str]
) -> None:
    put(raw, b="一", c="二")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = command[-1].replace(
        "import sys\n", "import sys\nfrom pipeline.corpus import workers as w\n"
        "w._PROGRAM = 'import sys; sys.platform = \"other\"; ' + w._PROGRAM\n", 1,
    )  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stderr=subprocess.DEVNULL
    ) as process:
        assert wait_for(lambda: len(list(met.iterdir())) == 2, 60)
        process.kill()
    workers = [int(name.name) for name in met.iterdir()]
    assert wait_for(lambda: not any(map(lives, workers)), 10)
