"""A cluster of this machine ends with the run that started it, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.corpus.runs import put

pytest.importorskip("distributed")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")

ROOT = Path(__file__).parents[2]


@pytest.fixture
def mark(tmp_path: Path) -> Iterator[str]:
    """What stands in the environment of every process of the run, and tells it from others."""
    yield f"HOUKOKU_TEST={tmp_path}"
    for process in ours(f"HOUKOKU_TEST={tmp_path}"):
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def ours(mark: str) -> list[int]:
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if mark.encode() in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
    return found


def wait_for(condition: Callable[[], object], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return bool(condition())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_is_left(tmp_path: Path, mark: str, number: signal.Signals) -> None:
    (tmp_path / "met").mkdir()
    put(tmp_path / "raw", a="済" * 99, b="一", c="二")
    program = (
        "import sys\n"
        "from pipeline.cli import main\n"
        "from tests.corpus.makers import recipe\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main(sys.argv[1:],"
        f" extract=recipe('sleepy', folder={str(tmp_path / 'met')!r})))\n"
    )
    # A file: the processes of a cluster look for what they are to import.
    (tmp_path / "run.py").write_text(program)
    arguments = [str(tmp_path / "raw"), "--output", str(tmp_path / "outputs"), "--engine", "dask"]
    name, _, value = mark.partition("=")
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "run.py"), "extract", *arguments, "--workers", "2", "--lang", "en"],
        env={**os.environ, "PYTHONPATH": str(ROOT), name: value},
        stderr=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert wait_for(lambda: len(list((tmp_path / "met").iterdir())) == 2, 90)
        assert len(ours(mark)) >= 3
        process.send_signal(number)
        assert wait_for(lambda: ours(mark) == [], 10), [
            (Path(f"/proc/{p}/cmdline").read_bytes()[-120:]) for p in ours(mark)
        ]
        _, err = process.communicate(timeout=10)
    assert "Traceback" not in err
    assert process.returncode == (-number if number == signal.SIGKILL else 128 + number)
