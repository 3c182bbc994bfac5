"""One run at a time into an output folder; a lock does not outlive its processes."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from pipeline.corpus import lock
from pipeline.corpus.lock import Holder, locked
from pipeline.errors import BusyError

ROOT = Path(__file__).parents[2]
HOLD = (
    "import sys\n"
    "from pathlib import Path\n"
    "from pipeline.corpus.lock import locked\n"
    "with locked(Path(sys.argv[1]), lambda holder: None):\n"
    "    print('held', flush=True)\n"
    "    sys.stdin.readline()\n"
)


def never(holder: Holder | None) -> NoReturn:
    raise AssertionError(f"waited for {holder}")


def refuse(*_: object) -> NoReturn:
    raise OSError(errno.ENOLCK, "No locks available")


@pytest.fixture(params=["flock", "no flock"])
def _in_either_manner(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "no flock":
        monkeypatch.setattr(fcntl, "flock", refuse)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock until it is given a line."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


@pytest.mark.usefixtures("_in_either_manner")
def test_a_lock_comes_and_goes_without_a_trace(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "new" / "outputs", never) as held:
            assert len(held) == 1
            assert lock._holder(tmp_path / "new" / "outputs") == lock._us()
        assert list((tmp_path / "new" / "outputs").iterdir()) == []


@pytest.mark.usefixtures("_in_either_manner")
def test_within_one_process_it_counts_too(tmp_path: Path) -> None:
    with (
        locked(tmp_path, never),
        pytest.raises(BusyError, match=rf"in use by another run \(process {os.getpid()} on "),
        locked(tmp_path, never, patience=0),
    ):
        raise AssertionError
    with locked(tmp_path, never):
        pass


def test_the_second_waits_and_is_told_for_whom(
    tmp_path: Path, another: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0.01)
    told: list[Holder | None] = []

    def tell(holder: Holder | None) -> None:
        told.append(holder)
        assert another.stdin is not None
        another.stdin.write("\n")
        another.stdin.flush()

    with locked(tmp_path, tell):
        assert lock._holder(tmp_path) == lock._us()
    [holder] = told
    assert holder is not None
    assert (holder.process, holder.machine) == (another.pid, socket.gethostname())


def test_patience_ends(tmp_path: Path, another: subprocess.Popen[str]) -> None:
    with (
        pytest.raises(BusyError, match=f"process {another.pid} on"),
        locked(tmp_path, lambda holder: None, patience=0.3),
    ):
        raise AssertionError


def test_a_lock_ends_with_its_process(tmp_path: Path, another: subprocess.Popen[str]) -> None:
    another.send_signal(signal.SIGKILL)
    another.wait()
    assert (tmp_path / ".lock").exists()
    with locked(tmp_path, never):
        pass
    assert list(tmp_path.iterdir()) == []


def test_it_is_held_as_long_as_a_process_of_the_run_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = HOLD.replace(
        "lambda holder: None):",
        "lambda holder: None) as held:\n"
        "    import subprocess\n"
        "    child = subprocess.Popen(['sleep', '600'], pass_fds=held)\n"
        "    print(child.pid, flush=True)",
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        child = int(process.stdout.readline())
        assert process.stdout.readline() == "held\n"
        process.kill()
        process.wait()
        try:
            with pytest.raises(BusyError), locked(tmp_path, never, patience=0):
                raise AssertionError
        finally:
            os.kill(child, signal.SIGKILL)
    monkeypatch.setattr(lock, "PAUSE", 0.01)
    with locked(tmp_path, lambda holder: None, patience=10):
        pass


@pytest.mark.usefixtures("_in_either_manner")
def test_many_threads_never_hold_it_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PAUSE", 0.001)
    inside = 0
    most = 0

    def hold() -> None:
        nonlocal inside, most
        for _ in range(10):
            with locked(tmp_path, lambda holder: None):
                inside += 1
                most = max(most, inside)
                inside -= 1

    threads = [threading.Thread(target=hold) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (most, inside) == (1, 0)


US = lock._us()


@pytest.mark.parametrize(
    ("holder", "is_held"),
    [
        (US, True),
        (US._replace(process=999_999_999), False),
        (US._replace(born="1"), False),
        (US._replace(machine="elsewhere", process=999_999_999), True),
        ("[1", True),
        ("", True),
        ('[1, 2]', True),
        ('{"process": 1}', True),
    ],
)  # fmt: skip
def test_without_flock_a_dead_holder_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, holder: Holder | str, is_held: bool
) -> None:
    monkeypatch.setattr(fcntl, "flock", refuse)
    monkeypatch.setattr(lock, "PAUSE", 0.001)
    content = holder if isinstance(holder, str) else json.dumps(holder)
    (tmp_path / ".lock-held").write_text(content)
    try:
        with locked(tmp_path, lambda holder: None, patience=0.05):
            taken = True
    except BusyError:
        taken = False
    assert taken is not is_held


def test_another_failure_is_not_taken_for_want_of_locks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(fcntl, "flock", fail)
    with pytest.raises(OSError, match="Input/output error"), locked(tmp_path, never):
        raise AssertionError


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw/a.txt").write_text("報告")
    program = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "from tests.corpus.varied import varied_extract\n"
        "sys.exit(main(extract=varied_extract))\n"
    )

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", program, "extract", str(tmp_path / "raw"), "--output",
             str(tmp_path), *arguments],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True, encoding="utf-8", timeout=60,
        )  # fmt: skip

    return run


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "in use by another run (process {} on"), ("ja", "別の実行（プロセス {}、")],
)
def test_the_command_says_who_holds_it(
    run: Run, another: subprocess.Popen[str], language: str, said: str
) -> None:
    done = run("--wait", "0", "--lang", language)
    assert done.returncode == 1
    assert said.format(another.pid) in done.stderr
    done = run("--wait", "0.3", "--lang", language)
    assert done.returncode == 1
    assert ("waiting for it to end" if language == "en" else "終わるのを待ちます") in done.stderr
    assert run("--dry-run").returncode == 0


def test_the_command_leaves_no_lock(run: Run, tmp_path: Path) -> None:
    assert run().returncode == 0
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
